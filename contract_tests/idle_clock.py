"""A clock that a busy machine does not run down: it counts how often a thread that only waits was woken."""

import contextlib
import threading
from collections.abc import Callable, Iterator

_TICK = 0.01


@contextlib.contextmanager
def idle_clock() -> Iterator[Callable[[], float]]:
    """Gives the seconds since it began: as on any clock where the machine is idle, else fewer, but never more."""
    stopped, ticks = threading.Event(), 0

    def tick() -> None:
        nonlocal ticks
        while not stopped.wait(_TICK):
            ticks += 1

    thread = threading.Thread(target=tick, name="idle clock")
    thread.start()
    try:
        yield lambda: ticks * _TICK
    finally:
        stopped.set()
        thread.join()
