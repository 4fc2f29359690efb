"""A tenant that costs nothing: a process of its own that answers with bytes it has ready, over loopback TCP.

A thread a connection with blocking sockets, which takes the least time for one client that asks again and again.
`python benchmarks/server.py` prints its origin, and ends when its standard input does.
"""

import contextlib
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from pages import CASES, answer

_CASE = re.compile(rb"GET [^ ]*/cases/(\d+)/actions")
# In the query, or in a body of JSON, where one of the contestants puts them.
_NUMBER = re.compile(rb"(per_page|page)(?:=|\": ?)(\d+)")
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


def _answer(origin: str, request: bytes) -> bytes:
    asked = _CASE.match(request)
    if asked is None:
        return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    numbers = dict(_NUMBER.findall(request))
    case = int(asked[1])
    if CASES[case].latency:
        time.sleep(CASES[case].latency)  # the latency that is measured against
    return answer(origin, case, int(numbers.get(b"per_page", 20)), int(numbers.get(b"page", 1)))


def _serve(connection: socket.socket, origin: str) -> None:
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    read = b""
    with connection, contextlib.suppress(ConnectionError):
        while piece := connection.recv(65536):
            read += piece
            while (end := _end(read)) is not None:
                request, read = read[:end], read[end:]
                connection.sendall(_answer(origin, request))


def _end(read: bytes) -> int | None:
    """Where the first request ends, its body included; None where it has not come whole."""
    head = read.find(b"\r\n\r\n")
    if head < 0:
        return None
    length = _LENGTH.search(read, 0, head)
    end = head + 4 + (int(length[1]) if length else 0)
    return end if end <= len(read) else None


def main() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        origin = f"http://127.0.0.1:{listener.getsockname()[1]}"
        print(origin, flush=True)
        threading.Thread(target=_accept, args=(listener, origin), daemon=True).start()
        sys.stdin.read()


def _accept(listener: socket.socket, origin: str) -> None:
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=_serve, args=(connection, origin), daemon=True).start()


@contextlib.contextmanager
def served() -> Iterator[str]:
    """Run the server while the block lasts; gives its origin."""
    command = [sys.executable, str(Path(__file__).resolve())]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.stdin.close()


if __name__ == "__main__":
    main()
