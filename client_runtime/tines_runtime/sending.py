"""One attempt: a request handed to an httpx transport, and what came of it, as a value.

Nothing here raises for what the network or the tenant does: exceptions become a `Failure`, stripped of the frames and
of the request that hold the key. The transport is driven directly, so that headers, gzip, closing and the body's limit
are looked after here.
"""

import math
import re
from collections.abc import Iterator
from typing import Any

import anyio
import httpx
from attrs import frozen

from tines_runtime.answer import Answer
from tines_runtime.body import Body
from tines_runtime.call import Call
from tines_runtime.configuration import Tenant
from tines_runtime.deadline import Deadline, Remaining
from tines_runtime.errors import ConnectionFailedError, DeadlineError, ProtocolError, TransportError
from tines_runtime.exchange import Outcome
from tines_runtime.outcome import Failure
from tines_runtime.secret import Secret

_EXPECTED = (TransportError, httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, OSError)
_NEVER_SENT = (httpx.ConnectError, httpx.ProxyError, httpx.PoolTimeout, httpx.UnsupportedProtocol, httpx.InvalidURL)
# httpcore has one class for a server that hangs up and for one that talks nonsense.
_HUNG_UP = re.compile(r"disconnected|closed connection")


@frozen
class Route:
    """Where calls go: the tenant, the name this client gives of itself, and whether the transport's network is ours.

    Another transport is not believed when it says that it never connected in time: some say so of an answer that drips.
    """

    tenant: Tenant
    agent: str
    held: bool


def send(transport: httpx.BaseTransport, route: Route, call: Call[Any], deadline: Deadline) -> Outcome:
    """Send once, blocking, until the deadline."""
    left = Remaining(deadline)
    try:
        response = transport.handle_request(_request(route, call, left))
        try:
            return _read(response, deadline)
        finally:
            response.close()
    except _EXPECTED as error:
        return _failure(route, call, left, error)


async def send_async(transport: httpx.AsyncBaseTransport, route: Route, call: Call[Any], deadline: Deadline) -> Outcome:
    """Send once; cancelled at the deadline, wherever it is."""
    left = Remaining(deadline)
    try:
        with anyio.move_on_after(left):
            request = _request(route, call, left)
            request.stream = _Whole(_content(call) or b"")
            response = await transport.handle_async_request(request)
            try:
                return await _read_async(response)
            finally:
                await response.aclose()
    except _EXPECTED as error:
        return _failure(route, call, left, error)
    return _failure(route, call, left, DeadlineError())


class _Whole(httpx.AsyncByteStream):
    """A request's body in one piece.

    httpx's own is an async generator, which a cancelled call leaves behind unfinished.
    """

    def __init__(self, body: bytes) -> None:
        self._pieces = iter((body,))

    def __aiter__(self) -> "_Whole":
        return self

    async def __anext__(self) -> bytes:
        for piece in self._pieces:
            return piece
        raise StopAsyncIteration


def _request(route: Route, call: Call[Any], left: Remaining) -> httpx.Request:
    headers = [
        ("Authorization", route.tenant.key.bearer()),
        ("Accept", "application/json"),
        ("Accept-Encoding", "gzip"),
        ("User-Agent", route.agent),
        *call.headers,
    ]
    bound = left if route.held or left != math.inf else None
    timeouts = {"connect": bound, "read": bound, "write": bound, "pool": bound}
    url = f"{route.tenant.origin}{call.target}"
    return httpx.Request(call.method, url, headers=headers, content=_content(call), extensions={"timeout": timeouts})


def _content(call: Call[Any]) -> bytes | None:
    return None if call.body is None else call.body.opened()


def _read(response: httpx.Response, deadline: Deadline) -> Answer:
    body = Body(response.headers.get("content-encoding", ""))
    assert isinstance(response.stream, httpx.SyncByteStream)
    for piece in response.stream:
        if not body.take(piece):
            break
        if deadline.passed():
            raise DeadlineError
    return Answer(response.status_code, _headers(response), body.whole())


async def _read_async(response: httpx.Response) -> Answer:
    body = Body(response.headers.get("content-encoding", ""))
    assert isinstance(response.stream, httpx.AsyncByteStream)
    try:
        # Leaving the loop would leave httpcore's async generators unfinished; reading what is closed ends them.
        async for piece in response.stream:
            if not body.take(piece):
                await response.aclose()
    except httpx.HTTPError:
        if not response.is_closed:
            raise
    return Answer(response.status_code, _headers(response), body.whole())


def _headers(response: httpx.Response) -> dict[str, str]:
    return {name.lower(): value for name, value in response.headers.items()}


def _failure(route: Route, call: Call[Any], left: Remaining, error: Exception) -> Failure:
    kind, told = _kind(error)
    key = route.tenant.key
    reason = key.blot_text(str(error))
    text = f"{call}: {told}" + (f" ({reason})" if reason else "")
    processed = not (left.unsent or isinstance(error, _NEVER_SENT) or _not_connected_in_time(route, error))
    cause = None if isinstance(error, TransportError) else _bare(error, key)
    return Failure(kind(text, may_have_been_processed=processed), cause)


def _not_connected_in_time(route: Route, error: Exception) -> bool:
    return route.held and isinstance(error, httpx.ConnectTimeout)


def _kind(error: Exception) -> tuple[type[TransportError], str]:
    if isinstance(error, (httpx.ConnectTimeout, httpx.PoolTimeout)):
        return DeadlineError, "no connection in time"
    if isinstance(error, (httpx.TimeoutException, TimeoutError)):
        return DeadlineError, "no whole answer in time"
    if isinstance(error, (httpx.ConnectError, httpx.ProxyError)):
        return ConnectionFailedError, "could not connect"
    if isinstance(error, (httpx.NetworkError, OSError)):
        return ConnectionFailedError, "the connection broke"
    if isinstance(error, httpx.RemoteProtocolError) and _HUNG_UP.search(str(error)):
        return ConnectionFailedError, "the connection ended before the answer was whole"
    return ProtocolError, "what came is no answer that can be read"


def _bare(error: BaseException, key: Secret) -> BaseException | None:
    """The exception, with nothing left on it that leads to the key; None where it shows the key itself."""
    chain = list(_chain(error, set()))
    if any(key.is_in(f"{part} {part!r}") for part in chain):
        return None
    for part in chain:
        part.__traceback__ = None
        for name, value in list(vars(part).items()):
            if not isinstance(value, (str, int, type(None))) or key.is_in(str(value)):
                vars(part)[name] = None
    return error


def _chain(error: BaseException, seen: set[int]) -> Iterator[BaseException]:
    if id(error) in seen:
        return
    seen.add(id(error))
    yield error
    inner = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    for following in (error.__cause__, error.__context__, *inner):
        if following is not None:
            yield from _chain(following, seen)
