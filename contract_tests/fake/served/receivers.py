"""A tenant whose button is pressed, and small receivers of presses, which keep what they were sent."""

import json
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler

from tines_fake import FakeTenant, Quirks

Received = list[tuple[str, str, dict[str, str], Any]]
"""Method, path with query, headers, and the body as JSON."""

URL = "https://hooks.example.com/press/abc?team=2"
PARAMS = {"priority": "high", "notify": True, "case_id": 7, "user": "nobody"}
ALLOWING = {"access-control-allow-origin": "*", "access-control-allow-headers": "content-type"}


class Wsgi:
    def __init__(self, status: str = "204 No Content", headers: dict[str, str] = ALLOWING) -> None:
        self.received: Received = []
        self._status = status
        self._headers = headers

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        headers = {name[5:].replace("_", "-").lower(): value for name, value in environ.items() if name[:5] == "HTTP_"}
        headers["content-type"] = environ.get("CONTENT_TYPE", "")
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        path, query = environ["PATH_INFO"], environ["QUERY_STRING"]
        self.received.append(_received(environ["REQUEST_METHOD"], path, query, headers, body))
        start_response(self._status, list(self._headers.items()))
        return [b""]


class Asgi:
    def __init__(self, status: int = 204, headers: dict[str, str] = ALLOWING) -> None:
        self.received: Received = []
        self._status = status
        self._headers = headers

    async def __call__(self, scope: dict[str, Any], receive: Callable[..., Any], send: Callable[..., Any]) -> None:
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        body = (await receive())["body"]
        self.received.append(_received(scope["method"], scope["path"], scope["query_string"].decode(), headers, body))
        raw = [(name.encode(), value.encode()) for name, value in self._headers.items()]
        await send({"type": "http.response.start", "status": self._status, "headers": raw})
        await send({"type": "http.response.body", "body": b""})


def _received(
    method: str, path: str, query: str, headers: dict[str, str], body: bytes
) -> tuple[str, str, dict[str, str], Any]:
    return method, f"{path}?{query}" if query else path, headers, json.loads(body) if body else None


def tenant(**quirks: Any) -> FakeTenant:
    fake = FakeTenant(quirks=Quirks(**quirks))
    fake.add_case(42, name="Phishing", status="OPEN")
    fake.add_action(42, id=1, label="Escalate case", action_type="webhook", url=URL, query_params=PARAMS)
    fake.add_action(42, id=2, label="Open", action_type="page")
    return fake


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass
