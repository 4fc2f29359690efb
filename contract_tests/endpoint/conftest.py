"""Judges the chosen tenant once, before any test runs; the tests then say promise by promise what came out.

A tenant that cannot be judged ends the run here, with the exit code of the command, and not as a failure of some test.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tines_contract import ExitCode, Report, Verdict, judge
from tines_contract.__main__ import announcement
from tines_contract.engine.choosing import UsageError, chosen_plan, chosen_target
from tines_contract.report.text_report import as_text
from tines_contract.transport.targets import UnreachableError

_REPORT = pytest.StashKey[Report]()


def pytest_collection_finish(session: pytest.Session) -> None:
    here = Path(__file__).parent
    if session.config.option.collectonly or not any(item.path.is_relative_to(here) for item in session.items):
        return
    report = _judged(session.config)
    if report.verdict is Verdict.UNJUDGED:
        pytest.exit(as_text(report), returncode=report.exit_code)
    session.config.stash[_REPORT] = report


def _judged(config: pytest.Config) -> Report:
    tenant = config.getoption("--tenant")
    with _usage_ends_the_run():
        plan = chosen_plan(tenant, config.getoption("--case"), config.getoption("--other-case"))
        with chosen_target(tenant) as target:
            _say(config, announcement(target, plan))
            return judge(target, plan, lambda text: _say(config, text))


@contextmanager
def _usage_ends_the_run() -> Iterator[None]:
    try:
        yield
    except UsageError as error:
        pytest.exit(str(error), returncode=ExitCode.USAGE)
    except UnreachableError as error:
        pytest.exit(str(error), returncode=ExitCode.UNREACHABLE)


def _say(config: pytest.Config, text: str) -> None:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None:
        reporter.write_line(text)


@pytest.fixture(scope="session")
def report(request: pytest.FixtureRequest) -> Report:
    """What came out for the chosen tenant."""
    return request.config.stash[_REPORT]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    report = terminalreporter.config.stash.get(_REPORT, None)
    if report is not None:
        terminalreporter.section("contract")
        terminalreporter.write(as_text(report))
