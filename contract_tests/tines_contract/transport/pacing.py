"""Stays below a rate limit, and waits after a 429 all the same."""

from collections import deque

from tines_contract.contract.exit_code import ExitCode
from tines_contract.evidence.observation import Observation
from tines_contract.probes.probe import Probe
from tines_contract.probes.purpose import Purpose
from tines_contract.transport.budget import Budget
from tines_contract.transport.obstacles import CutShortError, Obstacle
from tines_contract.transport.targets import Sender
from tines_fake import Response

LIVE_REQUESTS_A_MINUTE = 90
"""The limit that may cover this list is 100 a minute."""

_LONGEST_WAIT = 60.0
_DEFAULT_WAITS = (20.0, 40.0)
_SAME_SECOND = "two writes within a second may have the same timestamp"
_LAGS = "what was deleted is still shown"
_SETTLES = "what was written may be read only a while later (--settle)"


class Pacer:
    """Sends when a probe is due. limit: how many requests a minute; None is any number.

    settle: seconds between a write and what is read after it. limited: whether there is a limit, known or met.
    """

    def __init__(self, sender: Sender, budget: Budget, limit: int | None, settle: float) -> None:
        self._sender = sender
        self._budget = budget
        self._limit = limit
        self._settle = settle
        self._unsettled = False
        self._sent: deque[float] = deque()
        self.limited = limit is not None

    def hurry(self) -> None:
        """From here on wait for nothing but a 429."""
        self._limit, self._unsettled = None, False

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
        if probe.room > 1:
            self._make_room(probe.room)
        self._budget.wait(probe.wait, _LAGS if probe.purpose is Purpose.CLEANUP else _SAME_SECOND)
        reads = probe.request.method == "GET"
        due, self._unsettled = reads and self._unsettled, not reads
        if due:
            self._budget.wait(self._settle, _SETTLES)

    def _send_in_turn(self, probe: Probe) -> Observation:
        self._make_room(1)
        self._budget.spend()
        self._sent.append(self._budget.clock())
        return self._sender.send(probe)

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
