"""`python -m tines_contract run` judges a tenant, `clean` removes what earlier runs have left in a case, `compare` says
what moved between two reports or tenants.

Exit codes: 0 accepted, 1 accused, 2 usage, 3 not authorised, 4 not found, 5 rate limited, 6 unreachable, 7 unjudged,
8 the suite itself failed (please report), or its output could not be written; 129, 130 and 143 where a signal has ended
it. What may be left in the case is named.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from tempfile import TemporaryDirectory

from hypothesis.configuration import set_hypothesis_home_dir

from tines_contract.clean_command import add_clean, clean
from tines_contract.compare_command import add_compare, compare
from tines_contract.contract.exit_code import ExitCode
from tines_contract.engine.choosing import LARGE_CASE, chosen_max_time, chosen_plan, chosen_target
from tines_contract.engine.crashing import crash
from tines_contract.engine.interrupted import InterruptedRunError, obstacle_of
from tines_contract.engine.judge import judge
from tines_contract.engine.usage_error import UsageError
from tines_contract.engine.verdict import Report
from tines_contract.probes.plan import Plan
from tines_contract.report.output import FORMATS, Messages, OutputError, ReportFile, format_of, show
from tines_contract.report.remains import left_behind
from tines_contract.transport.interrupts import interruptible
from tines_contract.transport.targets import Target, UnreachableError

_SIGNALLED = 128
"""Exit codes from here on say which signal has ended a run."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    _say.failed = False
    code = _exit_code(arguments)
    return ExitCode.SUITE_FAILED if _say.failed and code < _SIGNALLED else code


def _exit_code(arguments: list[str] | None) -> int:
    try:
        given = _parser().parse_args(arguments)
        with interruptible():
            return _COMMANDS[given.command](given)
    except UsageError as error:
        _say(f"tines_contract: {error}")
        return ExitCode.USAGE
    except UnreachableError as error:
        _say(f"tines_contract: {error}")
        return ExitCode.UNREACHABLE
    except KeyboardInterrupt as error:
        obstacle = obstacle_of(error)
        _say(obstacle.message)
        return obstacle.code
    except OutputError as error:
        _say(f"tines_contract: {error}")
    except Exception as error:
        _say(f"tines_contract itself failed, with {crash(error)}: please report this")
    return ExitCode.SUITE_FAILED


def _compare(given: argparse.Namespace) -> int:
    return compare(given, _say, lambda tenant: _judged_alone(given, tenant))


def _judged_alone(given: argparse.Namespace, tenant: str) -> Report:
    """Judge a tenant as `run` does. The case is the origin's: a fake has its own."""
    case, other = (given.case, given.other_case) if "://" in tenant else (str(LARGE_CASE), None)
    plan, max_time = chosen_plan(tenant, case, other), chosen_max_time(given.max_time)
    with _home(), chosen_target(tenant) as target:
        return _judged(target, plan, max_time)


@contextmanager
def _home() -> Iterator[None]:
    """Tables that hypothesis makes for itself are no business of the folder that this is run in."""
    with TemporaryDirectory(prefix="tines-contract-") as folder:
        set_hypothesis_home_dir(folder)
        yield


def _run(given: argparse.Namespace) -> ExitCode:
    plan = chosen_plan(given.tenant, given.case, given.other_case)
    max_time = chosen_max_time(given.max_time)
    with ExitStack() as stack:
        stack.enter_context(_home())
        target = stack.enter_context(chosen_target(given.tenant))
        path = given.output_file
        file = None if path is None else stack.enter_context(closing(ReportFile(path)))
        files = [(format_of(one), stack.enter_context(closing(ReportFile(one)))) for one in given.report]
        try:
            report = _judged(target, plan, max_time)
        except InterruptedRunError as interrupted:
            report = interrupted.report
            _say("\n".join([str(interrupted), *left_behind(report)]))
            if not report.leftovers and not report.cleanup_error:
                return report.exit_code
        try:
            for as_one, beside in files:
                beside.write(as_one(report))
        finally:
            _write(report, given.output_format, file)
    return report.exit_code


def _write(report: Report, output_format: str, file: ReportFile | None) -> None:
    if file is None:
        show(FORMATS[output_format](report))
        return
    try:
        file.write(FORMATS[output_format](report))
    finally:  # where one of the two cannot be written, the other is
        show(FORMATS["text"](report))


def _judged(target: Target, plan: Plan, max_time: float) -> Report:
    _say(announcement(target, plan))
    return judge(target, plan, _say, max_time=max_time)


def announcement(target: Target, plan: Plan) -> str:
    """What is about to be sent."""
    pace = target.requests_a_minute
    limit = "" if pace is None else f" and {pace} a minute"
    most = plan.most_requests(limited=pace is not None)
    items = ", ".join(paged.items for paged in plan.read_lists())
    writing = "" if plan.writing_case is None else f"; writing to case {plan.writing_case}, and removing what is made"
    budget = f"at most {most} requests{limit}, plus repeats that confirm a failure"
    return f"{target.name}, case {plan.case_id}: reading {items}{writing}: {budget}"


_say = Messages()
_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "run": _run,
    "clean": lambda given: clean(given, _say),
    "compare": _compare,
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tines_contract", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    add_clean(commands)
    add_compare(commands)
    run = commands.add_parser(
        "run",
        help="judge a tenant by the actions of one case; nothing is written to it without TINES_CONTRACT_WRITES=1",
    )
    run.add_argument(
        "--tenant", help="fake, served, or an origin such as https://acme.tines.com (default: TINES_TENANT)"
    )
    run.add_argument("--case", help="the number of a case, best one with more than 42 actions (default: TINES_CASE_ID)")
    run.add_argument("--other-case", help="another case to compare it with (default: those before and after)")
    run.add_argument("--max-time", metavar="TIME", help="how long it may take, such as 90s, 15m or 1h (default: 1h)")
    run.add_argument(
        "--report",
        action="append",
        default=[],
        metavar="PATH",
        help="also write a report there, as its name says: .html (a page for people), .json, .xml (JUnit), .txt; "
        "may be given several times",
    )
    run.add_argument("--output-format", choices=FORMATS, default="text", help="what the report is (default: text)")
    run.add_argument("--output-file", metavar="PATH", help="where it goes; the text is shown then as well")
    return parser


if __name__ == "__main__":
    sys.exit(main())
