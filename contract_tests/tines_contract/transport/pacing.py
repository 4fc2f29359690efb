"""Stays below a rate limit, waits after a 429 all the same, and ends a run when its time is over."""

import math
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from attrs import frozen

from tines_contract.evidence.survey import Survey
from tines_contract.transport.outages import Outages, Patience
from tines_contract.transport.targets import Target
from tines_fake import Request, Response

LIVE_REQUESTS_A_MINUTE = 90
"""The limit that may cover this list is 100 a minute."""

MAX_TIME = 3600.0
"""Seconds that a run takes at most, if nobody says otherwise."""

_LEAST_FOR_CLEANING = 600.0
_LONGEST_WAIT = 60.0
_NOTICED = 5.0
_DEFAULT_WAITS = (20.0, 40.0)


class RateLimitedError(Exception):
    """The tenant's rate limit does not let the run go on."""


class OutOfTimeError(Exception):
    """The run has taken as long as it may."""


class OutOfRequestsError(Exception):
    """The run has sent as many requests as it may."""


@frozen
class Limits:
    """What a run may take. max_time: seconds. max_requests: None is any number; what removes is sent all the same.

    settle: seconds between a write and what is read after it, for tenants that show a write only a while later.
    """

    max_time: float = MAX_TIME
    max_requests: int | None = None
    settle: float = 0.0


class Pacer:
    """Sends to one target, no faster than the target's limit allows, and no more than the run may take.

    progress: is called with a sentence before each wait that is noticed, so that nobody wonders.
    limited: whether there is a limit to keep, known or met. clock, pause: what time it is, in seconds, and how to wait.
    survey: what was tried and met. patience: with outages, shared by all pacers of a run.
    """

    def __init__(
        self,
        target: Target,
        progress: Callable[[str], None],
        *,
        clock: Callable[[], float] = time.monotonic,
        pause: Callable[[float], None] = time.sleep,
        limits: Limits = Limits(),
        patience: Patience | None = None,
    ) -> None:
        self._target = target
        self._progress = progress
        self.clock = clock
        self._pause = pause
        self._limits = limits
        self._end = clock() + limits.max_time
        self._most: float = math.inf if limits.max_requests is None else limits.max_requests
        self._unsettled = False
        self._sent: deque[float] = deque()
        self._outages = Outages(self._send_below_limit, self.wait, patience or Patience())
        self.requests = 0
        self.survey = Survey()
        self.limited = target.requests_a_minute is not None

    @property
    def recoveries(self) -> int:
        """How often the tenant was away for a moment, and came back."""
        return self._outages.recoveries

    def send(self, request: Request, *, repeatable: bool | None = None) -> Response:
        """Send, after a wait where one is due, and again where that may help: `outages.py` says when.

        repeatable: whether it may be sent again though it may have been done; by itself that is so for GET.
        Raises RateLimitedError where 429 goes on or asks for too long a wait, UnreachableError, OutOfTimeError,
        OutOfRequestsError.
        """
        reads = request.method == "GET"
        if reads and self._unsettled:
            self._unsettled = False
            self.wait(self._limits.settle, "what was written may be read only a while later (--settle)")
        self._unsettled = self._unsettled or not reads
        return self._outages.send(request, repeatable=reads if repeatable is None else repeatable)

    @contextmanager
    def overtime(self) -> Iterator[None]:
        """To clean up: as much time again as the run may take, ten minutes at least, and any number of requests."""
        end, most = self._end, self._most
        self._end, self._most = self.clock() + max(self._limits.max_time, _LEAST_FOR_CLEANING), math.inf
        self._outages.expect_return()
        try:
            yield
        finally:
            self._end, self._most = end, most

    def _send_below_limit(self, request: Request) -> Response:
        for default_wait in _DEFAULT_WAITS:
            response = self._send_in_turn(request)
            if response.status != 429:
                return response
            self.limited = True
            seconds = _retry_after(response, default_wait)
            if seconds > _LONGEST_WAIT:
                raise RateLimitedError(f"the tenant responds with 429 and asks to wait {seconds:.0f} s")
            self.wait(seconds, "the rate limit of the tenant is reached")
        response = self._send_in_turn(request)
        if response.status == 429:
            raise RateLimitedError("the tenant goes on responding with 429")
        return response

    def _send_in_turn(self, request: Request) -> Response:
        self.make_room(1)
        self._check_time(0)
        if self.requests >= self._most:
            most = self._limits.max_requests
            raise OutOfRequestsError(f"the run has sent the {most} requests that it may send (--max-requests)")
        self._sent.append(self.clock())
        self.requests += 1
        return self._target.send(request)

    def make_room(self, count: int) -> None:
        """Wait until so many can be sent, one right after the other."""
        limit = self._target.requests_a_minute
        while self._sent and self.clock() - self._sent[0] >= 60:
            self._sent.popleft()
        excess = 0 if limit is None else len(self._sent) + min(count, limit) - limit
        if excess > 0:
            self.wait(60 - (self.clock() - self._sent[excess - 1]), f"{limit} requests were sent within a minute")
        for _ in range(excess):
            self._sent.popleft()

    def wait(self, seconds: float, why: str) -> None:
        """Wait, and say so. Raises OutOfTimeError at once where the run would be over then."""
        if seconds > 0:
            self._check_time(seconds)
            if seconds >= _NOTICED:
                self._progress(f"waiting {seconds:.0f} s: {why}")
            self._pause(seconds)

    def _check_time(self, ahead: float) -> None:
        if self.clock() + ahead >= self._end:
            longest = in_words(self._limits.max_time)
            raise OutOfTimeError(f"the run has taken the {longest} that it may take (--max-time)")


def in_words(seconds: float) -> str:
    """A duration as people say it."""
    for size, unit in ((3600, "h"), (60, "min")):
        if seconds >= size and seconds % size == 0:
            return f"{seconds // size:.0f} {unit}"
    return f"{seconds:g} s"


def _retry_after(response: Response, default: float) -> float:
    """Seconds that a 429 asks to wait; `default` where it names none, or a date."""
    text = response.headers.get("retry-after", "").strip()
    return float(text) if text.isascii() and text.isdecimal() else default
