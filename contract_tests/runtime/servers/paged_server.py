"""A case of many pages on a hostile server, which knows which pages were asked for together."""

import functools
import re
import threading
from collections.abc import Callable
from typing import Any

from contract_tests.client_adapters import PLENTY
from contract_tests.runtime.servers import samples
from contract_tests.runtime.servers.hostile_server import Behaviour, Peer, http_json

SIZE = 2
"""Actions a page."""

COUNT = 30
PAGES = COUNT // SIZE
IDS = list(range(1, COUNT + 1))
"""A case of a middling size: its actions, its pages, and the ids of its actions."""

page = functools.partial(samples.page, size=SIZE)

LATENCY = 0.02
"""Seconds before a response: long enough for a client to ask ahead."""

_NEVER = threading.Event()


class Pages:
    """Responds for the pages of one case, as late as a tenant far away.

    instead: what is done in place of answering with a page, given its number; None for the page.
    """

    def __init__(
        self, count: int, instead: Callable[[int], Behaviour | None] = lambda _: None, latency: float = LATENCY
    ) -> None:
        self.asked: list[int] = []
        self.in_flight = 0
        self.most_in_flight = 0
        self._count = count
        self._instead = instead
        self._latency = latency
        self._lock = threading.Lock()

    def __call__(self, peer: Peer) -> None:
        """Answer every request of the connection."""
        while peer.read_request():
            number = self._begun(peer.request)
            _NEVER.wait(self._latency)
            instead = self._instead(number)
            self._ended()
            if instead is None:
                peer.send(http_json(200, page(self._count, number)))
            else:
                instead(peer)

    def _begun(self, request: bytes) -> int:
        found = re.search(rb"[?&]page=(\d+)", request)
        assert found is not None
        with self._lock:
            self.asked.append(int(found[1]))
            self.in_flight += 1
            self.most_in_flight = max(self.most_in_flight, self.in_flight)
            return self.asked[-1]

    def _ended(self) -> None:
        with self._lock:
            self.in_flight -= 1


def ids(actions: Any) -> list[int]:
    return [action.id for action in actions]


def says(status: int, body: Any, *headers: str) -> Behaviour:
    """Responds with that, and goes on."""
    return lambda peer: peer.send(http_json(status, body, *headers))


def hangs_together(reached: threading.Barrier) -> Callable[[int], Behaviour | None]:
    """All pages but the first hang, once so many of them are asked for as the barrier waits for."""

    def hang(peer: Peer) -> None:
        reached.wait(PLENTY)
        peer.hold()

    return lambda number: hang if number > 1 else None


def on(number: int, *behaviours: Behaviour) -> Callable[[int], Behaviour | None]:
    """Does so when that page is asked for, once each; everything else is as it is."""
    left = list(behaviours)
    return lambda asked: left.pop(0) if asked == number and left else None
