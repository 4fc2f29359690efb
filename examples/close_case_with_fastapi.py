"""Closes a case when its button is pressed: a comment, a completed task, the status, and no button. With FastAPI.

    pip install . fastapi uvicorn
    TINES_TENANT=https://acme.tines.com TINES_API_KEY=… PRESS_SECRET=… PRESS_BUTTONS=42/29907 \\
        uvicorn --app-dir examples close_case_with_fastapi:app --port 8040

Create the button with `query_params={"secret": …, "task": "7"}`, which names the task of the case that is done then.
"""

import os
from contextlib import suppress

from fastapi import BackgroundTasks, FastAPI, HTTPException, Request
from fastapi.middleware.cors import CORSMiddleware

from tines_cases import AsyncTinesClient, press
from tines_cases.errors import NotFoundError, PressError

app, tines = FastAPI(), AsyncTinesClient()
origin = press.cors_headers(os.environ["TINES_TENANT"])["Access-Control-Allow-Origin"]
app.add_middleware(CORSMiddleware, allow_origins=[origin], allow_methods=["POST"])


@app.post("/press")
async def pressed(request: Request, later: BackgroundTasks) -> dict[str, str]:
    with suppress(PressError):
        one = press.read(await request.body(), secret=os.environ["PRESS_SECRET"])
        if f"{one.case_id}/{one.button_id}" in os.environ["PRESS_BUTTONS"].split():
            later.add_task(close, one)  # after the response, so that the click is not kept waiting
            return {"message": "The case is being closed."}
    raise HTTPException(403, "not a press of a button of this receiver")


async def close(one: press.Press) -> None:
    try:  # the button first: of two clicks one removes it, and does the rest
        await tines.case_actions.delete(one.case_id, one.button_id)
    except NotFoundError:
        return
    await tines.case_comments.create(one.case_id, value=f"Closed by {one.user and one.user.email}.")
    await tines.case_tasks.update(one.case_id, int(one.query_params["task"]), completed=True)
    await tines.cases.update(one.case_id, status="closed")
