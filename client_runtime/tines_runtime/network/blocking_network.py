"""httpcore's blocking network, held to the deadline that a timeout carries.

Each connect, TLS handshake, read and write gets what is left of the call, so that neither dripping bytes nor dead
addresses of a name can hold it. It notes whether anything of an attempt was written.

Looking a name up is not covered: the operating system offers no bound for it.
"""

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterable
from typing import Any

from tines_runtime.network.deadline import note_unsent, seconds_left
from tines_runtime.network.tls import TlsInTls

_PIECE = 16 * 1024
"""Bytes that are written between two looks at the clock."""


def _left(timeout: float | None, late: type[Exception]) -> float | None:
    left = seconds_left(timeout)
    if left is not None and left <= 0:
        raise late("the deadline has passed")
    return left


class DeadlineBackend:
    """A network backend of httpcore's. It opens connections whose every step is held to the deadline."""

    def __init__(self, core: Any, inner: Any) -> None:
        self._core = core
        self._inner = inner
        self._connecting = threading.local()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> "DeadlineStream":
        note_unsent(timeout, True)
        self._connecting.timeout = timeout
        addresses = self._addresses(host, port)
        failure: Exception = self._core.ConnectError(f"{host} has no address")
        for tried, address in enumerate(addresses):
            left = _left(timeout, self._core.ConnectTimeout)
            # A dead address must leave time for the next one.
            share = None if left is None else left / (len(addresses) - tried)
            try:
                stream = self._inner.connect_tcp(address, port, share, local_address, socket_options)
            except (self._core.ConnectError, self._core.ConnectTimeout) as error:
                failure = error
            else:
                return DeadlineStream(self._core, stream)
        raise failure

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError, OverflowError) as error:
            raise self._core.ConnectError(str(error)) from error
        return list(dict.fromkeys(str(entry[4][0]) for entry in found))

    def sleep(self, seconds: float) -> None:
        """What a transport with retries of its own does between two attempts to connect: never past the deadline."""
        left = _left(getattr(self._connecting, "timeout", None), self._core.ConnectTimeout)
        if left is not None and seconds >= left:
            raise self._core.ConnectTimeout("the deadline would pass before the next attempt")
        self._inner.sleep(seconds)


class DeadlineStream:
    """A connection whose reads and writes are held to the deadline."""

    def __init__(self, core: Any, inner: Any) -> None:
        self._core = core
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data: bytes = self._inner.read(max_bytes, _left(timeout, self._core.ReadTimeout))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if not buffer:
            return
        note_unsent(timeout, False)
        for start in range(0, len(buffer), _PIECE):
            self._inner.write(buffer[start : start + _PIECE], _left(timeout, self._core.WriteTimeout))

    def close(self) -> None:
        # Closing alone wakes no thread that reads: it would wait for its deadline on a closed socket.
        with contextlib.suppress(OSError):
            socket.socket.shutdown(self._inner.get_extra_info("socket"), socket.SHUT_RDWR)
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> "DeadlineStream | TlsInTls":
        note_unsent(timeout, True)
        try:
            return self._layered(ssl_context, server_hostname, timeout)
        except BaseException:
            self.close()
            raise

    def _layered(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None, timeout: float | None
    ) -> "DeadlineStream | TlsInTls":
        if self.get_extra_info("ssl_object") is None:
            left = _left(timeout, self._core.ConnectTimeout)
            return DeadlineStream(self._core, self._inner.start_tls(ssl_context, server_hostname, left))
        layer = TlsInTls(self._core, self, ssl_context, server_hostname)
        layer.shake_hands(timeout)
        return layer

    def get_extra_info(self, info: str) -> Any:
        found = self._inner.get_extra_info(info)
        if info == "is_readable" and not found:
            return bool(getattr(self.get_extra_info("socket"), "pending", int)())  # what TLS has read ahead
        return found
