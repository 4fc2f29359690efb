"""No sound tenant is accused, and none is accepted for what it was not asked."""

import typing
from collections.abc import Callable

import attrs
import hypothesis
import pytest
from hypothesis import strategies

from tines_contract import FakeTarget, Plan, Report, Status, Verdict, judge
from tines_fake import FakeTenant, Quirks, Request, Response


def _alternatives() -> dict[str, list[object]]:
    hints = typing.get_type_hints(Quirks)
    return {
        field.name: [False, True] if hints[field.name] is bool else list(typing.get_args(hints[field.name]))
        for field in attrs.fields(Quirks)
    }


ONE_BY_ONE = [(name, value) for name, values in _alternatives().items() for value in values]
ANY_QUIRKS = strategies.fixed_dictionaries({n: strategies.sampled_from(v) for n, v in _alternatives().items()})


@pytest.mark.parametrize(("name", "value"), ONE_BY_ONE, ids=str)
def test_a_sound_tenant_is_accepted_whatever_its_quirk(name: str, value: object, judged: Callable[..., Report]) -> None:
    report = judged(45, Quirks(**{name: value}))
    assert report.verdict is Verdict.ACCEPTED, report.outcomes


@hypothesis.given(quirks=ANY_QUIRKS, actions=strategies.integers(43, 160))
@hypothesis.settings(max_examples=60, derandomize=True, database=None, deadline=None)
def test_a_sound_tenant_is_accepted_whatever_its_quirks(
    quirks: dict[str, object], actions: int, judged: Callable[..., Report]
) -> None:
    report = judged(actions, Quirks(**quirks))
    assert report.verdict is Verdict.ACCEPTED, report.outcomes


@hypothesis.given(quirks=ANY_QUIRKS, actions=strategies.integers(1, 42))
@hypothesis.settings(max_examples=60, derandomize=True, database=None, deadline=None)
def test_a_sound_tenant_is_not_accused_in_a_small_case(
    quirks: dict[str, object], actions: int, judged: Callable[..., Report]
) -> None:
    report = judged(actions, Quirks(**quirks))
    assert not report.broken, report.outcomes


def test_a_case_without_actions_is_unjudged(judged: Callable[..., Report]) -> None:
    report = judged(0)
    assert report.exit_code == 7
    assert "LIST-PAGES-DISJOINT" in {outcome.promise.id for outcome in report.with_status(Status.NOT_EXERCISED)}


class Busy:
    """A tenant to which others write, before every request or once."""

    requests_a_minute = None
    name = "a busy tenant"

    def __init__(self, write: Callable[[FakeTenant, int], None], order: str) -> None:
        self._fake = FakeTenant(quirks=Quirks(order=order))
        self._write = write
        self._asked = 0
        self.origin = self._fake.origin
        for _ in range(60):
            self._fake.add_action(7)

    def send(self, request: Request) -> Response:
        self._asked += 1
        self._write(self._fake, self._asked)
        return self._fake.answer(request)


def _always(fake: FakeTenant, _: int) -> None:
    fake.add_action(7)


def _once(fake: FakeTenant, asked: int) -> None:
    if asked == 6:
        fake.add_action(7)


@pytest.mark.parametrize("write", [_always, _once])
@pytest.mark.parametrize("order", ["id", "id-down", "label", "updated"])
def test_a_tenant_to_which_others_write_is_not_accused(write: Callable[[FakeTenant, int], None], order: str) -> None:
    report = judge(Busy(write, order), Plan(7, generated=0))
    assert not report.broken, report.outcomes


def test_requests_that_schemathesis_makes_up_accuse_no_sound_tenant() -> None:
    report = judge(FakeTarget(FakeTenant.sample()), Plan(2, generated=40))
    assert report.verdict is Verdict.ACCEPTED, report.outcomes
