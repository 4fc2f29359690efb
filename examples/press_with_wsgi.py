"""Receives the press of a button, and removes the button: without a framework, as a WSGI application.

    pip install .
    TINES_TENANT=https://acme.tines.com TINES_API_KEY=… PRESS_SECRET=… PRESS_BUTTONS=1/29907 \\
        python examples/press_with_wsgi.py

It listens on http://127.0.0.1:8020/press, or on the port PORT. Give the button the secret: create it with
`query_params={"secret": …}`.
PRESS_BUTTONS names the buttons that were created so, as case/button: the secret shows who sends, not which was meant.
"""

import logging
import os
import sys
from collections.abc import Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from wsgiref.simple_server import make_server

from tines_cases import TinesClient, press
from tines_cases.errors import PressError, PressSecretError, TinesError

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

LARGEST = 16 * 1024 * 1024
"""Bytes: a press holds the whole case."""
logger = logging.getLogger(__name__)


def make_app(tines: TinesClient, tenant: str, secret: str, created: Collection[str]) -> "WSGIApplication":
    """tenant: whose pages may send a press, such as https://acme.tines.com. created: what it may remove."""
    headers = [*press.cors_headers(tenant).items(), ("Content-Type", "text/plain; charset=utf-8")]
    later = ThreadPoolExecutor(max_workers=4)

    def app(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        status, text = respond(environ)
        start_response(status, headers)
        return [text.encode()]

    def respond(environ: "WSGIEnvironment") -> tuple[str, str]:
        if environ["REQUEST_METHOD"] == "OPTIONS":  # the preflight: a browser asks before it sends
            return "200 OK", ""
        if environ["REQUEST_METHOD"] != "POST":
            return "405 Method Not Allowed", "a press is a POST"
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if not 0 <= length <= LARGEST:
            return "413 Content Too Large", "too large for a press"
        try:
            one = press.read(environ["wsgi.input"].read(length), secret=secret)
            case_id, button_id = one.case_id, one.button_id
        except PressError as error:
            return "403 Forbidden" if isinstance(error, PressSecretError) else "400 Bad Request", str(error)
        if f"{case_id}/{button_id}" not in created:
            return "403 Forbidden", "not a button of this receiver"
        # Not before the response, so that the click is not kept waiting.
        later.submit(remove, tines, case_id, button_id)
        return "200 OK", "The button is being removed."

    return app


def remove(tines: TinesClient, case_id: int, button_id: int) -> None:
    """Clicked twice, the second finds nothing: no error."""
    try:
        tines.case_actions.delete(case_id, button_id, missing_ok=True)
    except TinesError:
        logger.exception("button %d of case %d is still there", button_id, case_id)


def main() -> None:
    app = make_app(
        TinesClient(), os.environ["TINES_TENANT"], os.environ["PRESS_SECRET"], os.environ["PRESS_BUTTONS"].split()
    )
    port = int(os.environ.get("PORT", "8020"))
    try:
        server = make_server("127.0.0.1", port, app)
    except OSError as error:
        sys.exit(f"cannot listen on port {port}: {error.strerror}; choose another PORT")
    with server:
        server.serve_forever()


if __name__ == "__main__":
    main()
