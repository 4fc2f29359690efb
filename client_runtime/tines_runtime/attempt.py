"""One attempt: a call is sent, and what came of it is a value.

Nothing here raises for what the network or the tenant does: exceptions become a `Failure` (`transport_failure.py`). The
transport is driven directly, so that headers, gzip, closing and the body's limit are looked after here.
"""

import math
from typing import Any

import anyio

from tines_runtime.body_reader import Body
from tines_runtime.call import Call
from tines_runtime.call_steps import Outcome
from tines_runtime.deadline import Deadline, Remaining
from tines_runtime.errors import DeadlineError
from tines_runtime.response import Response
from tines_runtime.sender import AsyncSender, Incoming, Sender
from tines_runtime.transport_failure import failure, is_expected


def attempt(sender: Sender, call: Call[Any], deadline: Deadline) -> Outcome:
    """Send once, blocking, until the deadline."""
    left = Remaining(deadline)
    try:
        incoming = sender.submit(call, _bound(sender, left))
        try:
            return _read(incoming, deadline)
        finally:
            incoming.close()
    except Exception as error:
        if not is_expected(sender, error):
            raise
        return failure(sender, call, left, error)


async def attempt_async(sender: AsyncSender, call: Call[Any], deadline: Deadline) -> Outcome:
    """Send once; cancelled at the deadline, wherever it is."""
    left = Remaining(deadline)
    try:
        with anyio.move_on_after(left):
            incoming = await sender.submit(call, _bound(sender, left))
            try:
                return await _read_async(sender, incoming, deadline)
            finally:
                await incoming.close()
    except Exception as error:
        if not is_expected(sender, error):
            raise
        return failure(sender, call, left, error)
    return failure(sender, call, left, DeadlineError())


def _bound(sender: Sender | AsyncSender, left: Remaining) -> float | None:
    return left if sender.enforces_deadline or left != math.inf else None


def _read(incoming: Incoming, deadline: Deadline) -> Response:
    headers = _headers(incoming)
    body = Body(headers.get("content-encoding", ""))
    for piece in incoming.pieces:
        if not body.take(piece):
            break
        if deadline.passed():
            raise DeadlineError
    return Response(incoming.status, headers, body.whole())


async def _read_async(sender: AsyncSender, incoming: Incoming, deadline: Deadline) -> Response:
    headers = _headers(incoming)
    body = Body(headers.get("content-encoding", ""))
    closed = late = False
    try:
        # Leaving the loop would leave httpcore's async generators unfinished; reading what is closed ends them.
        async for piece in incoming.pieces:
            late = late or deadline.passed()
            if late or not body.take(piece):
                closed = True
                with anyio.CancelScope(shield=True):
                    await incoming.close()
    except sender.library.errors:
        if not closed:
            raise
    if late:
        raise DeadlineError
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
