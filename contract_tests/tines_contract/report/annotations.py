"""What is wrong, where developers look: annotations and the job summary of GitHub, and GitLab's code quality.

No text of a tenant is taken for a command, HTML or Markdown there: GitHub obeys lines of the output.
"""

import hashlib
import secrets
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from tines_contract.engine.judging.verdict import Report
from tines_contract.report.explaining import conclusion, results
from tines_contract.report.json_report import json_text, written
from tines_contract.report.page.elements import code, element
from tines_contract.report.readable import grouped, in_lines, printable, some_of

_LEVELS = {"failure": "error", "error": "warning", "skipped": "notice"}
_SEVERITIES = {"error": "critical", "warning": "major", "notice": "info"}
_PLACE = {"path": "tines-contract.toml", "lines": {"begin": 1}}
"""GitLab shows nothing that is in no file: this is the one that is about the tenant."""


def _rows(report: Report) -> Iterator[tuple[str, str, str]]:
    """Level, names and message of all but what was skipped, the worst first; the names of one message together."""
    found = results(written(report))
    for mark, level in _LEVELS.items():
        shown = (one for one in found if one.mark == mark and (one.details or mark != "skipped"))
        for message, names in grouped((printable(one.message), one.name) for one in shown).items():
            yield level, some_of(names, 3), message


def github_commands(report: Report, text: str) -> str:
    """A text of whose lines GitHub obeys none, and the commands that annotate a run."""
    token = secrets.token_hex(16)
    commands = (f"::{level} title={_escaped(names, ':,')}::{_escaped(what)}" for level, names, what in _rows(report))
    return in_lines((f"::stop-commands::{token}", text.rstrip("\n"), f"::{token}::", *commands))


def _escaped(text: str, also: str = "") -> str:
    """As GitHub's own toolkit escapes the data of a command, and more in its properties."""
    return "".join(f"%{ord(one):02X}" if one in f"%\r\n{also}" else one for one in text)


def github_summary(report: Report) -> str:
    """The summary of a job: HTML without an empty line, in which GitHub sees no Markdown."""
    title = printable(f"{report.verdict.value}: {report.target}, case {report.case_id}")
    rows = (element("li", f"{level}: ", code(names), f": {what}") for level, names, what in _rows(report))
    parts = (element("h3", title), element("p", printable(conclusion(written(report)))), element("ul", *rows))
    made: bytes = ET.tostring(element("div", *parts), encoding="us-ascii", method="html")
    return f"{made.decode()}\n\n"


def as_gitlab(report: Report) -> str:
    """The report for GitLab, which compares it with that of the target branch by fingerprints."""
    return json_text(
        [
            {
                "description": f"{names}: {what}",
                "check_name": names,
                "fingerprint": hashlib.sha256(f"{report.target} {names}".encode("utf-8", "replace")).hexdigest(),
                "severity": _SEVERITIES[level],
                "location": _PLACE,
            }
            for level, names, what in _rows(report)
        ]
    )
