"""One attempt: a call is sent, and what came of it is a value.

Nothing here raises for what the network or the tenant does: exceptions become a `Failure` (`transport_failure.py`). The
transport is driven directly, so that headers, gzip, closing and the body's limit are looked after here.
"""

import math
from typing import Any

import anyio

from tines_runtime.body_reader import LARGEST_ERROR, MARGIN, Body
from tines_runtime.call import Call
from tines_runtime.call_steps import Outcome
from tines_runtime.deadline import Deadline, Remaining
from tines_runtime.errors import DeadlineError
from tines_runtime.response import Failure, Response
from tines_runtime.sender import AsyncSender, Incoming, Sender
from tines_runtime.transport_failure import failure, is_expected, of_signal_handler


def attempt(sender: Sender, call: Call[Any], deadline: Deadline, max_body: int) -> Outcome:
    """Send once, blocking, until the deadline."""
    left = Remaining(deadline)
    try:
        incoming = sender.submit(call, _bound(sender, left))
        try:
            return _read(incoming, _Reader(incoming, call, max_body), deadline)
        finally:
            incoming.close()
    except Exception as error:
        if not is_expected(sender, error):
            raise
        signalled, failed = of_signal_handler(error), failure(sender, call, left, error)
    return _unless(signalled, failed)


async def attempt_async(sender: AsyncSender, call: Call[Any], deadline: Deadline, max_body: int) -> Outcome:
    """Send once; cancelled at the deadline, wherever it is."""
    left = Remaining(deadline)
    try:
        with anyio.move_on_after(left):
            incoming = await sender.submit(call, _bound(sender, left))
            try:
                return await _read_async(sender, incoming, _Reader(incoming, call, max_body), deadline)
            finally:
                await incoming.close()
    except Exception as error:
        if not is_expected(sender, error):
            raise
        signalled, failed = of_signal_handler(error), failure(sender, call, left, error)
    else:
        signalled, failed = None, failure(sender, call, left, DeadlineError())
    return _unless(signalled, failed)


def _unless(signalled: Exception | None, failed: Failure) -> Failure:
    """The failure. Raises what a signal handler has raised in its place: no value may hold that up."""
    if signalled is not None:
        raise signalled
    return failed


def _bound(sender: Sender | AsyncSender, left: Remaining) -> float | None:
    return left if sender.enforces_deadline or left != math.inf else None


class _Reader:
    """Makes the response of its pieces: a success whole, of an error no more than tells what it is."""

    def __init__(self, incoming: Incoming, call: Call[Any], max_body: int) -> None:
        self._status = incoming.status
        self._headers = _headers(incoming)
        self._is_success = incoming.status in call.successes
        limit = max_body if self._is_success else LARGEST_ERROR + MARGIN
        self._body = Body(self._headers.get("content-encoding", ""), limit)
        self.take = self._body.take

    def response(self) -> Response:
        body = self._body.whole() if self._is_success else self._body.beginning()
        return Response(self._status, self._headers, body)


def _read(incoming: Incoming, reader: _Reader, deadline: Deadline) -> Response:
    for piece in incoming.pieces:
        if not reader.take(piece):
            break
        if deadline.passed():
            raise DeadlineError
    return reader.response()


async def _read_async(sender: AsyncSender, incoming: Incoming, reader: _Reader, deadline: Deadline) -> Response:
    closed = late = False
    try:
        # Leaving the loop would leave httpcore's async generators unfinished; reading what is closed ends them.
        async for piece in incoming.pieces:
            late = late or deadline.passed()
            if late or not reader.take(piece):
                closed = True
                with anyio.CancelScope(shield=True):
                    await incoming.close()
    except sender.library.errors:
        if not closed:
            raise
    if late:
        raise DeadlineError
    return reader.response()


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
