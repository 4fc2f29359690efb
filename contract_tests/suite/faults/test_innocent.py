"""No conforming tenant is accused, and none is accepted without evidence."""

import itertools
from collections.abc import Callable, Sequence

import attrs
import hypothesis
import pytest
from hypothesis import strategies

from contract_tests.suite.faults.covering import (
    HALF,
    alternatives,
    any_quirks,
    covering_rows,
    rows_for_faults,
)
from contract_tests.suite.tenants.busy_tenants import (
    Busy,
    Limited,
    LimitedWithoutAWord,
    Slow,
    Wrapped,
)
from contract_tests.suite.tenants.tenants import CASE, EMPTY, READING, WRITING, full_tenant, judged, tenant
from tines_contract import FakeTarget, Plan, Status, Verdict, judge
from tines_contract.report.text_report import as_text
from tines_fake import Quirks

ALTERNATIVES = alternatives()
ENOUGH = 43
ROWS = covering_rows()
FEW = rows_for_faults()


@pytest.mark.parametrize("row", range(len(ROWS)))
def test_a_conforming_tenant_is_accepted_whatever_two_quirks_meet(row: int) -> None:
    report = judged(quirks=ROWS[row])
    assert report.verdict is Verdict.ACCEPTED, as_text(report)


def test_every_two_alternatives_come_together_in_some_row() -> None:
    rows = [attrs.asdict(row) for row in ROWS]
    for one, other in itertools.combinations(ALTERNATIVES, 2):
        together = {(row[one], row[other]) for row in rows}
        assert together == set(itertools.product(ALTERNATIVES[one], ALTERNATIVES[other])), (one, other)


@pytest.mark.parametrize("rows", [FEW[:HALF], FEW[HALF:]], ids=["first half", "second half"])
def test_each_half_of_the_rows_for_faults_has_every_alternative(rows: Sequence[Quirks]) -> None:
    met = {(name, getattr(row, name)) for row in rows for name in ALTERNATIVES}
    missing = {name for name, values in ALTERNATIVES.items() for value in values if (name, value) not in met}
    assert missing == {"error_body"}
    assert {row.error_body for row in FEW} == {*ALTERNATIVES["error_body"]}


@hypothesis.given(quirks=any_quirks(), actions=strategies.integers(1, 160))
@hypothesis.settings(max_examples=50, derandomize=True, database=None, deadline=None)
def test_a_conforming_tenant_is_accepted_whatever_its_quirks(quirks: Quirks, actions: int) -> None:
    """One with a small case is not accused."""
    report = judged(actions, quirks, plan=READING)
    assert not report.broken if actions < ENOUGH else report.verdict is Verdict.ACCEPTED, as_text(report)


def test_a_case_without_actions_is_unjudged() -> None:
    report = judged(0)
    assert report.exit_code == 7
    assert "LIST-PAGES-DISJOINT" in {outcome.promise.id for outcome in report.with_status(Status.NOT_EXERCISED)}


@pytest.mark.parametrize(
    ("case", "is_due", "order"),
    [
        (CASE, lambda _: True, "id"),
        (CASE, lambda sent: sent == 6, "id"),
        (CASE, lambda sent: sent == 6, "updated"),
        (EMPTY + 1, lambda _: True, "updated"),
        (EMPTY, lambda sent: sent % 29 == 0, "updated"),
    ],
    ids=["always", "once", "once, to the front", "next door", "into the case that is written to"],
)
def test_a_tenant_to_which_others_write_is_not_accused(case: int, is_due: Callable[[int], bool], order: str) -> None:
    busy = Busy(tenant(60, Quirks(order=order)), lambda fake, sent: is_due(sent) and fake.add_action(case))
    report = busy.judged(WRITING)
    assert not report.broken, as_text(report)


@pytest.mark.parametrize(("row", "kind"), list(enumerate([Slow, Limited, LimitedWithoutAWord, Slow])))
def test_a_tenant_that_is_slow_or_limited_is_accepted(kind: type[Wrapped], row: int) -> None:
    wrapped = kind(tenant(45, FEW[row]))
    report = wrapped.judged(WRITING, max_time=3 * 3600)
    assert report.verdict is Verdict.ACCEPTED, as_text(report)


def test_a_limited_tenant_does_refuse_what_comes_too_soon() -> None:
    limited = Limited(tenant())
    limited.judged(WRITING)
    assert limited.refused > 1


@pytest.mark.parametrize("row", range(HALF))
def test_requests_of_schemathesis_accuse_no_conforming_tenant(row: int) -> None:
    report = judge(FakeTarget(full_tenant(FEW[row])), Plan(CASE, generated=4))
    assert report.verdict is Verdict.ACCEPTED, as_text(report)
