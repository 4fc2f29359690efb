"""Distinguishes an outage from a request that a tenant answers with 502, 503 or 504 each time.

What got no response, or one of these, is sent again. Between its repeats other requests are sent that succeeded
before, one more each time, so that a tenant of which every second response fails does not pass for one that refuses
this request. Where all of those succeed, the response is the tenant's own. Where one fails too, it is an outage: it is
waited for, all outages of a run together no longer than its patience. A write may have been done: it is sent again only
where it got a response, and reading shows what has come of it.
"""

from collections.abc import Callable, Iterator, Set

from attrs import evolve

from tines_contract.evidence.observation import Observation
from tines_contract.probes.probe import NOT_SENT, READING, Probe, Purpose
from tines_contract.promises.addresses import named
from tines_contract.transport.ledger import Ledger
from tines_contract.transport.listings import Place
from tines_contract.transport.obstacles import CutShortError, ExitCode, Obstacle
from tines_contract.transport.resending import resent
from tines_contract.transport.targets import Sender, UnreachableError, observed, sent_by
from tines_fake import Credentials, Request
from tines_spec import operation_at

_BETWEEN = (1.0, 2.0, 4.0)
_AWAITING = (8.0, 15.0, 30.0, 60.0)
_WHY = "the tenant does not respond, or with 502, 503 or 504"
_MOST_KNOWN = 2

MOST_OUTAGE = 60.0
"""Seconds that a run waits for a tenant that is away, all its outages together."""

Attempt = Observation | UnreachableError


class Outages:
    """Sends again, and waits where the tenant is away. wait: for so many seconds, and why. ledger: what was made.

    recoveries: how often a tenant was away for a moment, and came back.
    """

    def __init__(self, sender: Sender, wait: Callable[[float, str], None], ledger: Ledger) -> None:
        self._sender, self._ledger = sender, ledger
        self._wait = wait
        self._patience = MOST_OUTAGE
        self._known: dict[str, list[Probe]] = {}
        self._down = False
        self.recoveries = 0

    def expect_return(self) -> None:
        """Wait for the tenant once more, should it be down for longer than was waited for, and patience be left."""
        self._down = self._down and not self._patience

    def hurry(self) -> None:
        """From here on wait only for what has responded since."""
        self._known, self._down = {}, False

    def send(self, probe: Probe) -> Observation:
        """Send, and wait where the tenant is away. Raises CutShortError where it stays away."""
        attempt = self._attempt(probe)
        if _failed(attempt) and _is_repeatable(probe):
            again = self._again(evolve(probe, wait=0.0))
            self.recoveries += not _failed(again)
            if isinstance(again, UnreachableError) or again.response is not NOT_SENT:
                attempt = again  # else it was done, and is to be known as sent
        elif _failed(attempt):
            attempt = self._of_write(probe, attempt)
        if isinstance(attempt, UnreachableError):
            raise CutShortError(Obstacle(ExitCode.UNREACHABLE, str(attempt)))
        self._learn(probe, attempt)
        return attempt if attempt.waited == probe.wait else evolve(attempt, waited=probe.wait)

    def _again(self, probe: Probe) -> Attempt:
        """What comes of a request in the end."""
        attempt = self._attempt(probe)  # at once: a connection that was kept open too long breaks at its next use
        for others, seconds in enumerate(_BETWEEN, 1):
            if not _failed(attempt):
                return attempt
            if self._down or not self._known:  # it was never there, or not for long
                return self._as_outage(probe, attempt)
            self._wait(seconds, _WHY)
            if not self._others_respond(probe, others):
                return self._awaited(probe)
            attempt = self._attempt(probe)
        return attempt

    def _awaited(self, probe: Probe) -> Attempt:
        attempt: Attempt = UnreachableError(_WHY)
        for _ in self._pauses():
            attempt = self._attempt(probe)
            if not _failed(attempt):
                return attempt
        return self._as_outage(probe, attempt)

    def _as_outage(self, probe: Probe, attempt: Attempt) -> UnreachableError:
        self._down = True
        if isinstance(attempt, UnreachableError):
            return attempt
        message = f"{named(probe.request)}: the tenant responds with {attempt.response.status}"
        return UnreachableError(f"{message}: try again later, or wait for it with --wait-for-tenant")

    def _of_write(self, probe: Probe, attempt: Attempt) -> Attempt:
        """The response where it is the tenant's own; else the tenant is waited for, for whatever is next."""
        before = set(self._ledger.to_remove())
        for others, seconds in enumerate(_BETWEEN, 1):
            if self._down or not self._known:
                break
            self._wait(seconds, _WHY)
            if not (self._others_respond(probe, others) or self._await_any(probe)):
                break
            if isinstance(attempt, UnreachableError):
                break
            attempt = self._resent(probe, before) or attempt
            if not attempt.is_unanswered:
                self.recoveries += 1
                return attempt
        else:
            return attempt
        if not isinstance(attempt, UnreachableError):
            attempt = UnreachableError(f"the tenant responds with {attempt.response.status}")
        return UnreachableError(f"{attempt}; whether {named(probe.request)} was done is not known")

    def _resent(self, probe: Probe, before: Set[Place]) -> Observation | None:
        """What a write gets when it is sent again; None where that may not be, or no response comes."""
        try:
            response = sent_by(self._sender.send, resent(evolve(probe, wait=0.0), self._ledger, before))
        except UnreachableError:
            return None
        return None if response is NOT_SENT else observed(probe, response)

    def _await_any(self, probe: Probe) -> bool:
        self._down = not any(self._others_respond(probe, 1) for _ in self._pauses())
        return not self._down

    def _pauses(self) -> Iterator[float]:
        """Wait for a tenant that is away, longer each time, as long as patience is left."""
        for seconds in () if self._down else _AWAITING:
            if taken := min(seconds, self._patience):
                self._patience -= taken
                self._wait(taken, _WHY)
                yield taken

    def _others_respond(self, probe: Probe, count: int) -> bool:
        """Whether a request that succeeded before does so still, each of several times."""
        other = self._other(probe)
        return other is not None and not any(_failed(self._attempt(other)) for _ in range(count))

    def _other(self, probe: Probe) -> Probe | None:
        """Another request that succeeded before, best one for the same operation."""
        alike = self._known.get(_operation(probe.request), [])
        others = [one for known in self._known.values() for one in known]
        return next((one for one in [*alike, *others] if one.request.url != probe.request.url), None)

    def _attempt(self, probe: Probe) -> Attempt:
        try:
            seen = self._sender.send(probe)
        except UnreachableError as error:
            return error
        self._down = self._down and seen.is_unanswered
        return seen

    def _learn(self, probe: Probe, seen: Observation) -> None:
        """Keep reads that succeed, the latest first."""
        request = probe.request
        if request.method != "GET" or request.credentials is not Credentials.RIGHT or seen.response.status != 200:
            return
        known, url = self._known.setdefault(_operation(request), []), request.url
        others = [one for one in known if one.request.url != url]
        known[:] = [Probe(request, probe.purpose), *others][:_MOST_KNOWN]


def _is_repeatable(probe: Probe) -> bool:
    """A write may have been done; but to remove what is ours may be tried until it is gone."""
    return probe.request.method in READING or probe.purpose is Purpose.CLEANUP


def _failed(attempt: Attempt) -> bool:
    return isinstance(attempt, UnreachableError) or attempt.is_unanswered


def _operation(request: Request) -> str:
    operation = operation_at(request.method, request.path)
    return "" if operation is None else operation.name
