"""What a run ends with: the verdict on the chosen tenant, and how many faults and quirks were tried.

Whatever process of pytest-xdist ran the tests, pytest's own process writes it.
"""

import itertools
import statistics
from collections.abc import Mapping
from typing import Any

import pytest

_VERDICT = pytest.StashKey[str]()
_OF_WORKER = "verdict"
CELL_SECONDS = "cell_seconds"
"""The property of a report that holds how long a cell of a matrix took."""

_COUNTED = {
    "test_a_fault_breaks_its_promise_and_no_other": "faults found, each by its one check",
    "test_a_fault_is_found_in_a_quirky_tenant_too": "faults found in quirky tenants",
    "test_a_fault_that_a_quirk_hides_is_not_found": "hidden by a quirk",
    "test_a_changed_property_is_accused_just_where_it_is_forbidden": "changed properties judged",
    "test_a_conforming_tenant_is_accepted_whatever_two_quirks_meet": "of all pairs of quirks",
}


def keep_verdict(config: pytest.Config, verdict: str) -> None:
    config.stash[_VERDICT] = verdict
    if hasattr(config, "workeroutput"):
        config.workeroutput[_OF_WORKER] = verdict


def keep_output_of_worker(config: pytest.Config, output: Mapping[str, Any]) -> None:
    if _OF_WORKER in output:
        config.stash[_VERDICT] = output[_OF_WORKER]


def write_summaries(terminal: pytest.TerminalReporter) -> None:
    verdict = terminal.config.stash.get(_VERDICT, None)
    if verdict is not None:
        terminal.section("contract")
        terminal.write(verdict)
    _write_cells(terminal)


def _write_cells(terminal: pytest.TerminalReporter) -> None:
    passed = terminal.stats.get("passed", [])
    properties = itertools.chain.from_iterable(report.user_properties for report in passed)
    seconds = [value for name, value in properties if name == CELL_SECONDS]
    if not seconds:
        return
    terminal.section("faults and quirks")
    for name, told in _COUNTED.items():
        count = sum(f"::{name}[" in report.nodeid for report in passed)
        terminal.write_line(f"{count:>6,} {told}")
    median = 1000 * statistics.median(seconds)
    terminal.write_line(f"{len(seconds):>6,} cells, {median:.0f} ms each (median), {sum(seconds):.0f} s in all")
