"""`python -m tines_contract plan`: what a run will send, and how long that takes. It sends nothing."""

from argparse import Namespace
from collections.abc import Iterator

from attrs import evolve

from tines_contract.command.chosen_run import ChosenRun, Say, chosen_run
from tines_contract.command.options import RUN, Command, Option
from tines_contract.engine.judging.forecast import Forecast, forecast
from tines_contract.engine.user_input import number_of
from tines_contract.probes.plan import ENOUGH_ACTIONS, RunPlan
from tines_contract.promises.exit_code import ExitCode
from tines_contract.report.output import show
from tines_contract.report.readable import grouped, in_lines, roughly, some_of


def plan(given: Namespace, _: Say) -> int:
    """Say what a run will send. Raises UsageError."""
    chosen = chosen_run(given)
    rate, plan = chosen.reached.requests_a_minute, chosen.plan
    items = ENOUGH_ACTIONS if given.items is None else number_of(given.items, "--items")
    whole = forecast(evolve(plan, max_requests=None), rate, items)
    cut = list(_cut(chosen, whole))
    reachable = forecast(plan, rate, items, max_time=chosen.max_time) if cut else whole
    title = f"{chosen.reached.tenant}, case {plan.case_id}: what a run will send; nothing was sent"
    show(in_lines((title, *_lines(plan, rate, whole, items), *cut, *_judged(reachable))))
    return ExitCode.ACCEPTED


def _lines(plan: RunPlan, rate: int | None, found: Forecast, items: int) -> Iterator[str]:
    yield from _requests("reads", found.of(writes=False))
    yield from _requests(f"writes to case {plan.writing_case}, which are removed", found.of(writes=True))
    if found.sequences:
        yield f"  random sequences of writes, about{found.sequences:>8}"
    pace = "without a limit" if rate is None else f"at {rate} a minute"
    most = plan.most_requests(limited=rate is not None)
    yield f"  about {found.requests} requests, at most {most}, and {roughly(found.seconds)} {pace}"
    held = f"if {'the lists hold' if items != 1 else 'each list holds'} {items} items"
    yield f"  {held} and every promise is kept; repeats that confirm a failure come on top"


def _requests(title: str, counts: dict[str, int]) -> Iterator[str]:
    if counts:
        yield f"  {title:<32}{sum(counts.values()):>8}"
        yield from (f"    {name:<30}{count:>8}" for name, count in counts.items())


def _cut(chosen: ChosenRun, found: Forecast) -> Iterator[str]:
    """What a budget will cut."""
    most = chosen.plan.max_requests
    if most is not None and most < found.requests:
        yield f"  --max-requests {most} will cut it short: what is not sent is not exercised"
    if chosen.max_time < found.seconds:
        yield f"  --max-time will cut it short after {roughly(chosen.max_time)}: what is not sent is not exercised"


def _judged(found: Forecast) -> Iterator[str]:
    left = found.out_of_reach
    yield f"  judges {len(found.outcomes) - len(left)} of {len(found.outcomes)} promises"
    for reason, ids in grouped((one.note, one.promise.id) for one in left).items():
        yield f"    not {some_of(ids, 3)}: {reason or 'they need more items'}"


PLAN = Command(
    "plan",
    "say what a run will send, and how long that takes; nothing is sent",
    plan,
    (*RUN, Option("--items", f"how many items the case may hold that is read (default: {ENOUGH_ACTIONS})", "N")),
)
