"""TLS over a connection, for asyncio and trio; over another TLS too, as through a proxy of https."""

import contextlib
import ssl
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from tines_runtime.deadline import note_unsent

T = TypeVar("T")

_RECORD = 16 * 1024


class AsyncTls:
    """A connection inside TLS. It can say whether it holds anything back that was not read."""

    def __init__(self, core: Any, below: Any, context: ssl.SSLContext, hostname: str | None) -> None:
        self._core = core
        self._below = below
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._incoming, self._outgoing, server_hostname=hostname)

    @classmethod
    async def over(
        cls,
        core: Any,
        below: Any,
        context: ssl.SSLContext,
        hostname: str | None,
        timeout: float | None,
    ) -> "AsyncTls":
        """Shake hands. Raises httpcore's ConnectError or ConnectTimeout; whatever ends it closes the connection."""
        note_unsent(timeout, True)
        try:
            layer = cls(core, below, context, hostname)
            await layer._run(layer._tls.do_handshake, timeout)
        except BaseException as error:
            note_unsent(timeout, True)
            await below.aclose()
            if isinstance(error, core.TimeoutException):
                raise core.ConnectTimeout(str(error)) from error
            if isinstance(error, (ssl.SSLError, core.NetworkError)):
                raise core.ConnectError(str(error)) from error
            raise
        note_unsent(timeout, True)
        return layer

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            data = await self._run(partial(self._tls.read, max_bytes), timeout)
            return data + self._read_ahead(max_bytes - len(data)) if self._incoming.pending else data
        except (ssl.SSLZeroReturnError, ssl.SSLEOFError):
            return b""
        except ssl.SSLError as error:
            raise self._core.ReadError(str(error)) from error

    def _read_ahead(self, most: int) -> bytes:
        """What has come already: each read gives one record of 16 KiB, and a page has many."""
        pieces: list[bytes] = []
        with contextlib.suppress(ssl.SSLError):
            while most > 0 and (piece := self._tls.read(most)):
                pieces.append(piece)
                most -= len(piece)
        return b"".join(pieces)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        try:
            while buffer:
                buffer = buffer[await self._run(partial(self._tls.write, buffer), timeout) :]
        except ssl.SSLError as error:
            raise self._core.WriteError(str(error)) from error

    async def _run(self, step: Callable[[], T], timeout: float | None) -> T:
        while True:
            try:
                result = step()
            except ssl.SSLWantReadError:
                await self._flush(timeout)
                await self._fill(timeout)
            else:
                await self._flush(timeout)
                return result

    async def _flush(self, timeout: float | None) -> None:
        if pending := self._outgoing.read():
            await self._below.write(pending, timeout)

    async def _fill(self, timeout: float | None) -> None:
        data = await self._below.read(_RECORD, timeout)
        if data:
            self._incoming.write(data)
        else:
            self._incoming.write_eof()

    async def aclose(self) -> None:
        await self._below.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> "AsyncTls":
        return await AsyncTls.over(self._core, self, ssl_context, server_hostname, timeout)

    def get_extra_info(self, info: str) -> Any:
        if info == "ssl_object":
            return self._tls
        if info == "is_readable" and (self._tls.pending() or self._incoming.pending):
            return True
        return self._below.get_extra_info(info)
