"""Receives the press of a button, and removes the button: with Flask.

    pip install . flask
    TINES_TENANT=https://acme.tines.com TINES_API_KEY=… PRESS_SECRET=… PRESS_BUTTONS=1/29907 \\
        flask --app examples/press_with_flask run

It listens on http://127.0.0.1:5000/press. Give the button the secret: create it with `query_params={"secret": …}`.
PRESS_BUTTONS names the buttons that were created so, as case/button: the secret shows who sends, not which was meant.
"""

import logging
import os
from functools import partial

from flask import Flask, Response, request

from tines_cases import TinesClient, press
from tines_cases.errors import PressError, PressSecretError, TinesError

SECRET, CREATED = os.environ["PRESS_SECRET"], os.environ["PRESS_BUTTONS"].split()
logger = logging.getLogger(__name__)
app, tines = Flask(__name__), TinesClient()
app.config["MAX_CONTENT_LENGTH"] = 16 * 1024 * 1024  # a press holds the whole case
headers = press.cors_headers(os.environ["TINES_TENANT"])


@app.post("/press")
def pressed() -> Response | tuple[str, int]:
    try:
        one = press.read(request.get_data(), secret=SECRET)
        case_id, button_id = one.case_id, one.button_id
    except PressSecretError:
        return "wrong secret", 403
    except PressError as error:
        return str(error), 400
    if f"{case_id}/{button_id}" not in CREATED:
        return "not a button of this receiver", 403
    response = Response("The button is being removed.")
    # After the response, so that the click is not kept waiting.
    response.call_on_close(partial(remove, case_id, button_id))
    return response


# Flask answers OPTIONS by itself; with these headers a browser takes that for a yes.
@app.after_request
def allowed(response: Response) -> Response:
    response.headers.update(headers)
    return response


def remove(case_id: int, button_id: int) -> None:
    """Clicked twice, the second finds nothing: no error."""
    try:
        tines.case_actions.delete(case_id, button_id, missing_ok=True)
    except TinesError:
        logger.exception("button %d of case %d is still there", button_id, case_id)
