"""Serves one body to every request, on the server of the fake: `constant.py FILE` prints its origin."""

import sys
from pathlib import Path
from typing import Any

from tines_fake.serving.uvicorn_server import bind, origin_of, serve

_BODY = Path(sys.argv[1]).read_bytes()
_HEADERS = [(b"content-type", b"application/json"), (b"content-length", str(len(_BODY)).encode())]


async def _app(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
    await send({"type": "http.response.body", "body": _BODY})


listening = bind("127.0.0.1", 0)
print(origin_of(listening), flush=True)
serve(_app, listening)
