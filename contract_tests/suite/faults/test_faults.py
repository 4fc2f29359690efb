"""Every check can accuse: a seeded fault is found, under the promise it breaks and under no other."""

from collections.abc import Callable

import pytest

from contract_tests.suite.faults.covering import rows_for_faults
from contract_tests.suite.faults.matrix import HIDDEN, Cell, Result, is_hidden, plain_cells, quirky_cells
from contract_tests.suite.tenants.altered_tenants import ALTERED, AlteredTenant, altered_target
from contract_tests.suite.tenants.tenants import ACTIONS, LONG, WRITING_TO_LONG, filled, judged_tenant, reading, tenant
from tines_contract import Verdict
from tines_contract.checks import CHECKS
from tines_contract.report.text_report import as_text
from tines_fake import FAULTS, FakeTenant, Fault, fault, faults_of
from tines_fake.faults.catalogue import shape_faults
from tines_spec import operations, promises

PROMISES = {fault.id: fault.promise for fault in FAULTS}
ACCUSING = {promise.id for promise in promises() if promise.accuses}
LISTING = [one for one in FAULTS if operations()[one.operation].paging is not None and one.promise in ACCUSING]
OF_LISTING = {one.promise.partition("-")[2]: one for one in LISTING}
MUCH_LARGER = [
    Cell(fault.id, items=1203, whole=False) for fault in {fault.promise: fault for fault in faults_of(ACTIONS)}.values()
]
PLAIN, QUIRKY = list(plain_cells()), list(quirky_cells())
SEEN = [cell for cell in QUIRKY if cell.row is not None and not is_hidden(cell.fault, rows_for_faults()[cell.row])]
UNSEEN = [cell for cell in QUIRKY if cell not in SEEN]
# What can be seen where the list cannot be read whole: not whether there is more than there was.
IN_A_LONG_CASE = (
    "CREATE-NOT-STORED UPDATE-TEXT-AS-NUMBER UPDATE-REPLACES UPDATE-CREATED-MOVES DELETE-ELSEWHERE-TOO DELETE-IGNORED"
)
Results = Callable[[Cell], Result]


@pytest.mark.parametrize("cell", PLAIN, ids=str)
def test_a_fault_breaks_its_promise_and_no_other(cell: Cell, results: Results) -> None:
    """Nor does it keep another from being judged, or from being skipped by name, once it is accepted."""
    found = results(cell)
    assert (found.broken, found.crashed, found.dragged) == ([PROMISES[cell.fault]], [], [])


@pytest.mark.parametrize("altered", ALTERED, ids=str)
def test_an_altered_tenant_is_accused_of_what_it_breaks_and_of_nothing_else(altered: AlteredTenant) -> None:
    report = altered_target(altered).judged(altered.plan)
    assert report.broken == list(altered.breaks), as_text(report)


@pytest.mark.parametrize("cell", MUCH_LARGER, ids=str)
def test_a_fault_of_reading_is_found_in_longer_lists_too(cell: Cell, results: Results) -> None:
    assert results(cell).broken == [PROMISES[cell.fault]]


@pytest.mark.parametrize("fault_id", IN_A_LONG_CASE.split())
def test_a_fault_of_writing_is_found_in_a_very_long_case(fault_id: str) -> None:
    assert PROMISES[fault_id] in judged_tenant(tenant(*LONG, [fault(fault_id)]), WRITING_TO_LONG).broken


@pytest.mark.parametrize("cell", SEEN, ids=str)
def test_a_fault_is_found_in_a_quirky_tenant_too(cell: Cell, results: Results) -> None:
    found = results(cell)
    assert (found.broken, found.crashed) == ([PROMISES[cell.fault]], [])


@pytest.mark.parametrize("cell", UNSEEN, ids=str)
def test_a_fault_that_a_quirk_hides_is_not_found(cell: Cell, results: Results) -> None:
    assert results(cell).broken == []


@pytest.mark.parametrize("hidden", HIDDEN, ids=lambda hidden: hidden.fault)
def test_a_quirk_that_hides_a_fault_is_in_some_rows_only(hidden: object) -> None:
    fault = hidden.fault
    assert {cell.fault for cell in UNSEEN} >= {fault}
    assert {cell.fault for cell in SEEN} >= {fault}


@pytest.mark.parametrize("fault", OF_LISTING.values(), ids=lambda fault: fault.id)
def test_a_faulty_list_of_few_items_is_accused_too(fault: Fault) -> None:
    fake = FakeTenant(state=filled(fault.operation, 13), faults=[fault])
    assert judged_tenant(fake, reading([fault.operation])).verdict is Verdict.ACCUSED


def test_each_promise_has_a_check_and_each_check_a_promise() -> None:
    assert set(CHECKS) == {promise.id for promise in promises()}


def test_each_promise_is_broken_in_some_plain_tenant() -> None:
    assert {PROMISES[cell.fault] for cell in PLAIN} == set(CHECKS)


def test_fault_ids_are_unique() -> None:
    ids = [fault.id for fault in (*FAULTS, *shape_faults())]
    assert len({*ids}) == len(ids)
