"""Calls that nobody waits for any more, as after an interrupt in the middle of a batch of pages: they end at once."""

import contextlib
import threading
from contextvars import ContextVar
from typing import Any

from tines_runtime.errors import TransportError

_STEP = 0.1
"""Seconds between two looks whether anybody still waits."""


class Batch:
    """The connections that are lent to the calls of a batch, each for as long as it is."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._lent: set[Any] = set()
        self._over = threading.Event()

    def lend(self, connection: Any) -> None:
        self.check()
        with self._lock:
            self._lent.add(connection)

    def take_back(self, connection: Any) -> None:
        with self._lock:
            self._lent.discard(connection)

    def abandon(self) -> None:
        """End its calls: who reads from a connection that is closed is woken."""
        self._over.set()
        with self._lock:
            for connection in self._lent:
                with contextlib.suppress(Exception):
                    connection.close()

    def check(self) -> None:
        if self._over.is_set():
            raise TransportError("nobody waits for this call any more")

    def sleep(self, seconds: float, closing: threading.Event) -> None:
        """Wait, but no longer than somebody waits for the call, and the client is open."""
        while seconds > 0 and not self._over.is_set() and not closing.wait(min(seconds, _STEP)):
            seconds -= _STEP


batch_of_this_call: ContextVar[Batch | None] = ContextVar("batch_of_this_call", default=None)
