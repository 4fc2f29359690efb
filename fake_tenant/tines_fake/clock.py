"""What time it is for a fake tenant, and how waiting passes: the machine's time, or one that tests advance."""

import contextlib
import datetime
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Protocol, runtime_checkable

import anyio.lowlevel

START = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
"""When a virtual clock begins, unless another time is given."""
_PATIENCE = 5.0
"""Seconds in which nothing happens: then a thread in the middle of a call is stuck, and time passes all the same."""
_LOOK = 0.001


@runtime_checkable
class Clock(Protocol):
    """What time it is, and how waiting passes."""

    def now(self) -> datetime.datetime:
        """The date and time, with a time zone."""
        ...

    def monotonic(self) -> float:
        """Seconds since some moment, for durations."""
        ...

    def sleep(self, seconds: float) -> None:
        """Let so many seconds pass."""
        ...


class MachineClock:
    """The machine's time. today: what says the date and time, where that is somebody else's."""

    def __init__(self, today: Callable[[], datetime.datetime] | None = None) -> None:
        self._today = today

    def now(self) -> datetime.datetime:
        return datetime.datetime.now(datetime.UTC) if self._today is None else self._today()

    def monotonic(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class VirtualClock:
    """A clock that stands still until somebody advances it or sleeps on it: sleeping takes no time, and moves it.

    It moves while no thread is in the middle of a call, but for those that sleep: then to the moment at which the first
    of them wakes. So one thread's sleep is no other's time.

        clock = VirtualClock()
        fake = FakeTenant(clock=clock)
        clock.advance(60)

    Threads may share it.

    Args:
        start: the date and time at which it begins, with a time zone. Default: 1 January 2026, UTC.
        running: seconds that pass by themselves for durations, such as `time.monotonic` if requests cross a real
            socket. The date and time stand still all the same.
    """

    def __init__(self, start: datetime.datetime = START, *, running: Callable[[], float] = lambda: 0.0) -> None:
        self._start = checked_moment(start)
        self._running = running
        self._passed = self._begun = 0.0
        self._moved = threading.Condition()
        self._calls: Counter[int] = Counter()
        self._wakes: dict[object, float] = {}

    def now(self) -> datetime.datetime:
        """The date and time."""
        return self._at(self._passed)

    __call__ = now

    def monotonic(self) -> float:
        """Seconds since it was made."""
        return self._running() + self._passed

    def advance(self, seconds: float | datetime.timedelta) -> None:
        """Let time pass. Raises ValueError for what would turn it back."""
        passed = seconds.total_seconds() if isinstance(seconds, datetime.timedelta) else float(seconds)
        if not 0 <= passed < float("inf"):
            raise ValueError(f"a clock advances by a number of seconds from 0 on, not {seconds!r}")
        with self._moved:
            self._passed = self._checked(self._passed + passed)
            self._moved.notify_all()

    def set(self, moment: datetime.datetime) -> None:
        """Let time pass until then. Raises ValueError for a moment that has passed."""
        self.advance(checked_moment(moment) - self.now())

    def sleep(self, seconds: float) -> None:
        """Move the clock on, once every other thread that is in the middle of a call sleeps too, or has ended it."""
        with self._moved, self._sleeper(threading.get_ident(), seconds) as wake:
            while not self._has_come(wake):
                if not self._moved.wait(_PATIENCE):
                    self._move()

    async def sleep_async(self, seconds: float) -> None:
        """As `sleep`, for a task: other tasks run meanwhile."""
        with self._sleeper(object(), seconds) as wake:
            looks = 0
            while not self._has_come(wake):
                await anyio.sleep(_LOOK)
                looks += 1
                if looks * _LOOK > _PATIENCE:
                    self._move()
        await anyio.lowlevel.checkpoint()

    @contextlib.contextmanager
    def in_call(self) -> Iterator[None]:
        """As long as this lasts, the thread is in the middle of a call: time passes only while it sleeps here."""
        thread = threading.get_ident()
        with self._moved:
            self._calls[thread] += 1
        try:
            yield
        finally:
            with self._moved:
                self._calls[thread] -= 1
                self._calls += Counter()  # without those that are at nothing
                self._moved.notify_all()

    @contextlib.contextmanager
    def _sleeper(self, key: object, seconds: float) -> Iterator[float]:
        with self._moved:
            wake = self._wakes[key] = self._checked(self._passed + max(0.0, seconds))
        try:
            yield wake
        finally:
            with self._moved:
                del self._wakes[key]
                self._moved.notify_all()

    def _has_come(self, wake: float) -> bool:
        """Whether the moment has come; moves to that of the first sleeper where nobody else has anything to do."""
        with self._moved:
            is_due = any(one <= self._passed for one in self._wakes.values())
            if not is_due and self._calls.keys() <= self._wakes.keys():
                self._move()
            return self._passed >= wake

    def _move(self) -> None:
        with self._moved:
            self._passed = min((one for one in self._wakes.values() if one > self._passed), default=self._passed)
            self._moved.notify_all()

    def reset(self) -> None:
        """Begin again at its start. Durations that are being measured go on."""
        with self._moved:
            self._begun = self._passed

    def _at(self, passed: float) -> datetime.datetime:
        return self._start + datetime.timedelta(seconds=passed - self._begun)

    def _checked(self, passed: float) -> float:
        """The seconds, if the calendar has a date for them."""
        try:
            self._at(passed)
        except OverflowError:
            raise ValueError(f"a clock cannot go past the year {datetime.MAXYEAR}") from None
        return passed

    def __repr__(self) -> str:
        return f"VirtualClock({self.now().isoformat()})"


def clock_for_clients(clock: Clock) -> VirtualClock | None:
    """The clock that clients wait on together with the tenant; None where both do on the machine's."""
    return clock if isinstance(clock, VirtualClock) else None


def clock_of(given: Clock | Callable[[], datetime.datetime] | None) -> Clock:
    """The clock that was given, or a function that says the time as one. Raises TypeError for what says no time."""
    if given is None:
        return MachineClock()
    if not isinstance(given, Clock) and not callable(given):
        raise TypeError(f"clock must be a Clock, such as VirtualClock(), or a function, not {given!r}")
    clock = given if isinstance(given, Clock) else MachineClock(given)
    checked_moment(clock.now(), "clock must say a")
    return clock


def checked_moment(value: object, what: str = "a clock needs a") -> datetime.datetime:
    """The moment. Raises TypeError for what is no datetime, or has no time zone."""
    if not isinstance(value, datetime.datetime) or value.utcoffset() is None:
        raise TypeError(f"{what} datetime with a time zone, such as datetime.now(UTC), not {value!r}")
    return value
