"""Faults are found by id and operation, and touch one operation. That each shows is in suite/test_faults.py."""

import pytest

from contract_tests.fake.served.sender import Sender
from tines_fake import FAULTS, WRITE_FAULTS, FakeTenant, Fault, fault, faults_of
from tines_spec import lists, operations


@pytest.mark.parametrize("fault", WRITE_FAULTS, ids=lambda fault: fault.id)
def test_a_fault_of_one_operation_leaves_the_others_alone(fault: Fault) -> None:
    sender = Sender(FakeTenant(faults=[fault]))
    sender.fake.add_action(1, id=5)
    assert sender.send("GET", "1/actions").status == 200
    if fault.operation != "getCaseAction":
        assert sender.get(5).status == 200


def test_faults_are_found_by_their_ids() -> None:
    assert [fault(one.id) for one in FAULTS] == list(FAULTS)
    assert fault("LIST-SHAPE-ACTIONS-ID-DROPPED").promise == "LIST-SHAPE"


@pytest.mark.parametrize(
    ("fault_id", "message"),
    [("PAGE-OVERLAPS", "do you mean .*PAGE-OVERLAP"), ("page-overlap", "PAGE-OVERLAP"), ("???", "tines_fake.FAULTS")],
)
def test_an_unknown_fault_raises_and_names_what_is_alike(fault_id: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        fault(fault_id)


def test_faults_are_found_by_their_operation() -> None:
    assert [one for name in operations() for one in faults_of(name)] == list(FAULTS)
    assert {one.id for one in faults_of("listCaseActions")} >= {"PAGE-OVERLAP", "CASE-LEAK"}
    with pytest.raises(ValueError, match="there are listCases"):
        faults_of("listNothing")


def test_every_list_has_the_faults_of_the_promises_that_it_makes() -> None:
    """Under the ids of case actions, with the prefix of the other list."""
    actions = {one.id for one in faults_of("listCaseActions")}
    tasks = {one.id.removeprefix("TASKS-") for one in faults_of("listCaseTasks")}
    of_one_shape = {"URL-MISSING", "LABEL-NULL", "TYPE-UPPER", "CASE-OTHER"}
    assert actions - tasks == of_one_shape
    assert tasks - actions == {"DESCRIPTION-MISSING", "DESCRIPTION-NULL"}


def test_write_faults_are_all_but_those_of_lists() -> None:
    listed = {operation.name for operation in lists()}
    assert set(WRITE_FAULTS) == {one for one in FAULTS if one.operation not in listed}
