"""Control of a served fake from another process or language: JSON under /__fake/, with a token of its own.

Plain functions from the tenant and what was sent to what is sent back; `ControlApp` says who reaches them.
"""

import datetime
import hmac
import json
from collections.abc import Callable, Mapping
from typing import Any

import attrs

from tines_fake.adapters.asgi import AsgiApp, Receive, Scope, Send, read_body, send_whole
from tines_fake.clock import VirtualClock
from tines_fake.contents.filling import as_json
from tines_fake.exchanges.exchange import Exchange, Response
from tines_fake.failures import FAILURES
from tines_fake.faults.active_faults import ActiveFaults
from tines_fake.faults.catalogue import FAULTS
from tines_fake.given_arguments import unknown
from tines_fake.quirks import quirks_from
from tines_fake.serving.uvicorn_server import is_loopback
from tines_fake.tenant.fake_tenant import FakeTenant

Sent = Mapping[str, Any]
Command = Callable[[FakeTenant, Sent], Any]
_MOST_OF_JOURNAL = 1000
PREFIX = "/__fake/"
_LARGEST_BODY = 64 * 1024 * 1024


def _faults(tenant: FakeTenant, _: Sent) -> Any:
    return {
        "active": [_shown(one) for one in tenant.faults.active],
        "known": [one.id for one in FAULTS],
        "failures": list(FAILURES),
    }


def _add_faults(tenant: FakeTenant, sent: Sent) -> Any:
    """Such as {"faults": ["PAGE-OVERLAP", {"failure": "status", "status": 503}], "operation": …, "nth": [1, 2]}."""
    known = {"faults", "operation", "nth", "probability", "seed"}
    for name in sent.keys() - known:
        raise ValueError(unknown("field of faults", name, sorted(known)))
    given = sent.get("faults")
    if not isinstance(given, list) or not given:
        raise ValueError('faults must be a list, such as ["PAGE-OVERLAP", {"failure": "status", "status": 503}]')
    selected = {name: value for name, value in sent.items() if name != "faults"}
    return _shown(tenant.faults(*given, **selected))


def _stop_faults(tenant: FakeTenant, sent: Sent) -> None:
    """All, or those of a number that `faults` shows."""
    active = [one for one in tenant.faults.active if sent.get("number") in (None, one.number)]
    if "number" in sent and not active:
        raise ValueError(f"there are no active faults of the number {sent['number']!r}")
    for one in active:
        one.stop()


def _shown(active: ActiveFaults) -> dict[str, Any]:
    return {"number": active.number, "faults": active.ids}


def _set_quirks(tenant: FakeTenant, sent: Sent) -> Any:
    tenant.quirks = quirks_from(sent, tenant.quirks)
    return attrs.asdict(tenant.quirks)


def _clock(tenant: FakeTenant, _: Sent) -> Any:
    return {"now": tenant.clock.now().isoformat(), "virtual": isinstance(tenant.clock, VirtualClock)}


def _set_clock(tenant: FakeTenant, sent: Sent) -> Any:
    """Such as {"advance": 60}, in seconds, or {"now": "2026-02-01T00:00:00Z"}. From then on it stands still."""
    if len(sent) != 1 or not sent.keys() <= {"advance", "now"}:
        raise ValueError('a clock takes {"advance": seconds} or {"now": "2026-02-01T00:00:00Z"}')
    clock = tenant.clock if isinstance(tenant.clock, VirtualClock) else VirtualClock(tenant.clock.now())
    if "now" in sent:
        clock.set(datetime.datetime.fromisoformat(str(sent["now"])))
    else:
        clock.advance(_number(sent["advance"]))
    tenant.clock = clock
    return _clock(tenant, {})


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"advance must be a number of seconds, not {value!r}")
    return value


def _journal(tenant: FakeTenant, _: Sent) -> Any:
    return {"exchanges": [_exchange(one) for one in list(tenant.journal)[-_MOST_OF_JOURNAL:]]}


def _exchange(exchange: Exchange) -> dict[str, Any]:
    request, response = exchange.request, exchange.response
    return {
        "method": request.method,
        "path": request.path,
        "query": dict(request.params),
        "headers": dict(request.headers),
        "key": request.credentials.value,
        "body": request.body.decode("utf-8", "replace"),
        "status": response.status,
        "response": response.body.decode("utf-8", "replace"),
    }


COMMANDS: Mapping[tuple[str, str], Command] = {
    ("GET", "health"): lambda tenant, _: {
        "status": "ok",
        "origin": tenant.origin,
        "requests": len(tenant.journal),
    },
    ("POST", "reset"): lambda tenant, _: tenant.reset(),
    ("GET", "state"): lambda tenant, _: as_json(tenant.state),
    ("POST", "seed"): lambda tenant, sent: tenant.seed(sent),
    ("GET", "faults"): _faults,
    ("POST", "faults"): _add_faults,
    ("DELETE", "faults"): _stop_faults,
    ("GET", "quirks"): lambda tenant, _: attrs.asdict(tenant.quirks),
    ("PUT", "quirks"): _set_quirks,
    ("GET", "clock"): _clock,
    ("PUT", "clock"): _set_clock,
    ("GET", "journal"): _journal,
    ("DELETE", "journal"): lambda tenant, _: tenant.journal.clear(),
}
"""By method, and by what follows /__fake/ in the path. One that gives None responds with an empty object."""


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
        return await send_whole(response, send)

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
            done = command(self._tenant, sent)
            return Response.of_json(200, {} if done is None else done)
        except (TypeError, ValueError, OverflowError, RecursionError) as error:
            return _error(400, str(error))


def _error(status: int, message: str) -> Response:
    return Response.of_json(status, {"error": message})
