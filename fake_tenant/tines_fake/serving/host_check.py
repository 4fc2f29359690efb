"""A served fake responds under names of this machine, and those that it was given: no other name leads a browser to it.

A web page whose own name is made to point here (DNS rebinding) could else read and write what the fake holds.
"""

import functools
import ipaddress
from collections.abc import Iterable
from urllib.parse import urlsplit

from tines_fake.adapters.asgi import Receive, Scope, Send
from tines_fake.exchanges.error_responses import error_response
from tines_fake.serving.uvicorn_server import App

_LONGEST_SHOWN = 100


class HostCheck:
    """An ASGI application before another. names: hosts that it responds under besides those of this machine."""

    def __init__(self, app: App, names: Iterable[str] = ()) -> None:
        self._app = app
        self._names = frozenset(name.lower() for name in names)
        self._is_known = functools.lru_cache(self._knows)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        hosts = [value for name, value in scope["headers"] if name == b"host"] if scope["type"] == "http" else []
        reached = (scope.get("server") or ("",))[0]
        unknown = next((host for host in hosts if not self._is_known(host, reached)), None)
        if unknown is None:
            return await self._app(scope, receive, send)
        response = error_response(421, _advice(_name_of(unknown)), "errors")
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(response.body))]
        await send({"type": "http.response.start", "status": response.status, "headers": headers})
        await send({"type": "http.response.body", "body": response.body})
        return None

    def _knows(self, host: bytes, reached: str) -> bool:
        """reached: the address at which the connection came in, which no rebound name can be."""
        name = _name_of(host)
        return name in {*self._names, "localhost", reached} or name.endswith(".localhost") or is_loopback(name)


def _name_of(host: bytes) -> str:
    try:
        return (urlsplit(f"//{host.decode('latin-1')}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _advice(name: str) -> str:
    shown = repr(name[:_LONGEST_SHOWN])
    return f"this fake does not respond as {shown}: use 127.0.0.1 or localhost, or start it with --allow-host {shown}"


def is_loopback(host: str) -> bool:
    """Whether an address is one of this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
