"""A rate that a client keeps of its own accord: at most so many requests in any minute, in the order of their turns.

A caller that gives up, as after a cancellation, gives its turn back: else each would delay all that come after it.
"""

import contextlib
import threading
from bisect import bisect_right, insort
from collections.abc import Iterator

from msgspec import Struct

from tines_runtime.clock import Clock, now
from tines_runtime.network.connection_pool import PerProcess

_MINUTE = 60.0


class Turn(Struct, frozen=True):
    """A moment of the client's clock, and in how many seconds it is."""

    at: float
    seconds: float


class Pace:
    """Threads and tasks may share it; each process has its own.

    Raises TypeError or ValueError for what is no positive integer.
    """

    def __init__(self, requests_per_minute: int) -> None:
        if isinstance(requests_per_minute, bool) or not isinstance(requests_per_minute, int):
            raise TypeError(f"requests_per_minute must be an integer or None, not {type(requests_per_minute).__name__}")
        if requests_per_minute < 1:
            raise ValueError(f"requests_per_minute must be 1 or more, not {requests_per_minute}; None is no bound")
        self._turns = PerProcess(lambda: _Turns(requests_per_minute))

    @contextlib.contextmanager
    def turn(self, clock: Clock | None) -> Iterator[float]:
        """Take the next turn: in how many seconds it is. An exception in the block gives it back."""
        turns = self._turns.get()
        turn = turns.take(now(clock), clock)
        try:
            yield turn.seconds
        except BaseException:
            turns.give_back(turn)
            raise


class _Turns:
    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._clock: Clock | None = None
        self._taken: list[float] = []

    def take(self, moment: float, clock: Clock | None = None) -> Turn:
        with self._lock:
            if clock is not self._clock:  # a client may outlive the tenant whose clock it was
                self._clock, self._taken = clock, []
            del self._taken[: bisect_right(self._taken, moment - _MINUTE)]
            full = len(self._taken) >= self._most
            at = max(moment, self._taken[-self._most] + _MINUTE) if full else moment
            insort(self._taken, at)
            return Turn(at, at - moment)

    def give_back(self, turn: Turn) -> None:
        with self._lock, contextlib.suppress(ValueError):
            self._taken.remove(turn.at)
