"""Each fault of the operations that write shows: a session with a tenant that has it is not that with a sound one."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest

import tines_spec
from contract_tests.fake.asking import NEW, Asking
from tines_fake import FAULTS, WRITE_FAULTS, Credentials, FakeTenant, Fault, Response

NOON = datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC)
PROMISES = {promise.id: promise.operation for promise in tines_spec.promises()}


def _session(asking: Asking) -> Iterator[Response]:
    """Each operation as it should be used, and as it should not."""
    full = {"query_params": {"a": "b"}, "action_text": "Go", "story_name": "Mine"}
    yield asking.create(**full)
    yield asking.create(label="Second")
    yield from (asking.get(action) for action in (51, 52, 50, 999, "abc"))
    yield asking.update(51, label="Changed", story_name="Mine")
    yield asking.update(50, label="Changed")
    yield from (asking.update(action, label="Changed") for action in (999, "abc"))
    for sent in (b"oops", b"{}", b'{"url": "", "label": "", "action_type": "form"}'):
        yield asking.send("POST", "1/actions", sent)
        yield asking.send("PUT", "1/actions/51", sent)
        yield asking.send("PUT", "1/actions/batch", b'{"actions": [' + sent + b"]}" if sent[:1] == b"{" else sent)
    for other in (Credentials.NONE, Credentials.WRONG):
        strange = Asking(asking.fake, other)
        yield from (strange.create(), strange.get(51), strange.update(51), strange.delete(51), strange.replace([]))
    yield from (asking.create(9), asking.get(51, 9), asking.update(51, 9), asking.delete(51, 9), asking.replace([], 9))
    yield from (asking.send("GET", f"{case}/actions") for case in (1, 2, 9))
    yield from (asking.delete(action) for action in (52, 50, 999, "abc"))
    yield from (asking.send("GET", f"{case}/actions") for case in (1, 2))
    yield asking.replace([NEW])
    yield from (asking.send("GET", f"{case}/actions") for case in (1, 2))


def _seen(*faults: Fault) -> list[tuple[int, Any, bytes]]:
    fake = FakeTenant(faults=faults, clock=lambda: NOON)
    fake.add_case(1)
    fake.add_action(2, id=50)
    return [(answer.status, answer.headers.get("content-type"), answer.body) for answer in _session(Asking(fake))]


def test_two_sessions_with_a_sound_tenant_are_alike() -> None:
    assert _seen() == _seen()
    assert all(status < 500 for status, _, _ in _seen())


@pytest.mark.parametrize("fault", WRITE_FAULTS, ids=lambda fault: fault.id)
def test_a_fault_shows(fault: Fault) -> None:
    assert _seen(fault) != _seen()


@pytest.mark.parametrize("fault", [*WRITE_FAULTS, *FAULTS], ids=lambda fault: fault.id)
def test_a_fault_breaks_a_promise_of_its_operation(fault: Fault) -> None:
    assert PROMISES[fault.promise] == fault.operation


def test_each_promise_is_broken_by_some_fault() -> None:
    assert {fault.promise for fault in (*WRITE_FAULTS, *FAULTS)} == PROMISES.keys()


def test_fault_ids_are_unique() -> None:
    ids = [fault.id for fault in FAULTS]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("fault", WRITE_FAULTS, ids=lambda fault: fault.id)
def test_a_fault_of_one_operation_leaves_the_others_alone(fault: Fault) -> None:
    asking = Asking(FakeTenant(faults=[fault]))
    asking.fake.add_action(1, id=5)
    assert asking.send("GET", "1/actions").status == 200
    if fault.operation != "getCaseAction":
        assert asking.get(5).status == 200
