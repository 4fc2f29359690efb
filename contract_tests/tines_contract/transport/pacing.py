"""Stays below a rate limit, and waits after a 429 all the same."""

import time
from collections import deque
from collections.abc import Callable

from tines_contract.transport.targets import Target, UnreachableError
from tines_fake import Request, Response

LIVE_REQUESTS_A_MINUTE = 90
"""The limit that may cover this list is 100 a minute."""

_LONGEST_WAIT = 60.0
_DEFAULT_WAITS = (20.0, 40.0)
_CONNECTIONS = 3
TRANSIENT = (502, 503, 504)
"""The statuses of a tenant, or of what stands before it, that is down for a moment."""


class RateLimitedError(Exception):
    """The tenant's rate limit does not let the run go on."""


class Pacer:
    """Sends to one target, no faster than the target's limit allows.

    progress: is called with a sentence before each wait, so that nobody wonders.
    limited: whether there is a limit to keep, known or met. clock, pause: what time it is, in seconds, and how to wait.
    """

    def __init__(
        self,
        target: Target,
        progress: Callable[[str], None],
        *,
        clock: Callable[[], float] = time.monotonic,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._target = target
        self._progress = progress
        self._clock = clock
        self._pause = pause
        self._sent: deque[float] = deque()
        self.requests = 0
        self.limited = target.requests_a_minute is not None

    def send(self, request: Request) -> Response:
        """Send, after a wait where one is due. What got a 429 is sent again, and so is a read that broke or got 502,
        503 or 504, twice each.

        Raises RateLimitedError where 429 goes on or asks for too long a wait, UnreachableError.
        """
        for default_wait in _DEFAULT_WAITS:
            response = self._send_once(request)
            if response.status != 429:
                return response
            self.limited = True
            seconds = _retry_after(response, default_wait)
            if seconds > _LONGEST_WAIT:
                raise RateLimitedError(f"the tenant responds with 429 and asks to wait {seconds:.0f} s")
            self.wait(seconds, "the rate limit of the tenant is reached")
        response = self._send_once(request)
        if response.status == 429:
            raise RateLimitedError("the tenant goes on responding with 429")
        return response

    def _send_once(self, request: Request) -> Response:
        # What broke may have been done: a write is never sent twice.
        for _ in range(_CONNECTIONS - 1 if request.method == "GET" else 0):
            try:
                response = self._send_in_turn(request)
            except UnreachableError:
                continue  # a connection that was kept open too long breaks at its next use
            if response.status not in TRANSIENT:
                return response
        return self._send_in_turn(request)

    def _send_in_turn(self, request: Request) -> Response:
        self.make_room(1)
        self._sent.append(self._clock())
        self.requests += 1
        return self._target.send(request)

    def make_room(self, count: int) -> None:
        """Wait until so many can be sent, one right after the other."""
        limit = self._target.requests_a_minute
        while self._sent and self._clock() - self._sent[0] >= 60:
            self._sent.popleft()
        excess = 0 if limit is None else len(self._sent) + min(count, limit) - limit
        if excess > 0:
            self.wait(60 - (self._clock() - self._sent[excess - 1]), f"{limit} requests were sent within a minute")
        for _ in range(excess):
            self._sent.popleft()

    def wait(self, seconds: float, why: str) -> None:
        """Wait, and say so."""
        if seconds > 0:
            self._progress(f"waiting {seconds:.0f} s: {why}")
            self._pause(seconds)


def _retry_after(response: Response, default: float) -> float:
    """Seconds that a 429 asks to wait; `default` where it names none, or a date."""
    text = response.headers.get("retry-after", "").strip()
    return float(text) if text.isascii() and text.isdecimal() else default
