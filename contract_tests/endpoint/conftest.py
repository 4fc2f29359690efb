"""Judges the chosen tenant once, before any test runs; the tests then say promise by promise what came out.

A tenant that cannot be judged ends the run here, with the exit code of the command, and not as a failure of some test.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from attrs import evolve

from contract_tests.summaries import keep_verdict
from tines_contract import ExitCode, Report, Verdict
from tines_contract.command.chosen_run import chosen_run
from tines_contract.command.run_command import announcement
from tines_contract.engine.judging.forecast import forecast
from tines_contract.engine.judging.verdict import InterruptedRunError, crash
from tines_contract.engine.user_input import UsageError
from tines_contract.report.remains import left_behind
from tines_contract.report.text_report import as_text
from tines_contract.transport.interrupts import interruptible
from tines_contract.transport.targets import UnreachableError
from tines_spec import promises

_REPORT = pytest.StashKey[Report]()


def pytest_collection_finish(session: pytest.Session) -> None:
    if session.config.option.collectonly or _is_worker(session.config):
        return
    if not any(map(_is_ours, session.items)):
        return
    report = _judged(session.config, _left_out(session.items))
    if report.verdict is Verdict.UNJUDGED:
        pytest.exit(as_text(report), returncode=report.exit_code)
    _keep(session.config, report)


def _keep(config: pytest.Config, report: Report) -> None:
    config.stash[_REPORT] = report
    keep_verdict(config, as_text(report))


def _left_out(items: Collection[pytest.Item]) -> frozenset[str]:
    """The promises whose tests pytest has left out, as with -k: what only these need is not sent."""
    kept = {item.callspec.params["promise"].id for item in items if hasattr(item, "callspec") and _is_ours(item)}
    # Assumptions have no test.
    whole = not kept or kept.issuperset(promise.id for promise in promises() if promise.accuses)
    return frozenset() if whole else frozenset(promise.id for promise in promises()) - kept


def _is_ours(item: pytest.Item) -> bool:
    return item.path.is_relative_to(Path(__file__).parent)


def _judged(config: pytest.Config, left_out: Collection[str] = (), **made_up: int) -> Report:
    with _usage_ends_the_run():
        chosen = chosen_run(config.option)
        chosen = evolve(chosen, plan=evolve(chosen.plan, **made_up))
        if left_out:
            judged = chosen.plan.promises or {promise.id for promise in promises()}
            chosen = evolve(chosen, plan=evolve(chosen.plan, promises=frozenset(judged) - frozenset(left_out)))
        with chosen.reached.target() as target, interruptible(), chosen.ready(target, partial(_say, config)) as ready:
            _say(config, announcement(chosen, target, forecast(chosen.plan, target.requests_a_minute)))
            return chosen.shown(chosen.agreed(chosen.judged(ready, partial(_say, config))), target)


@contextmanager
def _usage_ends_the_run() -> Iterator[None]:
    try:
        yield
    except UsageError as error:
        pytest.exit(str(error), returncode=ExitCode.USAGE)
    except UnreachableError as error:
        pytest.exit(str(error), returncode=ExitCode.UNREACHABLE)
    except InterruptedRunError as error:
        pytest.exit("\n".join([str(error), *left_behind(error.report)]), returncode=error.report.exit_code)
    except Exception as error:
        message = f"tines_contract itself failed, with {crash(error)}: please report this"
        pytest.exit(message, returncode=ExitCode.SUITE_FAILED)


def _say(config: pytest.Config, text: str) -> None:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None:
        reporter.write_line(text)


@pytest.fixture(scope="session")
def report(request: pytest.FixtureRequest) -> Report:
    """What came out for the chosen tenant."""
    config = request.config
    if _is_worker(config) and _REPORT not in config.stash:
        if config.getoption("--tenant") != "fake":
            pytest.fail("a tenant is judged by one process: run this without -n", pytrace=False)
        # Each of them judges it. `nox -s contract` has as much made up as a run of the command.
        _keep(config, _judged(config, generated=1, scenarios=1))
    return config.stash[_REPORT]


def _is_worker(config: pytest.Config) -> bool:
    """Whether this is one of several processes that pytest-xdist started, which all collect."""
    return hasattr(config, "workerinput")
