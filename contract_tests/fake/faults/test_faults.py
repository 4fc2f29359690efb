"""Faults are found by id and operation, touch one operation, and meet the requests that they are to meet."""

from collections.abc import Callable

import pytest

from contract_tests.fake.served.sender import Sender
from tines_fake import FAULTS, FakeTenant, Request, failures, fault, faults_of
from tines_spec import operations


def test_faults_are_found_by_their_ids() -> None:
    fake = FakeTenant()
    assert [fault(one.id) for one in FAULTS] == [fake.faults(one.id).faults[0] for one in FAULTS] == list(FAULTS)
    assert fault("LIST-SHAPE-ACTIONS-ID-DROPPED").promise == "LIST-SHAPE"


def test_faults_are_found_by_their_operation() -> None:
    assert [one for name in operations() for one in faults_of(name)] == list(FAULTS)
    assert {one.id for one in faults_of("listCaseActions")} >= {"PAGE-OVERLAP", "CASE-LEAK"}
    with pytest.raises(ValueError, match="there are listCases"):
        faults_of("listNothing")


@pytest.fixture
def sender() -> Sender:
    fake = FakeTenant()
    fake.case(1).add_actions([{}] * 30)
    return Sender(fake)


def _statuses(sender: Sender, count: int) -> list[int]:
    return [sender.send("GET", "1/actions").status for _ in range(count)]


def test_a_fault_lasts_as_long_as_its_block(sender: Sender) -> None:
    sound = sender.listed()
    with sender.fake.faults("PAGE-DUPLICATE", "ID-TEXT") as active:
        assert repr(active) == "ActiveFaults(PAGE-DUPLICATE, ID-TEXT)"
        assert sender.listed() != sound
    assert sender.listed() == sound
    assert sender.fake.faults.active == ()


def test_a_fault_without_a_block_lasts_until_it_is_stopped(sender: Sender) -> None:
    active = sender.fake.faults(failures.status(503))
    assert _statuses(sender, 2) == [503, 503]
    active.stop()
    active.stop()
    assert _statuses(sender, 1) == [200]


def test_a_fault_meets_the_nth_requests(sender: Sender) -> None:
    with sender.fake.faults(failures.status(503), nth=2):
        assert _statuses(sender, 3) == [200, 503, 200]
    with sender.fake.faults(failures.status(503), nth=range(1, 3)):
        assert _statuses(sender, 3) == [503, 503, 200]
    with sender.fake.faults("ID-TEXT", nth=2):
        assert [type(sender.listed()[0]["id"]) for _ in range(3)] == [int, str, int]


def test_a_fault_meets_the_requests_of_an_operation(sender: Sender) -> None:
    with sender.fake.faults(failures.status(503), operation="createCaseAction", nth=1):
        assert _statuses(sender, 1) == [200]
        assert [sender.create().status, sender.create().status] == [503, 201]


def test_a_fault_with_a_probability_meets_the_same_requests_each_time(sender: Sender) -> None:
    runs = []
    for seed in (7, 7, 8):
        with sender.fake.faults(failures.status(503), probability=0.5, seed=seed):
            runs.append(_statuses(sender, 40))
    assert runs[0] == runs[1] != runs[2]
    assert 5 < runs[0].count(503) < 35


def test_faults_within_faults_add_up(sender: Sender) -> None:
    with sender.fake.faults("ID-TEXT"), sender.fake.faults("PAGE-DUPLICATE"):
        assert [one["id"] for one in sender.listed()[:3]] == ["1", "1", "3"]


@pytest.mark.parametrize(
    ("give", "kind", "message"),
    [
        (lambda fake: fake.faults("PAGE-OVERLAPS"), ValueError, "there is no fault 'PAGE-OVERLAPS'; do you mean PAGE-"),
        (lambda _: fault("page-overlap"), ValueError, "PAGE-OVERLAP"),
        (lambda _: fault("LIST-PAGES-DISJOINT"), ValueError, "is a promise; faults that break it are PAGE-OVERLAP, "),
        (lambda _: fault("???"), ValueError, "tines_fake.FAULTS"),
        (lambda fake: fake.faults(503), TypeError, "faults are ids"),
        (lambda fake: fake.faults("PAGE-OVERLAP", operation="listCases"), ValueError, "fault of listCaseActions, not"),
        (lambda fake: fake.faults("PAGE-OVERLAP", operation="listCaseAction"), ValueError, "do you mean listCaseAct"),
        (lambda fake: fake.faults("PAGE-OVERLAP", nth=0), ValueError, "nth"),
        (lambda fake: fake.faults("PAGE-OVERLAP", nth=()), ValueError, "nth"),
        (lambda fake: fake.faults("PAGE-OVERLAP", probability=2), ValueError, "probability"),
    ],
)
def test_a_fault_that_makes_no_sense_is_refused(
    give: Callable[[FakeTenant], object], kind: type[Exception], message: str
) -> None:
    fake = FakeTenant()
    with pytest.raises(kind, match=message):
        give(fake)
    assert fake.faults.active == ()


def test_what_no_operation_knows_meets_failures_too(sender: Sender) -> None:
    request = Request(origin=sender.fake.origin, path="/nowhere")
    with sender.fake.faults(failures.status(503)):
        assert sender.fake.respond(request).status == 503


def test_reset_lets_a_kept_fault_count_from_its_beginning(sender: Sender) -> None:
    sender.fake.faults(failures.status(503), nth=2)
    sender.fake.faults(failures.status(502), nth=(4, 5, 6), probability=0.5)
    sender.fake.keep()
    first = _statuses(sender, 6)
    sender.fake.reset()
    assert _statuses(sender, 6) == first
    assert first[1] == 503


def test_a_failure_that_counts_does_so_for_each_time_that_it_is_in_force(sender: Sender) -> None:
    limit = failures.rate_limit(1)
    for _ in range(2):
        with sender.fake.faults(limit):
            assert _statuses(sender, 2) == [200, 429]
