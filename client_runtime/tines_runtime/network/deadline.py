"""When a call must have ended.

httpx's timeouts are per read: a server that drips a byte now and then holds a call for as long as it likes. So the end
of the call travels inside the timeout's own value: `Remaining` is a plain float to any transport, and a clock to the
network of ours (`blocking_network.py`), which asks it anew before each read.
"""

import math
import time

from tines_runtime.call.retry import Wait
from tines_runtime.clock import Clock

_LONGEST = 1e8
"""Seconds, three years: what is longer is no bound, since operating systems refuse it as one."""


class Deadline:
    """A moment of the client's clock, or never."""

    __slots__ = ("_end", "_now", "clock")

    def __init__(self, timeout: float | None, clock: Clock | None = None) -> None:
        self.clock = clock
        self._now = time.monotonic if clock is None else clock.monotonic
        self._end = math.inf if timeout is None or timeout > _LONGEST else self._now() + timeout

    def left(self) -> float:
        """Seconds until then: infinite where there is no bound, negative where it has passed."""
        return self._end - self._now()

    def passed(self) -> bool:
        return self.left() <= 0

    def allows(self, wait: Wait) -> bool:
        """Whether there is time for a wait."""
        return wait.seconds < self.left()

    def extend_for(self, wait: Wait) -> bool:
        """As `allows`, but there is for what the tenant asks for: the deadline moves."""
        if wait.asked:
            self._end += wait.seconds
        return self.allows(wait)


class Remaining(float):
    """The seconds that are left for one attempt when this is made, and the deadline they are left of.

    `unsent` says that the attempt waits for a connection, connects or shakes hands, and has not begun to write.
    """

    deadline: Deadline
    unsent: bool

    def __new__(cls, deadline: Deadline) -> "Remaining":
        value = super().__new__(cls, max(0.0, deadline.left()))
        value.deadline = deadline
        value.unsent = False
        return value


def seconds_left(timeout: float | None) -> float | None:
    """What is left of a timeout now: of its deadline, if it has one; None is no bound."""
    if not isinstance(timeout, Remaining):
        return timeout
    left = timeout.deadline.left()
    return None if left == math.inf else left


def note_unsent(timeout: float | None, unsent: bool) -> None:
    """Note whether nothing of the attempt was written yet."""
    if isinstance(timeout, Remaining):
        timeout.unsent = unsent


def check_timeout(timeout: float | None) -> float | None:
    """Return the timeout, in seconds. Raises TypeError or ValueError where it is no positive number and not None."""
    if timeout is None:
        return None
    if isinstance(timeout, bool) or not isinstance(timeout, (int, float)):
        raise TypeError(f"timeout must be a number of seconds or None, not {type(timeout).__name__}")
    if not 0 < timeout < math.inf:
        raise ValueError(f"timeout must be a positive number of seconds, not {timeout!r}; None is no bound")
    return float(timeout)
