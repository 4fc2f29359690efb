"""What a run may take: how long, and how many requests; and how it waits."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from attrs import frozen

from tines_contract.contract.exit_code import ExitCode
from tines_contract.transport.obstacles import CutShortError, Obstacle

MAX_TIME = 3600.0
"""Seconds that a run takes at most, if nobody says otherwise."""

_LEAST_FOR_CLEANING = 600.0
_NOTICED = 5.0
Progress = Callable[[str], None]


def quietly(_: str) -> None:
    """Says nothing."""


@frozen
class Limits:
    """What a run may take. max_time: seconds. max_requests: None is any number; what removes is sent all the same.

    settle: seconds between a write and what is read after it, for tenants that show a write only a while later.
    """

    max_time: float = MAX_TIME
    max_requests: int | None = None
    settle: float = 0.0


USUAL = Limits()


class Budget:
    """What is left of the limits. clock, pause: what time it is, in seconds, and how to wait.

    progress: is called with a sentence before each wait that is noticed, so that nobody wonders.
    """

    def __init__(
        self, limits: Limits, progress: Progress, clock: Callable[[], float], pause: Callable[[float], None]
    ) -> None:
        self.clock = clock
        self._limits = limits
        self._progress = progress
        self._pause = pause
        self._end = clock() + limits.max_time
        self._most: float = math.inf if limits.max_requests is None else limits.max_requests
        self._spent = 0

    def spend(self) -> None:
        """Count one request. Raises CutShortError where the run has taken what it may."""
        self._check_time(0)
        if self._spent >= self._most:
            most = self._limits.max_requests
            raise _over(f"the run has sent the {most} requests that it may send (--max-requests)")
        self._spent += 1

    def wait(self, seconds: float, why: str) -> None:
        """Wait, and say so. Raises CutShortError at once where the run would be over then."""
        if seconds > 0:
            self._check_time(seconds)
            if seconds >= _NOTICED:
                self._progress(f"waiting {seconds:.0f} s: {why}")
            self._pause(seconds)

    @contextmanager
    def overtime(self) -> Iterator[None]:
        """To clean up: as much time again as the run may take, ten minutes at least, and any number of requests."""
        end, most = self._end, self._most
        self._end, self._most = self.clock() + max(self._limits.max_time, _LEAST_FOR_CLEANING), math.inf
        try:
            yield
        finally:
            self._end, self._most = end, most

    def _check_time(self, ahead: float) -> None:
        if self.clock() + ahead >= self._end:
            raise _over(f"the run has taken the {_in_words(self._limits.max_time)} that it may take (--max-time)")


def _over(message: str) -> CutShortError:
    return CutShortError(Obstacle(ExitCode.UNJUDGED, message))


def _in_words(seconds: float) -> str:
    """A duration as people say it."""
    for size, unit in ((3600, "h"), (60, "min")):
        if seconds >= size and seconds % size == 0:
            return f"{seconds // size:.0f} {unit}"
    return f"{seconds:g} s"
