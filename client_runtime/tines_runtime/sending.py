"""One attempt: a request handed to an httpx transport, and what came of it, as a value.

Nothing here raises for what the network or the tenant does: exceptions become a `Failure`, stripped of the frames and of
the request that hold the key. The transport is driven directly, so headers, gzip, closing and the body's limit are ours.
"""

from typing import Any

import anyio
import httpx
from attrs import frozen

from tines_runtime.body import Body
from tines_runtime.answer import Answer
from tines_runtime.call import Call
from tines_runtime.configuration import Tenant
from tines_runtime.deadline import Deadline
from tines_runtime.errors import (
    ConnectionFailedError,
    DeadlineError,
    ProtocolError,
    TransportError,
)
from tines_runtime.exchange import Failure, Outcome

_NEVER_SENT = (httpx.ConnectError, httpx.ProxyError, httpx.PoolTimeout, httpx.UnsupportedProtocol)


@frozen
class Route:
    """Where calls go: the tenant, the name this client gives of itself, and whether the transport is our own.

    A transport of somebody else's is not believed when it says that it never connected in time: some say so of an answer
    that drips.
    """

    tenant: Tenant
    agent: str
    own_transport: bool


def send(transport: httpx.BaseTransport, route: Route, call: Call[Any], deadline: Deadline) -> Outcome:
    """Send once, blocking, until the deadline."""
    try:
        response = transport.handle_request(_request(route, call, deadline))
        try:
            return _read(response, deadline)
        finally:
            response.close()
    except TransportError as error:
        return _named(call, error)
    except (httpx.HTTPError, httpx.StreamError, OSError) as error:
        return _failure(route, call, error)


async def send_async(
    transport: httpx.AsyncBaseTransport, route: Route, call: Call[Any], deadline: Deadline
) -> Outcome:
    """Send once; cancelled at the deadline, wherever it is."""
    try:
        with anyio.move_on_after(None if deadline.remaining() is None else deadline.left()):
            response = await transport.handle_async_request(_request(route, call, deadline))
            try:
                return await _read_async(response)
            finally:
                await response.aclose()
    except TransportError as error:
        return _named(call, error)
    except (httpx.HTTPError, httpx.StreamError, OSError) as error:
        return _failure(route, call, error)
    return Failure(DeadlineError(f"{call}: no whole answer in time", may_have_been_processed=True))


def _request(route: Route, call: Call[Any], deadline: Deadline) -> httpx.Request:
    headers = [
        ("Authorization", route.tenant.key.bearer()),
        ("Accept", "application/json"),
        ("Accept-Encoding", "gzip"),
        ("User-Agent", route.agent),
        *call.headers,
    ]
    left = deadline.remaining()
    timeouts = {"connect": left, "read": left, "write": left, "pool": left}
    url = f"{route.tenant.origin}{call.target}"
    return httpx.Request(call.method, url, headers=headers, content=call.body, extensions={"timeout": timeouts})


def _read(response: httpx.Response, deadline: Deadline) -> Answer:
    body = Body(response.headers.get("content-encoding", ""))
    assert isinstance(response.stream, httpx.SyncByteStream)
    for piece in response.stream:
        body.take(piece)
        if deadline.passed():
            raise DeadlineError("the answer did not end in time", may_have_been_processed=True)
    return Answer(response.status_code, _headers(response), body.whole())


async def _read_async(response: httpx.Response) -> Answer:
    body = Body(response.headers.get("content-encoding", ""))
    assert isinstance(response.stream, httpx.AsyncByteStream)
    async for piece in response.stream:
        body.take(piece)
    return Answer(response.status_code, _headers(response), body.whole())


def _headers(response: httpx.Response) -> dict[str, str]:
    return {name.lower(): value for name, value in response.headers.items()}


def _named(call: Call[Any], error: TransportError) -> Failure:
    return Failure(type(error)(f"{call}: {error}", may_have_been_processed=True))


def _failure(route: Route, call: Call[Any], error: Exception) -> Failure:
    kind, told = _kind(error)
    never_sent = isinstance(error, _NEVER_SENT) or (route.own_transport and isinstance(error, httpx.ConnectTimeout))
    reason = route.tenant.key.blot_text(str(error)) or type(error).__name__
    text = f"{call}: {told} ({reason})"
    return Failure(kind(text, may_have_been_processed=not never_sent), _bare(error))


def _kind(error: Exception) -> tuple[type[TransportError], str]:
    if isinstance(error, (httpx.ConnectTimeout, httpx.PoolTimeout)):
        return DeadlineError, "no connection in time"
    if isinstance(error, (httpx.TimeoutException, TimeoutError)):
        return DeadlineError, "no whole answer in time"
    if isinstance(error, (httpx.ConnectError, httpx.ProxyError)):
        return ConnectionFailedError, "could not connect"
    if isinstance(error, (httpx.NetworkError, OSError)):
        return ConnectionFailedError, "the connection broke"
    return ProtocolError, "the answer is not HTTP as it should be"


def _bare(error: BaseException) -> BaseException:
    """The exception and those it came from, without the frames and the request that hold the key."""
    seen: BaseException | None = error
    while seen is not None:
        seen.__traceback__ = None
        if isinstance(seen, httpx.RequestError):
            seen._request = None
        seen = seen.__cause__ or seen.__context__
    return error
