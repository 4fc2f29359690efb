"""When a call must have ended: at its deadline, or when nobody waits for it any more.

httpx's timeouts are per read: a server that drips a byte now and then holds a call for as long as it likes. So the end
of the call travels inside the timeout's own value: `Remaining` is a plain float to any transport, and a clock to the
network of ours (`blocking_network.py`), which asks it anew before each read. The calls of a batch of pages end at once
when an interrupt ends their batch. No interrupt leaves a lock held: `one_at_a_time`.
"""

import contextlib
import functools
import math
import threading
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from tines_runtime.call.retry import Wait
from tines_runtime.clock import Clock
from tines_runtime.errors import TransportError

P = ParamSpec("P")
T = TypeVar("T")
_LONGEST = 1e8
"""Seconds, three years: what is longer is no bound, since operating systems refuse it as one."""
_STEP = 0.1
"""Seconds between two looks whether anybody still waits."""


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


class Lockable(Protocol):
    _lock: threading.Lock


S = TypeVar("S", bound=Lockable)


def one_at_a_time(method: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """Let one thread at a time run a method, by the object's `_lock`, which is free again whatever interrupts it.

    From Python 3.14 on an interrupt may come between `with lock:` and its block, and then the lock is held for good.
    """

    @functools.wraps(method)
    def locked(self: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        held: list[bool] = []
        try:
            held.extend(map(self._lock.acquire, (True,)))  # taken and noted in one step, which no interrupt parts
            return method(self, *args, **kwargs)
        finally:
            if held:
                self._lock.release()

    return locked


class Batch:
    """The connections that are lent to the calls of a batch, each for as long as it is."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._lent: set[Any] = set()
        self._over = threading.Event()

    def lend(self, connection: Any) -> None:
        self.check()
        self._note(connection)

    @one_at_a_time
    def _note(self, connection: Any) -> None:
        self._lent.add(connection)

    @one_at_a_time
    def take_back(self, connection: Any) -> None:
        self._lent.discard(connection)

    def abandon(self) -> None:
        """End its calls: who reads from a connection that is closed is woken."""
        self._over.set()
        self._close()

    @one_at_a_time
    def _close(self) -> None:
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
