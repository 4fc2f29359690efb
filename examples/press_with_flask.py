"""Receives the press of a button, and removes the button: with Flask.

    pip install . flask
    TINES_TENANT=https://acme.tines.com TINES_API_KEY=… PRESS_SECRET=… PRESS_BUTTONS=1/29907 \\
        flask --app examples/press_with_flask:main run

It listens on http://127.0.0.1:5000/press. Give the button the secret: create it with `query_params={"secret": …}`.
PRESS_BUTTONS names the buttons that were created so, as case/button: the secret shows who sends, not which was meant.
"""

import logging
import os
from collections.abc import Collection
from functools import partial

from flask import Flask, Response, request

from tines_cases import TinesClient, press
from tines_cases.errors import PressError, PressSecretError, TinesError

logger = logging.getLogger(__name__)


def make_app(tines: TinesClient, tenant: str, secret: str, created: Collection[str]) -> Flask:
    """tenant: whose pages may send a press, such as https://acme.tines.com. created: what it may remove."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = 16 * 1024 * 1024  # a press holds the whole case
    headers = press.cors_headers(tenant)

    @app.route("/press", methods=["POST"])
    def pressed() -> Response | tuple[str, int]:
        try:
            one = press.read(request.get_data(), secret=secret)
            case_id, button_id = one.case_id, one.button_id
        except PressSecretError:
            return "wrong secret", 403
        except PressError as error:
            return str(error), 400
        if f"{case_id}/{button_id}" not in created:
            return "not a button of this receiver", 403
        response = Response("The button is being removed.")
        # After the response, so that the click is not kept waiting.
        response.call_on_close(partial(remove, tines, case_id, button_id))
        return response

    # Flask answers OPTIONS by itself; with these headers a browser takes that for a yes.
    @app.after_request
    def allowed(response: Response) -> Response:
        response.headers.update(headers)
        return response

    return app


def remove(tines: TinesClient, case_id: int, button_id: int) -> None:
    """Clicked twice, the second finds nothing: no error."""
    try:
        tines.case_actions.delete(case_id, button_id, missing_ok=True)
    except TinesError:
        logger.exception("button %d of case %d is still there", button_id, case_id)


def main() -> Flask:
    return make_app(
        TinesClient(), os.environ["TINES_TENANT"], os.environ["PRESS_SECRET"], os.environ["PRESS_BUTTONS"].split()
    )
