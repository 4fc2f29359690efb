"""TLS inside another connection's TLS, which is what a tunnel through a proxy of https is.

The standard library wraps no socket twice, and httpcore's own layer reads a handshake drop by drop for as long as the
drops come. Here each read and write goes through the connection below, which holds it to the deadline.
"""

import ssl
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

T = TypeVar("T")

_RECORD = 16 * 1024


class TlsInTls:
    """A connection inside the TLS of another; `shake_hands` comes first."""

    def __init__(self, core: Any, below: Any, context: ssl.SSLContext, hostname: str | None) -> None:
        self._core = core
        self._below = below
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._incoming, self._outgoing, server_hostname=hostname)

    def shake_hands(self, timeout: float | None) -> None:
        """Raises httpcore's ConnectError or ConnectTimeout."""
        try:
            self._run(self._tls.do_handshake, timeout)
        except (ssl.SSLError, self._core.NetworkError) as error:
            raise self._core.ConnectError(str(error)) from error
        except self._core.TimeoutException as error:
            raise self._core.ConnectTimeout(str(error)) from error

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            return self._run(partial(self._tls.read, max_bytes), timeout)
        except ssl.SSLZeroReturnError:
            return b""
        except ssl.SSLError as error:
            raise self._core.ReadError(str(error)) from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        try:
            while buffer:
                buffer = buffer[self._run(partial(self._tls.write, buffer), timeout) :]
        except ssl.SSLError as error:
            raise self._core.WriteError(str(error)) from error

    def _run(self, step: Callable[[], T], timeout: float | None) -> T:
        while True:
            try:
                result = step()
            except ssl.SSLWantReadError:
                self._flush(timeout)
                self._fill(timeout)
            else:
                self._flush(timeout)
                return result

    def _flush(self, timeout: float | None) -> None:
        if pending := self._outgoing.read():
            self._below.write(pending, timeout)

    def _fill(self, timeout: float | None) -> None:
        data = self._below.read(_RECORD, timeout)
        if data:
            self._incoming.write(data)
        else:
            self._incoming.write_eof()

    def close(self) -> None:
        self._below.close()

    def get_extra_info(self, info: str) -> Any:
        if info == "ssl_object":
            return self._tls
        if info == "is_readable" and (self._tls.pending() or self._incoming.pending):
            return True
        return self._below.get_extra_info(info)
