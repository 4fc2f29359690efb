"""What is wrong, where developers look: annotations and the job summary of GitHub, and GitLab's code quality.

No text of a tenant is taken for a command, HTML or Markdown there: GitHub obeys lines of the output.
"""

import hashlib
import itertools
import secrets
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from tines_contract.engine.judging.verdict import Report
from tines_contract.report.explaining import conclusion
from tines_contract.report.json_report import Written, json_text, written
from tines_contract.report.page.elements import Child, code, element
from tines_contract.report.problems import Problem, problems
from tines_contract.report.readable import grouped, in_lines, printable, some_of

_LEVELS = {"failure": "error", "error": "warning", "skipped": "notice"}
_SEVERITIES = {"failure": "critical", "error": "major", "skipped": "info"}
_MOST_NAMED = 3
_AGREED = "tines-contract.toml"
"""The file of a repository that is about the tenant: GitLab shows nothing that is in no file."""


def _shown(report: Written) -> list[Problem]:
    """The problems without what was skipped, the worst first."""
    shown = [one for one in problems(report) if one.mark != "skipped" or one.details]
    return sorted(shown, key=lambda one: list(_LEVELS).index(one.mark))


def _grouped(report: Written) -> Iterator[tuple[str, str, str]]:
    """Levels, names and messages; the names of one message together."""
    for mark, some in itertools.groupby(_shown(report), key=lambda one: one.mark):
        for message, names in grouped((printable(one.message), one.name) for one in some).items():
            yield _LEVELS[mark], some_of(names, _MOST_NAMED), message


def github_commands(report: Written, text: str) -> str:
    """A text whose lines GitHub obeys none of, and the commands that annotate a run."""
    token = secrets.token_hex(16)
    commands = (f"::{level} title={_escaped(names, ':,')}::{_escaped(what)}" for level, names, what in _grouped(report))
    return in_lines((f"::stop-commands::{token}", text.rstrip("\n"), f"::{token}::", *commands))


def _escaped(text: str, also: str = "") -> str:
    """As GitHub's own toolkit escapes the data of a command, and more in its properties."""
    return "".join(f"%{ord(one):02X}" if one in f"%\r\n{also}" else one for one in text)


def github_summary(report: Written) -> str:
    """The summary of a job: HTML without an empty line, in which GitHub sees no Markdown."""
    rows = (element("li", f"{level}: ", code(names), f": {what}") for level, names, what in _grouped(report))
    title = printable(f"{report['verdict']}: {report['target']}, case {report['case']}")
    parts: list[Child] = [element("h3", title), element("p", printable(conclusion(report))), element("ul", *rows)]
    made: bytes = ET.tostring(element("div", *parts), encoding="us-ascii", method="html")
    return f"{made.decode()}\n\n"


def as_code_quality(report: Report) -> str:
    """The report for GitLab, which compares it with that of the target branch by fingerprints."""
    return json_text([_issue(one, report.target) for one in _shown(written(report))])


def _issue(problem: Problem, target: str) -> Written:
    known = f"{target} {problem.name} {'' if problem.operation else problem.message}"
    return {
        "description": printable(f"{problem.name}: {problem.message}"),
        "check_name": problem.name,
        "fingerprint": hashlib.sha256(known.encode("utf-8", "replace")).hexdigest(),
        "severity": _SEVERITIES[problem.mark],
        "location": {"path": _AGREED, "lines": {"begin": 1}},
    }
