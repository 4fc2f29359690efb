"""How a call is handed to a transport: the public way of httpx, or at once to the pool behind it.

Everything that is a transport has the public way. httpx's own transports turn what they are given into a request to
httpcore's pool, and its response back, which for a page of twenty is a tenth of all the time; so the pool of such a
transport is asked at once. Where anything was put over its method (pytest-httpx and tracers do that), and where httpx
would write the target in another way, the public way is taken. respx puts itself over the pool, and is met both ways.
"""

import re
from collections.abc import AsyncIterator, Callable, Iterable
from types import FunctionType
from typing import Any

import httpcore
import httpx
from attrs import Factory, field, frozen

from tines_runtime.call import Call
from tines_runtime.configuration import Tenant

POOL_ERRORS = (
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.TimeoutException,
    httpcore.UnsupportedProtocol,
)
# httpx escapes whatever else there is, and resolves dots at the beginning of a segment.
_WRITTEN_AS_IT_IS = re.compile(r"(?:[A-Za-z0-9/?&=_~+-]|%[0-9A-Fa-f]{2}|(?<!/)\.)*")
_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})


@frozen
class Destination:
    """Where calls go: the tenant, the name this client gives of itself, and whether its network keeps the deadline.

    Another transport is not believed when it says that it never connected in time: some say so when a response drips.
    """

    tenant: Tenant
    agent: str
    enforces_deadline: bool
    url: httpx.URL = field(init=False, default=Factory(lambda self: httpx.URL(self.tenant.origin), takes_self=True))


@frozen
class Incoming:
    """A response whose head has come: its headers as they are, the body's pieces, and what ends it."""

    status: int
    headers: Iterable[tuple[bytes, bytes]]
    pieces: Any
    close: Callable[[], Any]


def submit(transport: httpx.BaseTransport, destination: Destination, call: Call[Any], bound: float | None) -> Incoming:
    """Send the call, and wait for the head of its response."""
    if isinstance(transport, httpx.HTTPTransport) and _straight(transport, "handle_request", call):
        came = transport._pool.handle_request(_for_pool(destination, call, bound, _content(call)))
        return Incoming(came.status, came.headers, came.stream, came.close)
    response = transport.handle_request(_request(destination, call, bound))
    return Incoming(response.status_code, response.headers.raw, response.stream, response.close)


async def submit_async(
    transport: httpx.AsyncBaseTransport, destination: Destination, call: Call[Any], bound: float | None
) -> Incoming:
    """As `submit`."""
    if isinstance(transport, httpx.AsyncHTTPTransport) and _straight(transport, "handle_async_request", call):
        came = await transport._pool.handle_async_request(
            _for_pool(destination, call, bound, _Whole(_content(call) or b""))
        )
        return Incoming(came.status, came.headers, came.stream, came.aclose)
    request = _request(destination, call, bound)
    request.stream = _Whole(_content(call) or b"")
    response = await transport.handle_async_request(request)
    return Incoming(response.status_code, response.headers.raw, response.stream, response.aclose)


def as_httpx(error: Exception) -> Exception:
    """The exception that httpx makes of one of its pool's: its own of the same name."""
    if not isinstance(error, POOL_ERRORS):
        return error
    kind: type[Exception] = getattr(httpx, type(error).__name__, httpx.TransportError)
    same = kind(str(error))
    same.__cause__ = error
    return same


class _Whole(httpx.AsyncByteStream):
    """A request's body in one piece.

    httpx's own is an async generator, which a cancelled call leaves behind unfinished.
    """

    def __init__(self, body: bytes) -> None:
        self._pieces = iter((body,))

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        for piece in self._pieces:
            return piece
        raise StopAsyncIteration


def _straight(transport: object, method: str, call: Call[Any]) -> bool:
    """Whether this is what httpx itself would do: the method is its own, and it would leave the target as it is."""
    shipped = getattr(type(transport), method)
    if type(shipped) is not FunctionType or not shipped.__globals__["__name__"].startswith("httpx."):
        return False
    return method not in vars(transport) and _WRITTEN_AS_IT_IS.fullmatch(call.target) is not None


def _for_pool(destination: Destination, call: Call[Any], bound: float | None, content: Any) -> httpcore.Request:
    url = destination.url
    headers = [
        (b"Host", url.netloc),
        *_length(call),
        *((name.encode(), value.encode()) for name, value in _headers(destination, call)),
    ]
    target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=call.target.encode())
    extensions = {"timeout": _timeouts(bound)}
    return httpcore.Request(call.method.encode(), target, headers=headers, content=content, extensions=extensions)


def _length(call: Call[Any]) -> list[tuple[bytes, bytes]]:
    if call.body is None and call.method not in _WITH_BODY:
        return []
    return [(b"Content-Length", b"%d" % len(_content(call) or b""))]


def _request(destination: Destination, call: Call[Any], bound: float | None) -> httpx.Request:
    url = f"{destination.tenant.origin}{call.target}"
    extensions = {"timeout": _timeouts(bound)}
    return httpx.Request(
        call.method, url, headers=_headers(destination, call), content=_content(call), extensions=extensions
    )


def _timeouts(bound: float | None) -> dict[str, float | None]:
    return {"connect": bound, "read": bound, "write": bound, "pool": bound}


def _headers(destination: Destination, call: Call[Any]) -> list[tuple[str, str]]:
    return [
        ("Authorization", destination.tenant.key.bearer()),
        ("Accept", "application/json"),
        ("Accept-Encoding", "gzip"),
        ("User-Agent", destination.agent),
        *call.headers,
    ]


def _content(call: Call[Any]) -> bytes | None:
    return None if call.body is None else call.body.reveal()
