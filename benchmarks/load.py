"""A client that loads a server: raw sockets, one loop, keep-alive, as little done for each response as can be."""

import selectors
import socket
from urllib.parse import urlsplit

CONNECTIONS = 16


class _Connection:
    """One request after the other; `begin` sends the next, `read` says whether the response is whole."""

    def __init__(self, address: tuple[str, int], request: bytes) -> None:
        self.socket = socket.create_connection(address)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._request = request
        self._received = b""

    def begin(self) -> None:
        self._received = b""
        self.socket.sendall(self._request)

    def read(self) -> bool:
        self._received += self.socket.recv(262144)
        head, _, body = self._received.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(f"the server responds {head[:100]!r}")
        _, found, rest = head.lower().partition(b"content-length:")
        return len(body) >= int(rest.split(b"\r\n", 1)[0]) if found else body.endswith(b"0\r\n\r\n")


def get(origin: str, path: str, key: str, requests: int) -> None:
    """Get a path so many times, over several connections at once."""
    parts = urlsplit(origin)
    address = str(parts.hostname), int(parts.port or 80)
    request = f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nAuthorization: Bearer {key}\r\n\r\n".encode()
    with selectors.DefaultSelector() as selector:
        connections = [_Connection(address, request) for _ in range(CONNECTIONS)]
        for one in connections:
            selector.register(one.socket, selectors.EVENT_READ, one)
            one.begin()
        left, due = requests, requests - CONNECTIONS
        while left > 0:
            for ready, _ in selector.select():
                if ready.data.read():
                    left -= 1
                    if due > 0:
                        due -= 1
                        ready.data.begin()
        for one in connections:
            one.socket.close()
