"""Each fault shows: a session with a tenant that has it is not that with one that has none."""

import datetime
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

from contract_tests.fake.sender import NEW, Sender
from tines_fake import FAULTS, WRITE_FAULTS, Credentials, FakeTenant, Fault, Request, Response, fault, faults_of
from tines_fake.shape_faults import shape_faults
from tines_spec import Operation, lists, operations, promises

NOON = datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC)
PROMISES = {promise.id: promise.operation for promise in promises()}
OF_ACTIONS = {one.name for one in operations().values() if one.paging is None and one.tag == "case_actions"}
HUGE = "9" * 30
ODD_TEXTS: tuple[dict[str, Any], ...] = (
    {"label": "e\u0301\0", "action_text": "\U0001f525\0", "url": "https://example.com/\U0001f525"},
    {"label": "007", "action_text": "007", "query_params": {"number": "007", "text": "\U0001f525\0"}},
)


def _reading(fake: FakeTenant, operation: Operation) -> Iterator[Response]:
    """A list or a single read as it should be used, and as it should not."""
    paging = operation.paging
    names = () if paging is None else (paging.size, paging.number)
    queries = [{}, *({name: text} for name in names for text in ("2", "20", "abc", HUGE))]
    queries += [{paging.size: "20", paging.number: "3"}] if paging is not None else []
    for parent in ("2", "1", "99", HUGE, "abc"):
        path = operation.path_for(**dict.fromkeys(operation.path_parameters, parent))
        for shown in Credentials:
            yield fake.respond(Request(origin=fake.origin, path=path, credentials=shown))
        for query in queries:
            yield fake.respond(Request(origin=fake.origin, path=path, query=urlencode(query)))


def _writing(sender: Sender) -> Iterator[Response]:
    """Each operation that writes as it should be used, and as it should not."""
    full = {"query_params": {"a": "b"}, "action_text": "Go", "story_name": "Mine"}
    yield sender.create(**full)
    yield sender.create(label="Second")
    yield from (sender.get(action) for action in (51, 52, 50, 999, "abc"))
    yield sender.update(51, label="Changed", story_name="Mine")
    yield sender.update(50, label="Changed")
    for texts in ODD_TEXTS:
        yield from (sender.create(**texts), sender.update(51, **texts))
    yield from (sender.update(action, label="Changed") for action in (999, "abc"))
    for sent in (b"oops", b"{}", b'{"url": "", "label": "", "action_type": "form"}'):
        yield sender.send("POST", "1/actions", sent)
        yield sender.send("PUT", "1/actions/51", sent)
        yield sender.send("PUT", "1/actions/batch", b'{"actions": [' + sent + b"]}" if sent[:1] == b"{" else sent)
    for other in (Credentials.NONE, Credentials.WRONG):
        strange = Sender(sender.fake, other)
        yield from (strange.create(), strange.get(51), strange.update(51), strange.delete(51), strange.replace([]))
    yield from (sender.create(9), sender.get(51, 9), sender.update(51, 9), sender.delete(51, 9), sender.replace([], 9))
    yield from (sender.send("GET", f"{case}/actions") for case in (1, 2, 9))
    yield from (sender.delete(action) for action in (52, 50, 999, "abc"))
    yield from (sender.send("GET", f"{case}/actions") for case in (1, 2))
    yield sender.replace([NEW])
    yield sender.replace([{**NEW, **texts} for texts in (*ODD_TEXTS, *ODD_TEXTS)])
    yield from (sender.send("GET", f"{case}/actions") for case in (1, 2))


def _seen(operation: str, *faults: Fault) -> list[tuple[int, Any, bytes]]:
    """The responses to requests for an operation."""
    fake = FakeTenant(faults=faults, clock=lambda: NOON)
    fake.add_case(1)
    fake.add_action(2, id=50)
    if operation in OF_ACTIONS:
        responses = list(_writing(Sender(fake)))
    else:
        for one in lists():
            fake.add_many(one.path_for(**dict.fromkeys(one.path_parameters, 2)), [{}] * 50)
        responses = list(_reading(fake, operations()[operation]))
    return [(one.status, one.headers.get("content-type"), one.body) for one in responses]


CONFORMING = {name: _seen(name) for name in operations()}


def test_two_sessions_with_a_conforming_tenant_are_alike() -> None:
    assert {name: _seen(name) for name in operations()} == CONFORMING
    assert all(status < 500 for responses in CONFORMING.values() for status, _, _ in responses)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_a_fault_shows(fault: Fault) -> None:
    assert _seen(fault.operation, fault) != CONFORMING[fault.operation]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_a_fault_breaks_a_promise_of_its_operation(fault: Fault) -> None:
    assert PROMISES[fault.promise] == fault.operation


def test_each_promise_is_broken_by_some_fault() -> None:
    assert {fault.promise for fault in FAULTS} == PROMISES.keys()


def test_fault_ids_are_unique() -> None:
    ids = [fault.id for fault in (*FAULTS, *shape_faults())]
    assert len(set(ids)) == len(ids)


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
