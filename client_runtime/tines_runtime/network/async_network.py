"""A network backend of httpcore's for asyncio and trio, on sockets as they are.

A call is cancelled at its deadline, wherever it is, so nothing here looks at the clock. It leaves no socket behind,
keeps no bytes back that a connection's next use would take for its own, belongs to no event loop once it waits for
nothing, and notes whether anything of an attempt was written.
"""

import contextlib
import os
import select
import socket
import ssl
from collections.abc import Iterable, Iterator
from typing import Any

import anyio
import anyio.lowlevel

from tines_runtime.network.deadline import Remaining, note_unsent
from tines_runtime.network.tls import AsyncTls

_PIECE = 256 * 1024
"""Bytes that are written at once."""
_STAGGER = 0.25
"""Seconds after which the next address of a name is tried beside those before it (RFC 8305)."""

Address = tuple[socket.AddressFamily, Any]


class AsyncNetwork:
    """Opens connections."""

    def __init__(self, core: Any) -> None:
        self._core = core

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> "SocketStream":
        note_unsent(timeout, True)
        with bounded(timeout, self._core.ConnectTimeout, self._core.ConnectError):
            sock = await _connect_to_first(await _addresses(host, port), local_address)
        for option in ((socket.IPPROTO_TCP, socket.TCP_NODELAY, 1), *(socket_options or ())):
            sock.setsockopt(*option)
        return SocketStream(self._core, sock)

    async def sleep(self, seconds: float) -> None:
        await anyio.sleep(seconds)


@contextlib.contextmanager
def bounded(timeout: float | None, late: type[Exception], broken: type[Exception]) -> Iterator[None]:
    """Raises what is late past a timeout, and what is broken for an error of sockets.

    A call's own timeout is none here: it is cancelled from outside.
    """
    is_own = timeout is None or isinstance(timeout, Remaining)
    try:
        with contextlib.nullcontext() if is_own else anyio.fail_after(timeout):
            yield
    except TimeoutError as error:
        raise late(str(error)) from error
    except (OSError, ValueError, OverflowError, anyio.ClosedResourceError) as error:
        raise broken(str(error)) from error


async def _addresses(host: str, port: int) -> list[Address]:
    try:
        found: Any = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    except socket.gaierror:
        found = await anyio.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys((entry[0], entry[4]) for entry in found))


async def _connect_to_first(addresses: list[Address], local_address: str | None) -> socket.socket:
    """Connect to the addresses, each a little after the one before it; the first that takes the connection has it."""
    if len(addresses) == 1:
        return await _connect(addresses[0], local_address)
    connected: list[socket.socket] = []
    failures: list[OSError] = []

    async def attempt(address: Address, failed: anyio.Event) -> None:
        try:
            connected.append(await _connect(address, local_address))
        except OSError as error:
            failures.append(error)
            failed.set()
        else:
            tasks.cancel_scope.cancel()

    try:
        async with anyio.create_task_group() as tasks:
            for address in addresses:
                failed = anyio.Event()
                tasks.start_soon(attempt, address, failed)
                with anyio.move_on_after(_STAGGER):
                    await failed.wait()
    except BaseException:
        _close_all(connected)
        raise
    _close_all(connected[1:])
    if not connected:
        raise failures[-1] if failures else OSError("the name has no address")
    return connected[0]


async def _connect(address: Address, local_address: str | None) -> socket.socket:
    sock = socket.socket(address[0], socket.SOCK_STREAM)
    try:
        sock.setblocking(False)
        if local_address is not None:
            sock.bind((local_address, 0))
        with contextlib.suppress(BlockingIOError):
            sock.connect(address[1])
            return sock
        await anyio.wait_writable(sock)
        if (code := sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)) != 0:
            raise OSError(code, os.strerror(code))
    except BaseException:
        sock.close()
        raise
    return sock


def _close_all(sockets: Iterable[socket.socket]) -> None:
    for sock in sockets:
        sock.close()


class SocketStream:
    """A connection. Closing it ends the wait of whoever reads or writes."""

    def __init__(self, core: Any, sock: socket.socket) -> None:
        self._core = core
        self._sock = sock
        self._waiting = 0

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with bounded(timeout, self._core.ReadTimeout, self._core.ReadError):
            return await self._receive(max_bytes)

    async def _receive(self, size: int) -> bytes:
        with contextlib.suppress(BlockingIOError):
            data = self._sock.recv(size)
            # Whoever is sent more and more must be cancelled all the same.
            await anyio.lowlevel.checkpoint()
            return data
        while True:
            await self._wait(anyio.wait_readable)
            with contextlib.suppress(BlockingIOError):
                return self._sock.recv(size)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        note_unsent(timeout, False)
        with bounded(timeout, self._core.WriteTimeout, self._core.WriteError):
            await self._send(memoryview(buffer))

    async def _send(self, data: memoryview) -> None:
        while data:
            try:
                data = data[self._sock.send(data[:_PIECE]) :]
            except BlockingIOError:
                await self._wait(anyio.wait_writable)
            else:
                if data:
                    await anyio.lowlevel.checkpoint()

    async def _wait(self, wait: Any) -> None:
        self._waiting += 1
        try:
            await wait(self._sock)
        finally:
            self._waiting -= 1

    async def aclose(self) -> None:
        if self._waiting:
            # Whoever waits for the socket is woken by this, and closes it; closed at once, it would wake nobody.
            with contextlib.suppress(OSError):
                self._sock.shutdown(socket.SHUT_RDWR)
        else:
            self._sock.close()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> AsyncTls:
        return await AsyncTls.over(self._core, self, ssl_context, server_hostname, timeout)

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":
            return _is_readable(self._sock)
        if info == "client_addr":
            return self._sock.getsockname()
        if info == "server_addr":
            return self._sock.getpeername()
        return self._sock if info == "socket" else None


def _is_readable(sock: socket.socket) -> bool:
    if sock.fileno() < 0:
        return True
    if not hasattr(select, "poll"):
        return bool(select.select([sock], [], [], 0)[0])
    poll = select.poll()
    poll.register(sock, select.POLLIN)
    return bool(poll.poll(0))
