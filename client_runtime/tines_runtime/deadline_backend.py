"""httpcore's network backend, held to the deadline that a timeout carries.

Each connect, TLS handshake, read and write of the blocking network gets what is left of the call, so that neither
dripping bytes nor dead addresses of a name can hold it. An async call is cancelled at its deadline; all that its
network must do is to leave no socket behind. Both note whether anything of an attempt was written.

Looking a name up is not covered in the blocking network: the operating system offers no bound for it.
"""

import contextlib
import math
import socket
import ssl
from collections.abc import Iterable
from typing import Any

import anyio
import httpcore

from tines_runtime.deadline import Remaining
from tines_runtime.tls_in_tls import TlsInTls

_PIECE = 16 * 1024
"""Bytes that are written between two looks at the clock."""
_PAGE = 256 * 1024
"""Bytes that are read at once where no TLS cuts them up: a page of 500 is 200 KB, and httpcore asks for 64 at most."""


def _left(timeout: float | None, late: type[Exception]) -> float | None:
    if not isinstance(timeout, Remaining):
        return timeout
    left = timeout.deadline.left()
    if left <= 0:
        raise late("the deadline has passed")
    return None if left == math.inf else left


def _note_unsent(timeout: float | None, unsent: bool) -> None:
    if isinstance(timeout, Remaining):
        timeout.unsent = unsent


class DeadlineBackend(httpcore.NetworkBackend):
    """Opens connections whose every step is held to the deadline."""

    def __init__(self, inner: httpcore.NetworkBackend) -> None:
        self._inner = inner

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        _note_unsent(timeout, True)
        addresses = _addresses(host, port)
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for tried, address in enumerate(addresses):
            left = _left(timeout, httpcore.ConnectTimeout)
            # A dead address must leave time for the next one.
            share = None if left is None else left / (len(addresses) - tried)
            try:
                stream = self._inner.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return DeadlineStream(stream, _PAGE)
        raise failure

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        _note_unsent(timeout, True)
        left = _left(timeout, httpcore.ConnectTimeout)
        return DeadlineStream(self._inner.connect_unix_socket(path, left, socket_options))


def _addresses(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(str(error)) from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class DeadlineStream(httpcore.NetworkStream):
    """A connection whose reads and writes are held to the deadline."""

    def __init__(self, inner: httpcore.NetworkStream, at_once: int = 0) -> None:
        self._inner = inner
        self._at_once = at_once

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max(max_bytes, self._at_once), _left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        _note_unsent(timeout, False)
        for start in range(0, len(buffer), _PIECE):
            self._inner.write(buffer[start : start + _PIECE], _left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        # Closing alone wakes no thread that reads: it would wait for its deadline on a closed socket.
        with contextlib.suppress(OSError):
            socket.socket.shutdown(self._inner.get_extra_info("socket"), socket.SHUT_RDWR)
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        _note_unsent(timeout, True)
        try:
            return self._layered(ssl_context, server_hostname, timeout)
        except BaseException:
            self.close()
            raise

    def _layered(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None, timeout: float | None
    ) -> httpcore.NetworkStream:
        if self.get_extra_info("ssl_object") is None:
            left = _left(timeout, httpcore.ConnectTimeout)
            return DeadlineStream(self._inner.start_tls(ssl_context, server_hostname, left))
        layer = TlsInTls(self, ssl_context, server_hostname)
        layer.shake_hands(timeout)
        return layer

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class AsyncDeadlineBackend(httpcore.AsyncNetworkBackend):
    """Opens connections that close when a cancelled handshake leaves them behind. Its timeouts are httpcore's wish."""

    def __init__(self, inner: httpcore.AsyncNetworkBackend) -> None:
        self._inner = inner

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore asks so
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        _note_unsent(timeout, True)
        try:
            stream = await self._inner.connect_tcp(host, port, timeout, local_address, socket_options)
        except UnicodeError as error:
            raise httpcore.ConnectError(str(error)) from error
        return AsyncDeadlineStream(stream)

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore asks so
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        _note_unsent(timeout, True)
        return AsyncDeadlineStream(await self._inner.connect_unix_socket(path, timeout, socket_options))


class AsyncDeadlineStream(httpcore.AsyncNetworkStream):
    """A connection that notes what was written, and closes when its TLS handshake does not come to an end."""

    def __init__(self, inner: httpcore.AsyncNetworkStream) -> None:
        self._inner = inner

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - httpcore asks so
        return await self._inner.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - httpcore asks so
        _note_unsent(timeout, False)
        await self._inner.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore asks so
    ) -> httpcore.AsyncNetworkStream:
        _note_unsent(timeout, True)
        try:
            return AsyncDeadlineStream(await self._inner.start_tls(ssl_context, server_hostname, timeout))
        except BaseException:
            with anyio.CancelScope(shield=True):
                await self.aclose()
            raise

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
