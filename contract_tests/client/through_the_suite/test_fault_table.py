"""What the SDK does with each fault is what the page says, and nothing of it accuses the SDK."""

import pytest
from faults_seen import DOCUMENT, calls_of, document
from judge_the_sdk import TAKES, awaited, blocking

from tines_contract.client_side import ALL_PAGES, Client, Odd
from tines_contract.contract.case_actions import LIST
from tines_fake import FAULTS, Fault

TAKEN = {
    Odd.BODY: "DELETE-BODY",
    Odd.CONTENT_TYPE: "GET-HTML",
    Odd.PATTERN: "TYPE-UPPER",
    Odd.BLANK_TIMESTAMP: "TIME-WITH-BLANK",
    Odd.OUT_OF_BOUNDS: "LIST-SHAPE-CASE-ID-TOO-SMALL",
}

# A set of names has another order in each process.
IN_ORDER = sorted(TAKES, key=lambda odd: odd.name)


def _fault(fault_id: str) -> Fault:
    from tines_fake.shape_faults import shape_faults

    return next(fault for fault in (*FAULTS, *shape_faults()) if fault.id == fault_id)


def test_the_page_says_what_the_sdk_does_with_each_fault() -> None:
    # Making it raises where the SDK would be accused.
    assert DOCUMENT.read_text("utf-8") == document(), "run: PYTHONPATH=examples python scripts/faults_seen.py"


def test_each_fault_is_on_the_page() -> None:
    cells = {
        fault_id
        for line in DOCUMENT.read_text("utf-8").splitlines()
        for fault_id in line[2:].split(" |")[0].split(", ")
    }
    assert {fault.id for fault in FAULTS} <= cells


@pytest.mark.parametrize("odd", IN_ORDER, ids=lambda odd: odd.name)
@pytest.mark.parametrize("client", [blocking, awaited])
def test_what_a_client_takes_without_saying_so_is_told(client: Client, odd: Odd) -> None:
    calls = calls_of(client, [_fault(TAKEN[odd])], takes=TAKES - {odd})
    told = {one for called in calls for one in called.told}
    assert told == {f"it gave a value for an answer that the document forbids: {odd.value}"}


def test_what_a_client_takes_on_one_of_all_pages_is_told_too() -> None:
    calls = calls_of(blocking, [_fault("TYPE-UPPER")], takes=TAKES - {Odd.PATTERN})
    assert {called.operation for called in calls if called.client_wrong} == {LIST, ALL_PAGES}


@pytest.mark.parametrize("odd", IN_ORDER, ids=lambda odd: odd.name)
def test_a_tenant_that_forbids_itself_an_answer_is_told_apart_from_the_client(odd: Odd) -> None:
    calls = calls_of(blocking, [_fault(TAKEN[odd])])
    assert any(called.tenant_wrong for called in calls)
    assert not any(called.client_wrong for called in calls)


def test_an_answer_that_is_taken_otherwise_than_it_came_is_told() -> None:
    from contract_tests.client.through_the_suite.spoiled_clients import SPOILED

    shifting = next(one for one in SPOILED if one.id == "shifts a timestamp")
    calls = calls_of(shifting.client, [_fault("TYPE-HTML")])
    assert {one for called in calls for one in called.told} == {shifting.told}
    assert any(called.client_wrong and called.tenant_wrong for called in calls)
