"""Every check can accuse: each seeded fault is found, under the promise it breaks and under no other."""

from collections.abc import Callable

import pytest

from tines_contract import Report, Verdict
from tines_contract.checks import CHECKS
from tines_contract.operations import promises
from tines_fake import FAULTS, WRITE_FAULTS, Fault, Quirks

QUIRKY = (
    Quirks(item="oldest", order="id-down", timestamps="offset", past_the_end=404, next_page_number=False),
    Quirks(largest_page=50, over_largest=422, error_body="html", odd_values=422, wrong_key=404, link_order="page"),
    Quirks(smallest_page=20, action_text="null", unknown_fields=True, unknown_types=True, order="updated"),
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
@pytest.mark.parametrize("actions", [45, 64, 1203])
def test_a_fault_is_told_under_its_promise_and_no_other(
    fault: Fault, actions: int, judged: Callable[..., Report]
) -> None:
    assert judged(actions, faults=[fault]).broken == [fault.promise]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
@pytest.mark.parametrize("quirks", QUIRKY, ids=["oldest", "strict", "lenient"])
def test_a_fault_in_a_quirky_tenant_is_told_too(fault: Fault, quirks: Quirks, judged: Callable[..., Report]) -> None:
    assert judged(70, quirks, [fault]).broken == [fault.promise]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_a_faulty_tenant_is_accused_also_in_a_small_case(fault: Fault, judged: Callable[..., Report]) -> None:
    assert judged(12, faults=[fault]).verdict is Verdict.ACCUSED


def test_each_promise_has_a_check_and_each_check_a_promise() -> None:
    assert set(CHECKS) == {promise.id for promise in promises()}


def test_each_promise_is_broken_by_some_fault() -> None:
    assert {fault.promise for fault in (*FAULTS, *WRITE_FAULTS)} == set(CHECKS)


def test_fault_ids_are_unique() -> None:
    assert len({fault.id for fault in FAULTS}) == len(FAULTS)
