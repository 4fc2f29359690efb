"""`python -m tines_contract history DIR`: a page of the reports in a folder, with its JSON and a badge."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tines_contract.command.chosen_run import Say
from tines_contract.command.options import Command, Option
from tines_contract.engine.user_input import UsageError
from tines_contract.report.history import badge, counted, history
from tines_contract.report.json_report import Written, json_text, read_report
from tines_contract.report.output import ReportFile, show
from tines_contract.report.page.history_page import history_page
from tines_contract.report.readable import printable
from tines_contract.transport.obstacles import ExitCode

_PAGE, _JSON, _BADGE = "history.html", "history.json", "badge.json"


def write_history(given: Namespace, say: Say) -> int:
    """Write what became of a tenant's promises from run to run. Raises UsageError, OutputError."""
    folder = Path(given.folder)
    reports = sorted(_reports(folder, say), key=lambda one: str(one[1]["time"]))
    if not reports:
        raise UsageError(f"{given.folder!r} holds no report: write some there with `run --report NAME.json`")
    targets = sorted({report["target"] for _, report in reports})
    if len(targets) > 1:
        raise UsageError(printable(f"{given.folder!r} has reports on {' and '.join(targets)}: one folder a tenant"))
    found = history([report for _, report in reports])
    pages = [path.with_suffix(".html") for path, _ in reports]
    page = history_page(found, [one.name if one.is_file() else "" for one in pages])
    last = found["runs"][-1]
    for name, text in {_PAGE: page, _JSON: json_text(found), _BADGE: badge(last)}.items():
        with closing(ReportFile(str(folder / name))) as file:
            file.write(text)
    show(f"{folder / _PAGE}: {len(reports)} runs; the last: {last['verdict']}, {counted(last)}\n")
    return ExitCode.ACCEPTED


def _reports(folder: Path, say: Say) -> Iterator[tuple[Path, Written]]:
    for path in sorted(folder.glob("*.json")):
        if path.name not in (_JSON, _BADGE):
            try:
                yield path, read_report(str(path))
            except UsageError as error:
                say(f"left out: {error}")


HISTORY = Command(
    "history",
    f"make {_PAGE} of the JSON reports in a folder, there, with {_JSON} and {_BADGE}",
    write_history,
    (Option("folder", "the folder with the reports of a tenant, of which there may be pages, too", "DIR"),),
)
