"""What a run will send, and how long that takes: counted where it is sent to a fake, on a clock of its own.

Nothing is sent to the tenant, and so it is not known how much that holds, nor where it will break a promise: what is
sent again to confirm that comes on top.
"""

import math
from collections import Counter
from collections.abc import Mapping

from attrs import evolve, frozen

from tines_contract.engine.judging.judge import judge
from tines_contract.engine.judging.selection import needed
from tines_contract.engine.judging.verdict import Outcome
from tines_contract.probes.plan import ENOUGH_ACTIONS, USUAL_PER_STEP, RunPlan
from tines_contract.probes.probe import Purpose
from tines_contract.promises.lists import list_of, main_subject, parent_arguments, subjects
from tines_fake import FakeTenant, Request, Response
from tines_spec import lists, operations

LATENCY, NEAR = 0.2, 0.01
"""Seconds that a response takes: of a live tenant, and of one without a limit, which is on this machine."""

_OTHERS = 3
"""Items of the cases next to the plan's."""


@frozen
class Forecast:
    """What a run will send. by_operation: its fixed requests, by operationId. sequences: those of random sequences.

    outcomes: what would come out, were every promise kept.
    """

    by_operation: Mapping[str, int]
    sequences: int
    seconds: float
    outcomes: list[Outcome]

    @property
    def requests(self) -> int:
        return sum(self.by_operation.values()) + self.sequences

    def of(self, *, writes: bool) -> dict[str, int]:
        """The fixed requests that read, or that write."""
        known = operations()
        return {name: count for name, count in self.by_operation.items() if known[name].writes is writes}


def forecast(plan: RunPlan, rate: int | None, items: int = ENOUGH_ACTIONS, *, max_time: float = math.inf) -> Forecast:
    """Count what a run would send. rate: requests a minute. items: how many the lists that are read hold.

    max_time: seconds after which it is cut short, as it is by the plan's own limit of requests. A case that is read and
    written to holds no actions: it should be empty.
    """
    slow = _SlowTarget(_fake(plan, items), rate)
    fixed = evolve(plan, generated=0, scenarios=0)
    report = judge(slow, fixed, clock=lambda: slow.now, pause=slow.pause, max_time=max_time)
    sent: Counter[str] = Counter()
    for tried, count in report.record.survey.requests.items():
        sent[tried.operation or list_of(main_subject()).name] += count  # what is none counts as a read
    wanted = needed(plan.promises)
    made_up = [one.name for one in plan.read_lists() if wanted.includes(one.name, Purpose.GENERATED)]
    sent.update(dict.fromkeys(made_up, plan.generated))
    extent = plan.extent(limited=rate is not None)
    sequences = extent.sequences * extent.steps * USUAL_PER_STEP if plan.writes_whole else 0
    more = sequences + len(made_up) * plan.generated
    each = slow.latency if rate is None else max(slow.latency, 60 / rate)
    return Forecast(sent, sequences, slow.now + more * each, list(report.outcomes))


class _SlowTarget:
    """A fake whose time is its own."""

    name = "a forecast"

    def __init__(self, fake: FakeTenant, rate: int | None) -> None:
        self._fake = fake
        self.origin = fake.origin
        self.requests_a_minute = rate
        self.latency = NEAR if rate is None else LATENCY
        self.now = 0.0

    def pause(self, seconds: float) -> None:
        self.now += seconds

    def send(self, request: Request) -> Response:
        self.pause(self.latency)
        return self._fake.respond(request)


def _fake(plan: RunPlan, items: int) -> FakeTenant:
    """A tenant with the plan's cases, those next to them, and as much in them as it takes."""
    fake = FakeTenant()
    named = {plan.case_id, plan.writing_case, plan.other_case} - {None}
    near = {case + step for case in named if case is not None for step in (-1, 0, 1)} | named
    for case in sorted(case for case in near if case is not None and 0 < case < 2**63):
        fake.add_case(case)
        for operation in lists():
            if parent_arguments(operation) == ("case_id",):
                is_written = case == plan.writing_case and operation in [list_of(one) for one in subjects()]
                count = 0 if is_written else items if case == plan.case_id else _OTHERS
                fake.add_many(operation.path_for(case_id=case), [{}] * count)
    for operation in lists():
        if not parent_arguments(operation):
            fake.add_many(operation.path_for(), [{}] * items)
    return fake
