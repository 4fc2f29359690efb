"""The results of all cells that the chosen tests ask for, and what they come to."""

import statistics
from collections.abc import Callable, Iterator

import pytest

from contract_tests.suite.matrix import Cell, Matrix, Result
from contract_tests.suite.tenants import judged as judged_tenant
from tines_contract import Report
from tines_contract.checks import CHECKS

_SECONDS = pytest.StashKey[list[float]]()
_COUNTED = {
    "test_a_fault_is_told_under_its_promise_and_no_other": f"faults told, each by one of {len(CHECKS)} checks",
    "test_a_fault_in_a_quirky_tenant_is_told_too": "faults told in quirky tenants",
    "test_a_fault_that_a_quirk_hides_is_not_told": "hidden by a quirk",
    "test_a_changed_property_is_accused_just_where_the_document_forbids_it": "changed properties judged",
    "test_a_sound_tenant_is_accepted_whatever_its_quirk": "tenants of one quirk accepted",
    "test_a_sound_tenant_is_accepted_whatever_two_quirks_come_together": "of all pairs of quirks",
}


@pytest.fixture(scope="session")
def judged() -> Callable[..., Report]:
    """Judges a fake tenant by the laws alone, in milliseconds."""
    return judged_tenant


@pytest.fixture(scope="session")
def results(request: pytest.FixtureRequest) -> Iterator[Callable[[Cell], Result]]:
    """The results of the cells that the tests of this run ask for."""
    callspecs = [item.callspec for item in request.session.items if hasattr(item, "callspec")]
    cells = [value for spec in callspecs for value in spec.params.values() if isinstance(value, Cell)]
    matrix = Matrix(dict.fromkeys(cells))
    seconds = request.config.stash.setdefault(_SECONDS, [])

    def of(cell: Cell) -> Result:
        seconds.append((found := matrix[cell]).seconds)
        return found

    yield of
    matrix.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    passed = [report.nodeid for report in terminalreporter.stats.get("passed", [])]
    counts = {told: sum(f"::{name}[" in node for node in passed) for name, told in _COUNTED.items()}
    seconds = terminalreporter.config.stash.get(_SECONDS, [])
    if not seconds:
        return
    terminalreporter.section("faults and quirks")
    for told, count in counts.items():
        terminalreporter.write_line(f"{count:>6,} {told}")
    median = 1000 * statistics.median(seconds)
    terminalreporter.write_line(f"{len(seconds):>6,} cells, {median:.0f} ms each (median), {sum(seconds):.0f} s in all")
