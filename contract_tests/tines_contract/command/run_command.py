"""`python -m tines_contract run` judges a tenant, and says how far it is; `plan` says what that takes."""

import datetime
import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

from attrs import evolve

from tines_contract.command import options
from tines_contract.command.agreement import read_baseline, updated_baseline
from tines_contract.command.chosen_run import ChosenRun, Say, chosen_run, tables_elsewhere
from tines_contract.command.options import Command, Option
from tines_contract.engine.judging.forecast import Forecast, forecast
from tines_contract.engine.judging.verdict import InterruptedRunError, Report, Status
from tines_contract.engine.user_input import UsageError, number_of
from tines_contract.probes.plan import ENOUGH_ACTIONS, RunPlan
from tines_contract.promises.addresses import request_line
from tines_contract.report.annotations import github_commands, github_summary
from tines_contract.report.output import FORMATS, Messages, ReportFile, Write, format_of, show
from tines_contract.report.progress import ProgressLine, WatchedTarget
from tines_contract.report.readable import grouped, in_lines, roughly, some_of
from tines_contract.report.remains import left_behind
from tines_contract.report.text_report import coloured, wants_colour
from tines_contract.transport.obstacles import ExitCode
from tines_contract.transport.pacing import quietly
from tines_contract.transport.targets import Target
from tines_fake import Request, Response


def run(given: Namespace, say: Messages) -> int:
    """Judge a tenant. Raises UsageError, OutputError."""
    chosen = chosen_run(given)
    if given.update_baseline and chosen.baseline is None:
        raise UsageError("--update-baseline needs a file where the tenant is a fake: give --baseline FILE")
    with ExitStack() as stack:
        stack.enter_context(tables_elsewhere())
        target = stack.enter_context(chosen.reached.target())

        def opened(path: str) -> ReportFile:
            return stack.enter_context(closing(ReportFile(path, private=given.show_values)))

        files = [(format_of(path), opened(path)) for path in given.report]
        if given.output_file is not None:
            files.append((FORMATS[given.output_format], opened(given.output_file)))
        if given.annotate and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
            files.append((_summary(summary), opened(summary)))
        ready = stack.enter_context(chosen.ready(target, quietly if given.quiet else say))
        try:
            found = _judged(chosen, ready, given, say)
        except InterruptedRunError as interrupted:
            found = interrupted.report
            say("\n".join([str(interrupted), *left_behind(found)]))
            if not found.leftovers and not found.cleanup_error:
                return found.exit_code
        agreed = _updated(chosen, found, say) if given.update_baseline else chosen.agreed(found)
        report = chosen.shown(agreed, target)
        try:
            for write, other in files:
                other.write(write(report))
        finally:
            _show(report, given)
    return report.exit_code


def _judged(chosen: ChosenRun, target: Target, given: Namespace, say: Messages) -> Report:
    if given.quiet:
        return chosen.judged(target, quietly)
    expected = forecast(evolve(chosen.plan, max_requests=None), target.requests_a_minute)
    say(announcement(chosen, target, expected))
    line = ProgressLine(say, _sent(chosen.plan, expected), target.requests_a_minute, on_terminal=say.on_terminal)

    def saw(request: Request, response: Response) -> None:
        if given.verbose:
            line(f"{response.status} {request_line(request)}")
        line.count()

    try:
        return chosen.judged(WatchedTarget(target, saw), line)
    finally:
        line.clear()


def announcement(chosen: ChosenRun, target: Target, expected: Forecast) -> str:
    """What is about to be sent."""
    plan, rate = chosen.plan, target.requests_a_minute
    limit = "" if rate is None else f" at {rate} a minute"
    reading = f"reading {', '.join(paged.items for paged in plan.read_lists())}" if plan.read_lists() else ""
    cases = " and to cases that it makes" if plan.writes_cases else ""
    does = "writing to" if plan.writes else "filling"
    writing = f"{does} case {plan.writing_case}{cases}, and removing what is made"
    what = "; ".join(filter(None, (reading, writing if plan.writes or plan.fills else "")))
    sent, requests = _sent(plan, expected), _about(plan, expected, rate)
    if sent < expected.requests:
        requests = f"{sent} of about {expected.requests} requests (--max-requests cuts it short)"
    budget = f"{requests}, and {roughly(expected.seconds * sent / max(1, expected.requests))}{limit}"
    return f"{target.name}, case {plan.case_id}: {what}: {budget}; repeats that confirm a failure come on top"


def _sent(plan: RunPlan, expected: Forecast) -> int:
    return expected.requests if plan.max_requests is None else min(plan.max_requests, expected.requests)


def _about(plan: RunPlan, expected: Forecast, rate: int | None) -> str:
    return f"about {expected.requests} requests, at most {plan.most_requests(limited=rate is not None)}"


def _updated(chosen: ChosenRun, found: Report, say: Messages) -> Report:
    """The report, by the baseline that is written of it."""
    assert chosen.baseline is not None
    if found.exit_code not in (ExitCode.ACCEPTED, ExitCode.ACCUSED, ExitCode.UNJUDGED) or found.obstacle is not None:
        say(f"{chosen.baseline} was left as it is: the tenant could not be judged")
        return chosen.agreed(found)
    today = datetime.date.today()
    before = chosen.baseline.read_text("utf-8") if chosen.baseline.exists() else ""
    after = updated_baseline(before, found, chosen.given, today)
    try:
        chosen.baseline.write_text(after, "utf-8")
    except OSError as error:
        raise UsageError(f"{chosen.baseline} cannot be written: {error.strerror}") from None
    say(f"{chosen.baseline} was {'left as it is' if after == before else 'written'}")
    agreed = read_baseline(chosen.baseline)
    return evolve(agreed, strict=chosen.agreement.strict).applied(found, today)


def _summary(path: str) -> Write:
    """The summary of a job, after what its step has written there before."""
    before = Path(path).read_text("utf-8") if Path(path).is_file() else ""
    return lambda report: before + github_summary(report)


def _show(report: Report, given: Namespace) -> None:
    """Show the report, or the text of what goes to a file."""
    shown = given.output_format if given.output_file is None else "text"
    text = FORMATS[shown](report)
    if shown == "text" and wants_colour(forbidden=given.no_color):
        text = coloured(text)
    show(github_commands(report, text) if given.annotate else text)


def plan(given: Namespace, _: Say) -> int:
    """Say what a run will send. Raises UsageError."""
    chosen = chosen_run(given)
    rate, plan = chosen.reached.requests_a_minute, chosen.plan
    items = ENOUGH_ACTIONS if given.items is None else number_of(given.items, "--items")
    whole = forecast(evolve(plan, max_requests=None), rate, items)
    cut = list(_cut(chosen, whole))
    reachable = forecast(plan, rate, items, max_time=chosen.max_time) if cut else whole
    title = f"{chosen.reached.tenant}, case {plan.case_id}: what a run will send; nothing was sent"
    show(in_lines((title, *_plan_lines(plan, rate, whole, items), *cut, *_within_reach(reachable))))
    return ExitCode.ACCEPTED


def _plan_lines(plan: RunPlan, rate: int | None, found: Forecast, items: int) -> Iterator[str]:
    yield from _counted("reads", found.of(writes=False))
    cases = " and to new cases" if plan.writes_cases else ""
    yield from _counted(f"writes to case {plan.writing_case}{cases}, which are removed", found.of(writes=True))
    if found.sequences:
        yield f"  random sequences of writes, about{found.sequences:>8}"
    pace = "without a limit" if rate is None else f"at {rate} a minute"
    yield f"  {_about(plan, found, rate)}, and {roughly(found.seconds)} {pace}"
    held = f"if {'the lists hold' if items != 1 else 'each list holds'} {items} items"
    yield f"  {held} and every promise is kept; repeats that confirm a failure come on top"


def _counted(title: str, counts: dict[str, int]) -> Iterator[str]:
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


def _within_reach(found: Forecast) -> Iterator[str]:
    left = [one for one in found.outcomes if one.status in (Status.SKIPPED, Status.NOT_EXERCISED)]
    yield f"  judges {len(found.outcomes) - len(left)} of {len(found.outcomes)} promises"
    for reason, ids in grouped((one.note, one.promise.id) for one in left).items():
        yield f"    not {some_of(ids, 3)}: {reason or 'they need more items'}"


RUN = Command(
    "run",
    "judge a tenant by the actions of one case; to a live tenant it writes only with TINES_CONTRACT_WRITES=1",
    run,
    (
        *options.RUN,
        Option("--update-baseline", "write what is broken now to the baseline", action="store_true"),
        Option(
            "--report",
            "also write a report there, as its name says: .html (a page for people), .json, .xml (JUnit), .txt; "
            "may be given several times",
            "PATH",
            "append",
        ),
        Option("--output-format", "what the report is (default: text)", choices=FORMATS, default="text"),
        Option("--output-file", "where it goes; the text is shown then as well", "PATH"),
        Option("--annotate", "also as annotations, and in the summary of the job", choices=("github",)),
        Option("--no-color", "no colour on a terminal; NO_COLOR does the same", action="store_true"),
    ),
    exclusive=(
        Option("--quiet", "nothing but the report", action="store_true", short="-q"),
        Option("--verbose", "each request, too", action="store_true", short="-v"),
    ),
)

PLAN = Command(
    "plan",
    "say what a run will send, and how long that takes; nothing is sent",
    plan,
    (
        *options.RUN,
        Option("--items", f"how many items the case may hold that is read (default: {ENOUGH_ACTIONS})", "N"),
    ),
)
