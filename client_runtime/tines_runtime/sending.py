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

from tines_runtime.body_reader import Body
from tines_runtime.call import Call
from tines_runtime.call_steps import Outcome
from tines_runtime.deadline import Deadline, Remaining
from tines_runtime.errors import ConnectionFailedError, DeadlineError, ProtocolError, TransportError
from tines_runtime.outcome import Failure
from tines_runtime.response import Response
from tines_runtime.secret import Secret
from tines_runtime.submitting import POOL_ERRORS, Destination, Incoming, as_httpx, submit, submit_async

_EXPECTED = (TransportError, *POOL_ERRORS, httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, OSError)
_NEVER_SENT = (httpx.ConnectError, httpx.ProxyError, httpx.PoolTimeout, httpx.UnsupportedProtocol, httpx.InvalidURL)
# httpcore has one class for a server that hangs up and for one that talks nonsense.
_HUNG_UP = re.compile(r"disconnected|closed connection")


def send(transport: httpx.BaseTransport, destination: Destination, call: Call[Any], deadline: Deadline) -> Outcome:
    """Send once, blocking, until the deadline."""
    left = Remaining(deadline)
    try:
        incoming = submit(transport, destination, call, _bound(destination, left))
        try:
            return _read(incoming, deadline)
        finally:
            incoming.close()
    except _EXPECTED as error:
        return _failure(destination, call, left, as_httpx(error))


async def send_async(
    transport: httpx.AsyncBaseTransport, destination: Destination, call: Call[Any], deadline: Deadline
) -> Outcome:
    """Send once; cancelled at the deadline, wherever it is."""
    left = Remaining(deadline)
    try:
        with anyio.move_on_after(left):
            incoming = await submit_async(transport, destination, call, _bound(destination, left))
            try:
                return await _read_async(incoming)
            finally:
                await incoming.close()
    except _EXPECTED as error:
        return _failure(destination, call, left, as_httpx(error))
    return _failure(destination, call, left, DeadlineError())


def _bound(destination: Destination, left: Remaining) -> float | None:
    return left if destination.enforces_deadline or left != math.inf else None


def _read(incoming: Incoming, deadline: Deadline) -> Response:
    headers = _headers(incoming)
    body = Body(headers.get("content-encoding", ""))
    for piece in incoming.pieces:
        if not body.take(piece):
            break
        if deadline.passed():
            raise DeadlineError
    return Response(incoming.status, headers, body.whole())


async def _read_async(incoming: Incoming) -> Response:
    headers = _headers(incoming)
    body = Body(headers.get("content-encoding", ""))
    closed = False
    try:
        # Leaving the loop would leave httpcore's async generators unfinished; reading what is closed ends them.
        async for piece in incoming.pieces:
            if not body.take(piece):
                closed = True
                await incoming.close()
    except (httpx.HTTPError, *POOL_ERRORS):
        if not closed:
            raise
    return Response(incoming.status, headers, body.whole())


def _headers(incoming: Incoming) -> dict[str, str]:
    headers: dict[str, str] = {}
    for raw_name, raw_value in incoming.headers:
        name, value = raw_name.decode("latin-1").lower(), _text(raw_value)
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _failure(destination: Destination, call: Call[Any], left: Remaining, error: Exception) -> Failure:
    kind, description = _kind(error)
    key = destination.tenant.key
    reason = key.redact_text(str(error))
    text = f"{call}: {description}" + (f" ({reason})" if reason else "")
    processed = not (left.unsent or isinstance(error, _NEVER_SENT) or _not_connected_in_time(destination, error))
    cause = None if isinstance(error, TransportError) else _bare(error, key)
    return Failure(kind(text, may_have_been_processed=processed), cause)


def _not_connected_in_time(destination: Destination, error: Exception) -> bool:
    return destination.enforces_deadline and isinstance(error, httpx.ConnectTimeout)


def _kind(error: Exception) -> tuple[type[TransportError], str]:
    if isinstance(error, (httpx.ConnectTimeout, httpx.PoolTimeout)):
        return DeadlineError, "no connection in time"
    if isinstance(error, (httpx.TimeoutException, TimeoutError)):
        return DeadlineError, "no whole response in time"
    if isinstance(error, (httpx.ConnectError, httpx.ProxyError)):
        return ConnectionFailedError, "could not connect"
    if isinstance(error, (httpx.NetworkError, OSError)):
        return ConnectionFailedError, "the connection broke"
    if isinstance(error, httpx.RemoteProtocolError) and _HUNG_UP.search(str(error)):
        return ConnectionFailedError, "the connection ended before the response was whole"
    return ProtocolError, "what came is no response that can be read"


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
