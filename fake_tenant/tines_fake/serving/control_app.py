"""The control of a served fake as an ASGI application before the tenant's own: who may use it, and its JSON."""

import hmac
import json

from tines_fake.adapters.asgi import AsgiApp, Receive, Scope, Send, read_body
from tines_fake.exchanges.exchange import Response
from tines_fake.serving.control import COMMANDS
from tines_fake.serving.host_check import is_loopback
from tines_fake.tenant.fake_tenant import FakeTenant

PREFIX = "/__fake/"
_LARGEST_BODY = 64 * 1024 * 1024


class ControlApp:
    """Sends what is under /__fake/ to the control, and all else to the tenant."""

    def __init__(self, tenant: FakeTenant, token: str) -> None:
        self._app = AsgiApp(tenant)
        self._tenant = tenant
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(PREFIX):
            return await self._app(scope, receive, send)
        refused = self._refusal(scope)
        response = self._response(scope, await read_body(receive, _LARGEST_BODY)) if refused is None else refused
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(response.body))]
        await send({"type": "http.response.start", "status": response.status, "headers": headers})
        await send({"type": "http.response.body", "body": response.body})
        return None

    def _refusal(self, scope: Scope) -> Response | None:
        host = (scope.get("client") or ("",))[0]
        if not is_loopback(host):
            return _error(403, "the control of a fake is for this machine alone")
        if (scope["method"], scope["path"]) == ("GET", f"{PREFIX}health"):
            return None
        shown = dict(scope["headers"]).get(b"authorization", b"")
        if not hmac.compare_digest(shown, f"Bearer {self._token}".encode()):
            return _error(401, "Authorization must be Bearer, with the token that the fake printed, not with its key")
        return None

    def _response(self, scope: Scope, body: bytes) -> Response:
        name = scope["path"].removeprefix(PREFIX)
        command = COMMANDS.get((scope["method"], name))
        if command is None:
            known = ", ".join(f"{method} {PREFIX}{one}" for method, one in COMMANDS)
            return _error(404, f"there is no {scope['method']} {scope['path'][:100]}; there are {known}")
        if len(body) > _LARGEST_BODY:
            return _error(413, f"the body has more than {_LARGEST_BODY} bytes")
        try:
            sent = json.loads(body) if body else {}
            if not isinstance(sent, dict):
                raise TypeError("the body must be an object")
            return Response.of_json(200, command(self._tenant, sent))
        except (TypeError, ValueError, OverflowError, RecursionError) as error:
            return _error(400, str(error))


def _error(status: int, message: str) -> Response:
    return Response.of_json(status, {"error": message})
