"""`python -m tines_contract plan`: what a run will send, and how long that takes. It sends nothing."""

from argparse import Namespace
from collections.abc import Iterator

from attrs import evolve

from tines_contract.command.chosen_run import ChosenRun, Say, chosen_run
from tines_contract.command.options import RUN, Command, Option
from tines_contract.contract.exit_code import ExitCode
from tines_contract.engine.judging.forecast import Forecast, forecast
from tines_contract.engine.user_input import number_of
from tines_contract.probes.plan import ENOUGH_ACTIONS
from tines_contract.report.output import show
from tines_contract.report.readable import in_lines, roughly


def plan(given: Namespace, _: Say) -> int:
    """Say what a run will send. Raises UsageError."""
    chosen = chosen_run(given)
    items = ENOUGH_ACTIONS if given.items is None else number_of(given.items, "--items")
    whole = forecast(evolve(chosen.plan, max_requests=None), chosen.rate, items)
    show(in_lines((*_lines(chosen, whole, items), *_judged(_cut_short(chosen, whole, items)))))
    return ExitCode.ACCEPTED


def _lines(chosen: ChosenRun, found: Forecast, items: int) -> Iterator[str]:
    plan = chosen.plan
    yield f"{chosen.tenant}, case {plan.case_id}: what a run will send; nothing was sent"
    yield from _requests("reads", found.of(writes=False))
    yield from _requests(f"writes to case {plan.writing_case}, which are removed", found.of(writes=True))
    if found.sequences:
        yield f"  random sequences of writes, about{found.sequences:>8}"
    pace = "without a limit" if chosen.rate is None else f"at {chosen.rate} a minute"
    most = plan.most_requests(limited=chosen.rate is not None)
    yield f"  about {found.requests} requests, at most {most}, and {roughly(found.seconds)} {pace}"
    held = f"if {'the lists hold' if items != 1 else 'each list holds'} {items} items"
    yield f"  {held} and every promise is kept; repeats that confirm a failure come on top"
    yield from _cut(chosen, found)


def _cut_short(chosen: ChosenRun, whole: Forecast, items: int) -> Forecast:
    """The forecast within the budget, as far as what is always sent goes."""
    if any(True for _ in _cut(chosen, whole)):
        return forecast(chosen.plan, chosen.rate, items, max_time=chosen.max_time)
    return whole


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
    for reason in dict.fromkeys(one.note for one in left):
        ids = [one.promise.id for one in left if one.note == reason]
        more = "" if len(ids) < 4 else f" and {len(ids) - 3} more"
        yield f"    not {', '.join(ids[:3])}{more}: {reason or 'they need more items'}"


PLAN = Command(
    "plan",
    "say what a run will send, and how long that takes; nothing is sent",
    plan,
    (*RUN, Option("--items", f"how many items the case may hold that is read (default: {ENOUGH_ACTIONS})", "N")),
)
