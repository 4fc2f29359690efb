"""A server on raw sockets that does to a client whatever a test wants: one behaviour for each connection.

A behaviour is a function of a `Peer`, the server's end of one connection. When it returns, the server says that it
will send no more and waits until the client closes its end: a thread that goes on waiting is a socket that the client
leaked.
It knows nothing of the SDK and of HTTP libraries.
"""

import contextlib
import itertools
import json
import select
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Any

Behaviour = Callable[["Peer"], None]

EVERY = 0.02
"""Seconds between two drops of whatever drips."""


class Peer:
    """The server's end of a connection. Whatever is sent to a client that has gone is dropped."""

    def __init__(self, sock: socket.socket, stopped: threading.Event, requests: list[bytes]) -> None:
        self._sock = sock
        self._stopped = stopped
        self._requests = requests
        self.request = b""
        """The last one that was read."""

    def read_request(self) -> bool:
        """Read one request and note it; False where the client has closed its end."""
        head = self._read_until(lambda data: b"\r\n\r\n" in data)
        if head is None:
            return False
        request = self._read_until(_is_whole, head)
        self.request = request or head
        self._requests.append(self.request)
        return request is not None

    def _read_until(self, enough: Callable[[bytes], bool], data: bytes = b"") -> bytes | None:
        while not enough(data):
            piece = self.receive()
            if not piece:
                return None
            data += piece
        return data

    def receive(self, size: int = 65536) -> bytes:
        try:
            return self._sock.recv(size)
        except OSError:
            return b""

    def send(self, data: bytes) -> bool:
        """Send; False where nobody takes it."""
        try:
            self._sock.sendall(data)
        except OSError:
            return False
        return True

    def drip(self, drops: Iterable[bytes], every: float = EVERY) -> None:
        """Send drop after drop, until they end or nobody takes them."""
        for drop in drops:
            if not self.send(drop) or self._stopped.wait(every):
                return

    def hold(self) -> None:
        """Say nothing until the client closes its end."""
        while self.receive():
            pass

    def sip(self, seconds: float, every: float = EVERY) -> None:
        """Take a little now and then, for so long."""
        end = time.monotonic() + seconds
        while self.receive() and time.monotonic() < end:
            self._stopped.wait(every)

    def relay(self, upstream: socket.socket) -> None:
        """Pass on what comes from either side, until one of them ends."""
        ends = {self._sock: upstream, upstream: self._sock}
        while True:
            for source in select.select(list(ends), [], [])[0]:
                try:
                    piece = source.recv(65536)
                except OSError:
                    piece = b""
                if not piece:
                    return
                ends[source].sendall(piece)

    def start_tls(self, context: ssl.SSLContext) -> bool:
        try:
            self._sock = context.wrap_socket(self._sock, server_side=True)
        except OSError:
            return False
        return True

    def reset(self) -> None:
        """Close so that the client gets a reset, and not an end."""
        self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._sock.close()

    def close(self) -> None:
        """Send no more, wait for the client to close its end, close ours."""
        with contextlib.suppress(OSError):
            self._sock.shutdown(socket.SHUT_WR)
        while self.receive():
            pass
        self._sock.close()

    def break_off(self) -> None:
        with contextlib.suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)


def _is_whole(request: bytes) -> bool:
    head, _, body = request.partition(b"\r\n\r\n")
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return len(body) >= int(line.partition(b":")[2])
    return True


class HostileServer:
    """Listens on this machine; the first connection gets the first behaviour, those past the last get `then`."""

    def __init__(self, *behaviours: Behaviour, then: Behaviour, port: int = 0) -> None:
        self.requests: list[bytes] = []
        self._behaviours: Iterator[Behaviour] = itertools.chain(behaviours, itertools.repeat(then))
        self._stopped = threading.Event()
        self._peers: list[Peer] = []
        self._threads: list[threading.Thread] = []
        self._accepts = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", port))
        self.port: int = self._listener.getsockname()[1]
        self.origin = f"http://127.0.0.1:{self.port}"
        self._accepting = threading.Thread(target=self._accept, name="hostile server")

    def _accept(self) -> None:
        while True:
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else a second piece waits for an ACK
            peer = Peer(sock, self._stopped, self.requests)
            thread = threading.Thread(target=self._serve, args=(next(self._behaviours), peer), name="hostile server")
            with self._accepts:
                self._peers.append(peer)
                self._threads.append(thread)
                thread.start()

    @staticmethod
    def _serve(behaviour: Behaviour, peer: Peer) -> None:
        behaviour(peer)
        peer.close()

    @property
    def connections(self) -> int:
        """How many there were."""
        return len(self._threads)

    def open_connections(self, patience: float = 30.0) -> int:
        """How many the client still holds open, once it has had so many seconds to close them."""
        with self._accepts:
            threads = [*self._threads]
        for thread in threads:
            thread.join(patience)
        return sum(thread.is_alive() for thread in threads)

    def stop_listening(self) -> None:
        """Refuse connections from now on."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def __enter__(self) -> "HostileServer":
        self._accepting.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stopped.set()
        self.stop_listening()
        self._accepting.join()
        for peer in self._peers:
            peer.break_off()
        for thread in self._threads:
            thread.join()


def closes_at_once(peer: Peer) -> None:
    """The client's request meets an end."""


def sends(*pieces: bytes, then: Behaviour = closes_at_once) -> Behaviour:
    """Reads one request, sends the pieces, and does what is to come then: says no more."""

    def behave(peer: Peer) -> None:
        peer.read_request()
        for piece in pieces:
            peer.send(piece)
        then(peer)

    return behave


def drips(before: bytes, drops: Callable[[], Iterable[bytes]], every: float = EVERY) -> Behaviour:
    """Reads one request, sends what comes before, and then drop after drop."""
    return sends(before, then=lambda peer: peer.drip(drops(), every))


def floods(before: bytes, wave: bytes) -> Behaviour:
    """Reads one request, sends what comes before, and then the same again and again, as fast as it is taken."""
    return sends(before, then=lambda peer: peer.drip(itertools.repeat(wave), every=0))


def resets(*pieces: bytes) -> Behaviour:
    """Reads one request, sends the pieces, and resets the connection."""
    return sends(*pieces, then=Peer.reset)


def responds(response: bytes) -> Behaviour:
    """Responds to every request of the connection, as a server should."""

    def behave(peer: Peer) -> None:
        while peer.read_request():
            peer.send(response)

    return behave


def http(status: int, body: bytes = b"", *headers: str) -> bytes:
    """A response with its length, as bytes."""
    lines = [f"HTTP/1.1 {status} Whatever", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def http_json(status: int, value: Any, *headers: str) -> bytes:
    """A response whose body is that value, as JSON."""
    return http(status, json.dumps(value).encode(), "Content-Type: application/json", *headers)


def refuses(status: int, *headers: str) -> Behaviour:
    """One response, which says that it is the last of its connection."""
    return sends(http(status, b"", "Connection: close", *headers))


def over_tls(context: ssl.SSLContext, behaviour: Behaviour) -> Behaviour:
    """Behaves so inside TLS."""

    def behave(peer: Peer) -> None:
        if peer.start_tls(context):
            behaviour(peer)

    return behave


def as_proxy(behaviour: Behaviour, established: bytes = b"HTTP/1.1 200 Connection established\r\n\r\n") -> Behaviour:
    """Takes a CONNECT, says that the tunnel stands, and is itself what stands at its end."""
    return sends(established, then=behaviour)


def relays(port: int) -> Behaviour:
    """Hands everything on to a port of this machine, and back."""

    def behave(peer: Peer) -> None:
        with socket.create_connection(("127.0.0.1", port)) as upstream:
            peer.relay(upstream)

    return behave
