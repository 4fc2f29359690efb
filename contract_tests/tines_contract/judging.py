"""Judges a tenant by a plan: asks, checks, and asks again before it accuses."""

import functools
from collections.abc import Callable, Sequence
from typing import Any

from attrs import frozen

from tines_contract.checks import CHECKS
from tines_contract.evidence import Evidence
from tines_contract.finding import Check, Finding
from tines_contract.observation import Asked, Observation, Purpose
from tines_contract.pacing import Pacer, RateLimitedError
from tines_contract.probing import MOST_REQUESTS, Asking, probes
from tines_contract.promises import Promise, Spec, list_spec
from tines_contract.quiet import NOTHING, Snapshot, moved, snapshot
from tines_contract.targets import Target, UnreachableError
from tines_contract.verdict import ExitCode, Obstacle, Outcome, Report, Status
from tines_fake import Exchange

_REPLAYS = 3


@frozen
class Plan:
    """What is judged: the list of one case's actions, by reading only.

    case_id: a case with more than 42 actions exercises every promise.
    generated: how many requests schemathesis makes up; 0 leaves it out.
    """

    case_id: int
    generated: int = 10

    @property
    def most_requests(self) -> int:
        """How many requests are sent at most, were nothing to be asked again."""
        return MOST_REQUESTS + self.generated


def quietly(_: str) -> None:
    """Tells nobody."""


def judge(target: Target, plan: Plan, tell: Callable[[str], None] = quietly) -> Report:
    """Judge a tenant.

    tell: is called with a sentence whenever something takes long. Never raises for what the tenant does.
    """
    return _Judge(target, plan, tell).report()


class _Judge:
    """One run."""

    def __init__(self, target: Target, plan: Plan, tell: Callable[[str], None]) -> None:
        self._spec: Spec = list_spec()
        self._target = target
        self._plan = plan
        self._pacer = Pacer(target, tell)
        self._asking = Asking(self._spec, target.origin, plan.case_id)
        self._seen: list[Observation] = []
        self._found: list[Finding] = []
        self._tell = tell

    def report(self) -> Report:
        outcomes = [Outcome(promise, Status.NOT_EXERCISED) for promise in self._spec.promises]
        obstacle: Obstacle | None = None
        try:
            obstacle = self._ask_all()
            if obstacle is None:
                outcomes = [self._outcome(promise) for promise in self._spec.promises]
        except UnreachableError as error:
            obstacle = Obstacle(ExitCode.UNREACHABLE, str(error))
        except RateLimitedError as error:
            obstacle = Obstacle(ExitCode.RATE_LIMITED, f"{error}: try again later")
        return Report(self._target.name, self._plan.case_id, outcomes, self._pacer.requests, obstacle)

    def _ask_all(self) -> Obstacle | None:
        """Ask all that the plan asks; an obstacle before the list itself ends it at once."""
        steps = probes(self._asking)
        asked = next(steps)
        while True:
            seen = self._send_and_keep(asked)
            if seen.purpose in (Purpose.DEFAULT, Purpose.AGAIN) and (obstacle := _obstacle(seen)) is not None:
                return obstacle
            try:
                asked = steps.send(seen.response)
            except StopIteration:
                break
        if self._plan.generated:
            from tines_contract.generated import generated

            self._found += generated(self._asking, self._plan.generated, self._send_and_keep)
        return None

    def _send(self, asked: Asked) -> Observation:
        response = self._pacer.send(asked.request)
        return Observation(Exchange(request=asked.request, response=response), asked.purpose)

    def _send_and_keep(self, asked: Asked) -> Observation:
        seen = self._send(asked)
        self._seen.append(seen)
        return seen

    def _outcome(self, promise: Promise) -> Outcome:
        check = CHECKS[promise.id]
        evidence = Evidence(self._seen, self._spec)
        findings = [*check.judge(evidence), *(f for f in self._found if f.promise == promise.id)]
        if findings:
            return self._replayed(promise, check, findings)
        held = Status.HELD if check.exercised(evidence) else Status.NOT_EXERCISED
        return Outcome(promise, held)

    def _replayed(self, promise: Promise, check: Check, findings: Sequence[Finding]) -> Outcome:
        """Ask again what a finding is shown by, and accuse only where it shows again while nobody writes."""
        finding = findings[0]
        self._tell(f"asking again: {promise.id}: {finding.told}")
        for _ in range(_REPLAYS):
            before = self._look(check)
            after = [self._send(Asked(seen.request, seen.purpose)) for seen in finding.replay]
            again = any(check.judge(Evidence(after, self._spec)))
            if moved(before, self._look(check), self._known):
                continue
            if again:
                return Outcome(promise, Status.BROKEN, findings)
            return self._forgiven(promise, check, after, finding)
        return Outcome(promise, Status.NOT_EXERCISED, note="the case was changed by others while it was read")

    def _look(self, check: Check) -> Snapshot:
        return snapshot(self._asking, self._send) if check.quiet else NOTHING

    @functools.cached_property
    def _known(self) -> dict[int, Any]:
        pages = Evidence(self._seen, self._spec).listings
        return {item["id"]: item for page in pages for item in page.items}

    def _forgiven(self, promise: Promise, check: Check, after: Sequence[Observation], finding: Finding) -> Outcome:
        """What did not show again is forgiven where others may have written meanwhile, and else left undecided."""
        if check.quiet and check.exercised(Evidence(after, self._spec)):
            return Outcome(promise, Status.HELD, note="others changed the case while it was read first")
        note = f"it was broken once, and not when it was asked again: {finding.told}"
        return Outcome(promise, Status.NOT_EXERCISED, note=note)


def _obstacle(default: Observation) -> Obstacle | None:
    """Why the list itself cannot be had, judged by the first answer."""
    status = default.response.status
    if 300 <= status < 400:
        return Obstacle(ExitCode.NOT_FOUND, "the tenant's address redirects elsewhere, and is not followed")
    told = {
        401: (ExitCode.NOT_AUTHORISED, "the tenant refuses the key: check TINES_API_KEY"),
        403: (ExitCode.NOT_AUTHORISED, "the key may not list the actions of this case"),
        404: (ExitCode.NOT_FOUND, "there is no such case, or the key may not see it, or the tenant's address is wrong"),
        502: (ExitCode.UNREACHABLE, "what stands before the tenant answers 502"),
        503: (ExitCode.UNREACHABLE, "the tenant answers 503: it is down"),
        504: (ExitCode.UNREACHABLE, "what stands before the tenant answers 504"),
    }.get(status)
    return None if told is None else Obstacle(*told)
