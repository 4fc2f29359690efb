"""A tenant that costs nothing: a process of its own that answers with bytes it has ready, over loopback TCP.

A thread a connection with blocking sockets, which takes the least time for one client that asks again and again.
`python benchmarks/server.py` prints its origin.

Actions differ in what they hold as those of a tenant do, and no id comes twice in a case: an id is a 1, the number of
its page in six digits and its place on the page in three, so that another page is the same bytes with another number.
"""

import contextlib
import functools
import json
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

from attrs import frozen

_WORDS = ("Escalate", "Isolate host", "Notify owner", "Réinitialiser le mot de passe", "Block sender", "関係者に連絡")
_MARK = 999_999


@frozen
class Case:
    """How many actions a case holds, and how many seconds the tenant takes to answer."""

    actions: int
    latency: float = 0.0


PLAIN, SLOW, HUGE = 1, 2, 3
CASES = {PLAIN: Case(10_000), SLOW: Case(10_000, latency=0.05), HUGE: Case(1_000_000)}


def _action(place: int) -> dict[str, Any]:
    word = _WORDS[place % len(_WORDS)]
    webhook = place % 3 != 0
    return {
        "id": int(f"1{_MARK}{place:03}"),
        "url": f"https://acme.tines.com/webhook/{place:032x}/{place * 7919:032x}",
        "label": f"{word} {place}",
        "story_name": f"{word} of the week" if webhook else None,
        "story_emoji": ":rotating_light:" if webhook else None,
        "action_type": "webhook" if webhook else "page",
        "created_at": f"2026-03-{place % 28 + 1:02}T09:{place % 60:02}:17Z",
        "updated_at": f"2026-04-{place % 28 + 1:02}T11:{place % 60:02}:59Z",
        "page_emoji": None if webhook else ":page_facing_up:",
        "action_text": word,
        "query_params": {"case": str(place), "source": "button"} if place % 4 == 0 else None,
    }


@functools.cache
def _actions(size: int) -> bytes:
    return json.dumps([_action(place) for place in range(size)], separators=(",", ":"), ensure_ascii=False).encode()


def _meta(origin: str, case: int, size: int, number: int) -> dict[str, Any]:
    count = CASES[case].actions
    pages = count // size

    def link(page: int) -> str | None:
        return f"{origin}/api/v2/cases/{case}/actions?per_page={size}&page={page}" if 1 <= page <= pages else None

    return {
        "current_page": link(number),
        "previous_page": link(number - 1),
        "next_page": link(number + 1),
        "next_page_number": number + 1 if number < pages else None,
        "per_page": size,
        "pages": pages,
        "count": count,
    }


@functools.lru_cache(maxsize=600)
def _page(origin: str, case: int, size: int, number: int) -> bytes:
    """One page as it goes over the line, its head included. The sizes that are asked for divide the actions evenly."""
    actions = _actions(size).replace(b'"id":1%d' % _MARK, b'"id":1%06d' % number)
    meta = json.dumps(_meta(origin, case, size, number), separators=(",", ":")).encode()
    body = b'{"case_id":%d,"actions":%b,"meta":%b}' % (case, actions, meta)
    lines = (
        b"HTTP/1.1 200 OK",
        b"Content-Type: application/json; charset=utf-8",
        b"Cache-Control: max-age=0, private, must-revalidate",
        b"X-Request-Id: 6f1c2a90-5d3e-4b0a-9d57-6d2a5b1f8c11",
        b"Content-Length: %d" % len(body),
    )
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


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
    return _page(origin, case, int(numbers.get(b"per_page", 20)), int(numbers.get(b"page", 1)))


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
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=_serve, args=(connection, origin), daemon=True).start()


@contextlib.contextmanager
def started(*command: str) -> Iterator[str]:
    """Run a server, a program of Python, while the block lasts; gives the first line that it prints."""
    with subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


if __name__ == "__main__":
    main()
