"""Stays below a rate limit, waits after a 429 all the same, and ends a run when it has taken what it may."""

import math
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tines_contract.evidence.observation import Observation
from tines_contract.probes.probe import NOT_SENT, READING, Probe, Purpose
from tines_contract.transport.obstacles import CutShortError, ExitCode, Obstacle
from tines_contract.transport.targets import Sender
from tines_fake import Response

LIVE_REQUESTS_A_MINUTE = 90
"""The limit that may cover this list is 100 a minute."""

MAX_TIME = 3600.0
"""Seconds that a run takes at most, if nobody says otherwise."""

_LEAST_FOR_CLEANING = 600.0
_NOTICED = 5.0
_LONGEST_WAIT = 60.0
_DEFAULT_WAITS = (20.0, 40.0)
_SAME_SECOND = "two writes within a second may have the same timestamp"
_LAGS = "what was deleted is still shown"
_SETTLES = "what was written may be read only a while later (--settle)"

Progress = Callable[[str], None]


def quietly(_: str) -> None:
    """Says nothing."""


class Budget:
    """What a run may take. max_time: seconds. max_requests: None is any number; what removes is sent all the same.

    clock, pause: what time it is, in seconds, and how to wait.
    progress: is called with a sentence before each wait that is noticed, so that nobody wonders.
    """

    def __init__(
        self,
        max_time: float,
        max_requests: int | None,
        progress: Progress,
        clock: Callable[[], float],
        pause: Callable[[float], None],
    ) -> None:
        self.clock = clock
        self._max_time = max_time
        self._progress = progress
        self._pause = pause
        self._end = clock() + max_time
        self._most = math.inf if max_requests is None else max_requests
        self._spent = 0

    def spend(self) -> None:
        """Count one request. Raises CutShortError where the run has taken what it may."""
        self._check_time(0)
        if self._spent >= self._most:
            raise _over(f"the run has sent the {self._most} requests that it may send (--max-requests)")
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
        self._end, self._most = self.clock() + max(self._max_time, _LEAST_FOR_CLEANING), math.inf
        try:
            yield
        finally:
            self._end, self._most = end, most

    def _check_time(self, ahead: float) -> None:
        if self.clock() + ahead >= self._end:
            raise _over(f"the run has taken the {_in_words(self._max_time)} that it may take (--max-time)")


class Pacer:
    """Sends when a probe is due. limit: how many requests a minute; None is any number.

    settle: seconds between a write and what is read after it, which may grow. written: when the last write was over.
    limited: whether there is a limit, known or met.
    """

    def __init__(self, sender: Sender, budget: Budget, limit: int | None, settle: float) -> None:
        self._sender = sender
        self._budget = budget
        self._limit = limit
        self.settle = settle
        self.written = -math.inf
        self._sent: deque[float] = deque()
        self.limited = limit is not None

    def hurry(self) -> None:
        """From here on wait for nothing but a 429."""
        self._limit, self.settle = None, 0.0

    def send(self, probe: Probe) -> Observation:
        """Send, after the waits that are due. Raises CutShortError where 429 goes on, or asks for too long a wait."""
        self._wait_until_due(probe)
        for default_wait in _DEFAULT_WAITS:
            seen = self._send_in_turn(probe)
            if seen.response.status != 429:
                return seen
            self.limited = True
            seconds = _retry_after(seen.response, default_wait)
            if seconds > _LONGEST_WAIT:
                raise _limited(f"the tenant responds with 429 and asks to wait {seconds:.0f} s")
            self._budget.wait(seconds, "the rate limit of the tenant is reached")
        seen = self._send_in_turn(probe)
        if seen.response.status == 429:
            raise _limited("the tenant goes on responding with 429")
        return seen

    def _wait_until_due(self, probe: Probe) -> None:
        if probe.burst > 1:
            self._make_room(probe.burst)
        self._budget.wait(probe.wait, _LAGS if probe.purpose is Purpose.CLEANUP else _SAME_SECOND)
        if probe.request.method in READING and probe.burst == 1:  # else it is read for the write that follows
            self._budget.wait(self.written + self.settle - self._budget.clock(), _SETTLES)

    def _send_in_turn(self, probe: Probe) -> Observation:
        self._make_room(1)
        self._budget.spend()
        self._sent.append(self._budget.clock())
        seen = None
        try:
            seen = self._sender.send(probe)
            return seen
        finally:
            if probe.request.method not in READING and (seen is None or seen.response is not NOT_SENT):
                self.written = self._budget.clock()

    def _make_room(self, count: int) -> None:
        """Wait until so many can be sent, one right after the other."""
        clock, limit = self._budget.clock, self._limit
        while self._sent and clock() - self._sent[0] >= 60:
            self._sent.popleft()
        excess = 0 if limit is None else len(self._sent) + min(count, limit) - limit
        if excess > 0:
            self._budget.wait(60 - (clock() - self._sent[excess - 1]), f"{limit} requests were sent within a minute")
        for _ in range(excess):
            self._sent.popleft()


def _limited(message: str) -> CutShortError:
    return CutShortError(Obstacle(ExitCode.RATE_LIMITED, f"{message}: try again later"))


def _retry_after(response: Response, default: float) -> float:
    """Seconds that a 429 asks to wait; `default` where it names none, or a date."""
    text = response.headers.get("retry-after", "").strip()
    return float(text) if text.isascii() and text.isdecimal() else default


def _over(message: str) -> CutShortError:
    return CutShortError(Obstacle(ExitCode.UNJUDGED, message))


def _in_words(seconds: float) -> str:
    """A duration as people say it."""
    for size, unit in ((3600, "h"), (60, "min")):
        if seconds >= size and seconds % size == 0:
            return f"{seconds // size:.0f} {unit}"
    return f"{seconds:g} s"
