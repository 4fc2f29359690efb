"""`python -m tines_contract compare A B …`: what moved between reports, or tenants that are judged for it.

`history DIR` makes a page of the reports in a folder.
"""

import itertools
from argparse import Namespace
from contextlib import closing
from pathlib import Path

from tines_contract.command.chosen_run import LARGE_CASE, Say, chosen_run, tables_elsewhere
from tines_contract.command.options import JUDGING, REACHING, Command, Option
from tines_contract.command.target_options import FAKES
from tines_contract.engine.judging.verdict import InterruptedRunError, Report
from tines_contract.engine.user_input import UsageError
from tines_contract.report.history import badge, counted, history, history_page
from tines_contract.report.json_report import Written, json_text, read_report, written
from tines_contract.report.output import ReportFile, show
from tines_contract.report.readable import printable
from tines_contract.report.remains import left_behind
from tines_contract.report.report_diff import compared, comparison_as_text, comparison_written
from tines_contract.transport.obstacles import ExitCode

_PAGE, _JSON, _BADGE = "history.html", "history.json", "badge.json"
_SIDE = "a JSON report of `run`, or a tenant to judge: fake, served, or an origin such as https://acme.tines.com"


def compare(given: Namespace, say: Say) -> int:
    """Say what moved from each to the next; 1 where anything did for the worse.

    Raises UsageError, UnreachableError, OutputError.
    """
    sides = given.sides
    if len(sides) < 2:
        raise UsageError("there is one side: give two or more, what was before first")
    if sum("://" in side for side in sides) > 1:
        raise UsageError(
            "two sides are live tenants, and there is one key in TINES_API_KEY: judge each with its own key by "
            "`run --report NAME.json`, and compare the files"
        )
    files = {side: read_report(side) for side in sides if not _is_tenant(side)}
    reports: list[Written] = []
    with tables_elsewhere():
        for side in sides:
            found = files[side] if side in files else _judged(side, given, say)
            if isinstance(found, ExitCode):
                return found
            reports.append(found)
    steps = [(compared(*pair), *pair) for pair in itertools.pairwise(reports)]
    if given.json:
        show(json_text(comparison_written(*steps[0]) if len(steps) == 1 else history(reports)))
    else:
        show("\n".join(comparison_as_text(*step) for step in steps))
    return ExitCode.ACCUSED if any(comparison.is_worse for comparison, *_ in steps) else ExitCode.ACCEPTED


def _is_tenant(side: str) -> bool:
    """A host's name alone is none: the key would be sent to whatever a mistyped file's name leads to."""
    return side in FAKES or "://" in side


def _judged(tenant: str, given: Namespace, say: Say) -> Written | ExitCode:
    """The report on a tenant, or the exit code where it could not be judged: then there is nothing to compare."""
    try:
        report = _report(tenant, given, say)
    except InterruptedRunError as interrupted:
        say("\n".join([str(interrupted), *left_behind(interrupted.report)]))
        return interrupted.report.exit_code
    for line in left_behind(report):
        say(line)
    if report.failure:
        say(f"tines_contract itself failed, with {report.failure}: please report this")
        return ExitCode.SUITE_FAILED
    if report.obstacle is not None:
        say(f"tines_contract: {report.target}: {report.obstacle.message}")
        return report.obstacle.code
    return written(report)


def _report(tenant: str, given: Namespace, say: Say) -> Report:
    """Judge a tenant as `run` does. The cases that are named are the origin's: a fake has its own."""
    cases = {"case": str(LARGE_CASE), "other_case": None} if tenant in FAKES else {}
    chosen = chosen_run(Namespace(**{**vars(given), "tenant": tenant, **cases}))
    with chosen.reached.target() as target, chosen.ready(target, say) as ready:
        say(f"judging {target.name}, case {chosen.plan.case_id}")
        return chosen.agreed(chosen.judged(ready, say))


COMPARE = Command(
    "compare",
    "say what moved between reports or tenants; exit code 1 where anything did for the worse",
    compare,
    (
        Option("sides", f"two or more, what was before first: {_SIDE}", "SIDE", nargs="+"),
        Option("--json", "write JSON: of two comparison.schema.json, of more history.schema.json", action="store_true"),
        *REACHING,
        *JUDGING,
    ),
)


def write_history(given: Namespace, say: Say) -> int:
    """Make a page of the reports in a folder, with its JSON and a badge. Raises UsageError, OutputError."""
    folder, read = Path(given.folder), list[tuple[Written, Path]]()
    for path in folder.glob("*.json"):
        if path.name not in (_JSON, _BADGE):
            try:
                read.append((read_report(str(path)), path))
            except UsageError as error:
                say(f"left out: {error}")
    if len(targets := sorted({report["target"] for report, _ in read})) != 1:
        held = printable(f"reports on {' and '.join(targets)}" if targets else "no report of `run --report NAME.json`")
        raise UsageError(f"{given.folder!r} holds {held}: a history is of one tenant")
    read.sort(key=lambda one: str(one[0]["time"]))
    found = history([report for report, _ in read])
    page = history_page(found, [page.name if (page := path.with_suffix(".html")).is_file() else "" for _, path in read])
    for name, text in {_PAGE: page, _JSON: json_text(found), _BADGE: badge(found["runs"][-1])}.items():
        with closing(ReportFile(str(folder / name))) as file:
            file.write(text)
    show(f"{folder / _PAGE}: {len(read)} runs; the last: {counted(found['runs'][-1])}\n")
    return ExitCode.ACCEPTED


HISTORY = Command(
    "history",
    f"make {_PAGE} of the JSON reports in a folder, there, with {_JSON} and {_BADGE}",
    write_history,
    (Option("folder", "the folder with the reports of a tenant, and with their pages, if there are any", "DIR"),),
)
