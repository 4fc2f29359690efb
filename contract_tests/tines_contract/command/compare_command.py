"""`python -m tines_contract compare A B`: what moved between two reports, or two tenants that are judged for it."""

import argparse
import json
from typing import Any

from tines_contract.command.chosen_run import Say, chosen_run
from tines_contract.command.options import RUN, TENANT
from tines_contract.command.tables_of_hypothesis import tables_elsewhere
from tines_contract.contract.exit_code import ExitCode
from tines_contract.engine.judging.verdict import InterruptedRunError, Report
from tines_contract.engine.options.choosing import LARGE_CASE
from tines_contract.engine.options.choosing_target import FAKES
from tines_contract.engine.options.usage_error import UsageError
from tines_contract.report.comparison import compared
from tines_contract.report.comparison_report import comparison_as_json, comparison_as_text
from tines_contract.report.json_report import as_json
from tines_contract.report.output import show
from tines_contract.report.reading import read_report
from tines_contract.report.remains import left_behind

_SIDE = "a JSON report of `run`, or a tenant to judge: fake, served, or an origin such as https://acme.tines.com"


class _NotJudgedError(Exception):
    """A tenant could not be judged, so that there is nothing to compare."""

    def __init__(self, code: ExitCode) -> None:
        super().__init__(code)
        self.code = code


def add_compare(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's arguments."""
    compare = commands.add_parser(
        "compare", help="say what moved between two reports or tenants; exit code 1 where anything did for the worse"
    )
    compare.add_argument("a", metavar="A", help=f"what was before: {_SIDE}")
    compare.add_argument("b", metavar="B", help="what is now, or another: the same")
    compare.add_argument("--json", action="store_true", help="write JSON, which comparison.schema.json describes")
    for option in (*TENANT, *RUN):
        if option.flag != "--tenant":
            option.add_to(compare.add_argument, option.flag)


def compare(given: argparse.Namespace, say: Say) -> int:
    """Run the command and return its exit code. Raises UsageError, UnreachableError, OutputError."""
    sides = (given.a, given.b)
    if all("://" in side for side in sides):
        raise UsageError(
            "A and B are both live tenants, and there is one key in TINES_API_KEY: judge each with its own key by "
            "`run --report NAME.json`, and compare the two files"
        )
    files = {side: read_report(side) for side in sides if not _is_tenant(side)}
    try:
        with tables_elsewhere():
            before, after = (files[side] if side in files else _written(side, given, say) for side in sides)
    except _NotJudgedError as error:
        return error.code
    comparison = compared(before, after)
    write = comparison_as_json if given.json else comparison_as_text
    show(write(comparison, before, after))
    return ExitCode.ACCUSED if comparison.is_worse else ExitCode.ACCEPTED


def _is_tenant(side: str) -> bool:
    """A host's name alone is none: the key would be sent to whatever a mistyped file's name leads to."""
    return side in FAKES or "://" in side


def _written(tenant: str, given: argparse.Namespace, say: Say) -> dict[str, Any]:
    try:
        report = _judged(tenant, given, say)
    except InterruptedRunError as interrupted:
        say("\n".join([str(interrupted), *left_behind(interrupted.report)]))
        raise _NotJudgedError(interrupted.report.exit_code) from None
    for line in left_behind(report):
        say(line)
    if report.failure:
        say(f"tines_contract itself failed, with {report.failure}: please report this")
        raise _NotJudgedError(ExitCode.SUITE_FAILED)
    if report.obstacle is not None:
        say(f"tines_contract: {report.target}: {report.obstacle.message}")
        raise _NotJudgedError(report.obstacle.code)
    written: dict[str, Any] = json.loads(as_json(report))
    return written


def _judged(tenant: str, given: argparse.Namespace, say: Say) -> Report:
    """Judge a tenant as `run` does. The cases that are named are the origin's: a fake has its own."""
    cases = {"case": str(LARGE_CASE), "other_case": None} if tenant in FAKES else {}
    chosen = chosen_run(argparse.Namespace(**{**vars(given), "tenant": tenant, **cases}))
    with chosen.target() as target:
        say(f"judging {target.name}, case {chosen.plan.case_id}")
        return chosen.agreed(chosen.judged(target, say))
