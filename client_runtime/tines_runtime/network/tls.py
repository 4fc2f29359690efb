"""TLS over another connection, for tasks; and for threads inside another TLS, as through a proxy of https.

`_TlsState` is the protocol, without I/O. It knows no socket, no waiting and no deadline. The two drivers carry its
bytes to and from the connection below, which keeps the deadline.

The standard library wraps no socket twice, and httpcore's own layer reads a handshake drop by drop for as long as the
drops come.
"""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, TypeVar

from tines_runtime.network.deadline import note_unsent

T = TypeVar("T")

_RECORD = 16 * 1024
_ENDS = ssl.SSLZeroReturnError, ssl.SSLEOFError


class _TlsState:
    """`to_send` takes the bytes that are to be sent below."""

    def __init__(self, core: Any, context: ssl.SSLContext, hostname: str | None) -> None:
        self._core = core
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()
        self.object = context.wrap_bio(self._incoming, self._outgoing, server_hostname=hostname)
        self.to_send = self._outgoing.read

    def attempt(self, step: Callable[[], T]) -> T | None:
        """What a step gives, or None where it needs more bytes from below."""
        with suppress(ssl.SSLWantReadError):
            return step()
        return None

    def receive(self, data: bytes) -> None:
        if data:
            self._incoming.write(data)
        else:
            self._incoming.write_eof()

    def shake_hands(self) -> bool:
        self.object.do_handshake()
        return True

    def read(self, most: int) -> bytes:
        """Read what has come, too: OpenSSL gives one record of 16 KiB at a time, and a page has many."""
        data = self.object.read(most)
        if not self._incoming.pending:
            return data
        pieces, left = [data], most - len(data)
        with suppress(ssl.SSLError):
            while left > 0 and (piece := self.object.read(left)):
                pieces.append(piece)
                left -= len(piece)
        return b"".join(pieces)

    def extra_info(self, below: Any, info: str) -> Any:
        if info == "ssl_object":
            return self.object
        if info == "is_readable" and (self.object.pending() or self._incoming.pending):
            return True
        return below.get_extra_info(info)

    @contextmanager
    def raises(self, kind: type[Exception]) -> Iterator[None]:
        try:
            yield
        except ssl.SSLError as error:
            raise kind(str(error)) from error

    @contextmanager
    def raises_connect_errors(self) -> Iterator[None]:
        core = self._core
        try:
            yield
        except core.TimeoutException as error:
            raise core.ConnectTimeout(str(error)) from error
        except (ssl.SSLError, core.NetworkError) as error:
            raise core.ConnectError(str(error)) from error


class TlsInTls:
    """For threads; `shake_hands` comes first."""

    def __init__(self, core: Any, below: Any, context: ssl.SSLContext, hostname: str | None) -> None:
        self._core = core
        self._below = below
        self._state = _TlsState(core, context, hostname)

    def shake_hands(self, timeout: float | None) -> None:
        with self._state.raises_connect_errors():
            self._run(self._state.shake_hands, timeout)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with self._state.raises(self._core.ReadError), suppress(*_ENDS):
            return self._run(partial(self._state.read, max_bytes), timeout)
        return b""

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        with self._state.raises(self._core.WriteError):
            while buffer:
                buffer = buffer[self._run(partial(self._state.object.write, buffer), timeout) :]

    def _run(self, step: Callable[[], T], timeout: float | None) -> T:
        while True:
            result = self._state.attempt(step)
            if pending := self._state.to_send():
                self._below.write(pending, timeout)
            if result is not None:
                return result
            self._state.receive(self._below.read(_RECORD, timeout))

    def close(self) -> None:
        self._below.close()

    def get_extra_info(self, info: str) -> Any:
        return self._state.extra_info(self._below, info)


class AsyncTls:
    """For tasks. It can say whether it holds anything back that was not read."""

    def __init__(self, core: Any, below: Any, context: ssl.SSLContext, hostname: str | None) -> None:
        self._core = core
        self._below = below
        self._state = _TlsState(core, context, hostname)

    @classmethod
    async def over(
        cls, core: Any, below: Any, context: ssl.SSLContext, hostname: str | None, timeout: float | None
    ) -> "AsyncTls":
        """Shake hands. Raises httpcore's ConnectError or ConnectTimeout; whatever ends it closes the connection."""
        note_unsent(timeout, True)
        try:
            layer = cls(core, below, context, hostname)
            with layer._state.raises_connect_errors():
                await layer._run(layer._state.shake_hands, timeout)
        except BaseException:
            note_unsent(timeout, True)
            await below.aclose()
            raise
        note_unsent(timeout, True)
        return layer

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with self._state.raises(self._core.ReadError), suppress(*_ENDS):
            return await self._run(partial(self._state.read, max_bytes), timeout)
        return b""

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        with self._state.raises(self._core.WriteError):
            while buffer:
                buffer = buffer[await self._run(partial(self._state.object.write, buffer), timeout) :]

    async def _run(self, step: Callable[[], T], timeout: float | None) -> T:
        while True:
            result = self._state.attempt(step)
            if pending := self._state.to_send():
                await self._below.write(pending, timeout)
            if result is not None:
                return result
            self._state.receive(await self._below.read(_RECORD, timeout))

    async def aclose(self) -> None:
        await self._below.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> "AsyncTls":
        return await AsyncTls.over(self._core, self, ssl_context, server_hostname, timeout)

    def get_extra_info(self, info: str) -> Any:
        return self._state.extra_info(self._below, info)
