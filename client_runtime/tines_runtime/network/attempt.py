"""One attempt: a call is sent, its response read, and what came of it is a value.

Nothing here raises for what the network or the tenant does: exceptions become a `Failure` (`transport_failure.py`). The
transport is driven directly, so that headers, gzip, closing and the body's limit are looked after here.
"""

import math
import zlib
from typing import Any

import anyio

from tines_runtime.call.response import LARGEST_ERROR, Call, Failure, Outcome, Response
from tines_runtime.errors import DeadlineError, ProtocolError
from tines_runtime.network.deadline import Deadline, Remaining
from tines_runtime.network.sender import Incoming, Sender
from tines_runtime.network.transport_failure import failure, is_expected, of_signal_handler

_MARGIN = 8 * 1024
"""Bytes of an error that are read beyond those that are kept: what is cut off may be a key, to be known as one."""
_GZIP = 16 + zlib.MAX_WBITS
_MOST_MEMBERS = 16
"""Parts that gzip may come in. A server sends one; thousands of empty ones are an attack."""
_PLAIN = frozenset({"", "identity"})
_ZIPPED = frozenset({"gzip", "x-gzip"})
_UNKNOWN_ENCODING = "the response has an encoding that was not asked for"


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


async def attempt_async(sender: Sender, call: Call[Any], deadline: Deadline, max_body: int) -> Outcome:
    """Send once; cancelled at the deadline, wherever it is."""
    left = Remaining(deadline)
    try:
        with anyio.move_on_after(left):
            incoming = await sender.submit_async(call, _bound(sender, left))
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


def _bound(sender: Sender, left: Remaining) -> float | None:
    return left if sender.enforces_deadline or left != math.inf else None


class _Reader:
    """Makes the response of its pieces: a success whole, of an error no more than tells what it is.

    It inflates gzip no further than to the limit, however small the piece. What is wrong with a body is kept until the
    response is asked for, so that whoever reads can close first: an encoding nobody asked for, broken or truncated
    gzip, a body past the limit.
    """

    def __init__(self, incoming: Incoming, call: Call[Any], max_body: int) -> None:
        self._status = incoming.status
        self._headers = _headers(incoming)
        self._is_success = incoming.status in call.successes
        encoding = self._headers.get("content-encoding", "").strip().lower()
        self._zipped = encoding in _ZIPPED
        self._problem = None if self._zipped or encoding in _PLAIN else _UNKNOWN_ENCODING
        self._inflate = zlib.decompressobj(_GZIP)
        self._members = 1
        self._pieces: list[bytes] = []
        self._limit = max_body if self._is_success else LARGEST_ERROR + _MARGIN
        self._room = self._room_for_zipped = self._limit
        self._is_too_large = False

    def take(self, piece: bytes) -> bool:
        """Keep the next piece; False where no more is wanted."""
        if piece and self._is_wanted():
            self._keep_inflated(piece) if self._zipped else self._keep(piece)
        return self._is_wanted()

    def _is_wanted(self) -> bool:
        return self._problem is None and not self._is_too_large

    def _keep(self, piece: bytes) -> None:
        self._is_too_large = len(piece) > self._room
        self._pieces.append(piece[: self._room])
        self._room -= len(self._pieces[-1])

    def _keep_inflated(self, piece: bytes) -> None:
        self._room_for_zipped -= len(piece)
        self._is_too_large = self._room_for_zipped < 0
        while piece and self._is_wanted():
            if self._inflate.eof:
                self._begin_member()
                continue
            try:
                inflated = self._inflate.decompress(piece, self._room + 1)
            except zlib.error:
                self._problem = "the response says gzip and is not"
                return
            self._keep(inflated)
            piece = self._inflate.unused_data

    def _begin_member(self) -> None:
        self._members += 1
        self._inflate = zlib.decompressobj(_GZIP)
        if self._members > _MOST_MEMBERS:
            self._problem = f"the response's gzip has more than {_MOST_MEMBERS} parts"

    def response(self) -> Response:
        """The response, once every piece was taken. Raises ProtocolError where the body of a success is wrong."""
        problem = self._what_is_wrong()
        if self._is_success and self._is_too_large:
            raise ProtocolError(f"the response's body is larger than {self._limit} bytes (max_body)")
        if self._is_success and problem is not None:
            raise ProtocolError(problem)
        # The status of an error says what to do, and half a body may end in half a key.
        body = b"" if problem is not None else b"".join(self._pieces)
        return Response(self._status, self._headers, body)

    def _what_is_wrong(self) -> str | None:
        cut_off = self._zipped and bool(self._pieces) and not self._inflate.eof and not self._is_too_large
        return self._problem or ("the response's gzip ends too early" if cut_off else None)


def _read(incoming: Incoming, reader: _Reader, deadline: Deadline) -> Response:
    for piece in incoming.pieces:
        if not reader.take(piece):
            break
        if deadline.passed():
            raise DeadlineError
    return reader.response()


async def _read_async(sender: Sender, incoming: Incoming, reader: _Reader, deadline: Deadline) -> Response:
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
