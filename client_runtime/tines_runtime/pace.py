"""A rate that a client keeps of its own accord: at most so many requests in any minute, in the order of their turns."""

import threading
from collections import deque

from tines_runtime.clock import Clock, now
from tines_runtime.per_process import PerProcess

_MINUTE = 60.0


class Pace:
    """Threads and tasks may share it; each process has its own. None is no bound."""

    def __init__(self, requests_per_minute: int | None) -> None:
        self._turns = None if requests_per_minute is None else PerProcess(lambda: _Turns(requests_per_minute))

    def turn(self, clock: Clock | None) -> float:
        """Take the next turn; in how many seconds it is."""
        return 0.0 if self._turns is None else self._turns.get().take(now(clock))


class _Turns:
    def __init__(self, most: int) -> None:
        self._lock = threading.Lock()
        self._last: deque[float] = deque(maxlen=most)

    def take(self, moment: float) -> float:
        with self._lock:
            full = len(self._last) == self._last.maxlen
            at = max(moment, self._last[0] + _MINUTE) if full else moment
            self._last.append(at)
            return at - moment


def check_pace(requests_per_minute: int | None) -> int | None:
    """Return it. Raises TypeError or ValueError where it is neither a positive integer nor None."""
    if requests_per_minute is None:
        return None
    if isinstance(requests_per_minute, bool) or not isinstance(requests_per_minute, int):
        raise TypeError(f"requests_per_minute must be an integer or None, not {type(requests_per_minute).__name__}")
    if requests_per_minute < 1:
        raise ValueError(f"requests_per_minute must be 1 or more, not {requests_per_minute}; None is no bound")
    return requests_per_minute
