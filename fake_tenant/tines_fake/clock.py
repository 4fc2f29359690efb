"""What time it is for a fake tenant, and how waiting passes: the machine's time, or one that tests advance."""

import datetime
import threading
import time
from collections.abc import Callable
from typing import Protocol, runtime_checkable

START = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
"""When a virtual clock begins, unless another time is given."""


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
        self._lock = threading.Lock()

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
        with self._lock:
            self._passed = self._checked(self._passed + passed)

    def set(self, moment: datetime.datetime) -> None:
        """Let time pass until then. Raises ValueError for a moment that has passed."""
        self.advance(checked_moment(moment) - self.now())

    def sleep(self, seconds: float) -> None:
        """Move the clock on. Threads that sleep at the same time wake together, at the last of their moments."""
        end = self._passed + max(0.0, seconds)
        with self._lock:
            self._passed = max(self._passed, self._checked(end))

    def reset(self) -> None:
        """Begin again at its start. Durations that are being measured go on."""
        with self._lock:
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
