"""Receives the press of a button, and removes the button: with FastAPI.

    pip install . fastapi uvicorn
    TINES_TENANT=https://acme.tines.com TINES_API_KEY=… PRESS_SECRET=… PRESS_BUTTONS=1/29907 \\
        uvicorn --app-dir examples --factory press_with_fastapi:main --port 8010

It listens on http://127.0.0.1:8010/press. Give the button the secret: create it with `query_params={"secret": …}`.
PRESS_BUTTONS names the buttons that were created so, as case/button: the secret shows who sends, not which was meant.
"""

import os
from collections.abc import Collection

from fastapi import BackgroundTasks, FastAPI, HTTPException, Request
from fastapi.middleware.cors import CORSMiddleware

from tines_cases import AsyncTinesClient, press
from tines_cases.errors import PressError, PressSecretError


def make_app(tines: AsyncTinesClient, tenant: str, secret: str, created: Collection[str]) -> FastAPI:
    """tenant: whose pages may send a press, such as https://acme.tines.com. created: what it may remove."""
    app = FastAPI()
    # It answers the preflight, with which a browser asks before it sends.
    origin = press.cors_headers(tenant)["Access-Control-Allow-Origin"]
    app.add_middleware(CORSMiddleware, allow_origins=[origin], allow_methods=["POST"], allow_headers=["content-type"])

    @app.post("/press")
    async def pressed(request: Request, later: BackgroundTasks) -> dict[str, str]:
        try:
            one = press.read(await request.body(), secret=secret)
            case_id, button_id = one.case_id, one.button_id
        except PressSecretError:
            raise HTTPException(403, "wrong secret") from None
        except PressError as error:
            raise HTTPException(400, str(error)) from None
        if f"{case_id}/{button_id}" not in created:
            raise HTTPException(403, "not a button of this receiver")
        # After the response, so that the click is not kept waiting. Clicked twice, the second finds nothing: no error.
        later.add_task(tines.case_actions.delete, case_id, button_id, missing_ok=True)
        return {"message": "The button is being removed."}

    return app


def main() -> FastAPI:
    return make_app(
        AsyncTinesClient(), os.environ["TINES_TENANT"], os.environ["PRESS_SECRET"], os.environ["PRESS_BUTTONS"].split()
    )
