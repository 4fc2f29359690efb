"""The suite judges a list that nobody has, also through the SDK: not one line of either was written for that list."""

from collections.abc import Callable
from typing import Any

import pytest

from tines_contract import ExitCode


@pytest.fixture(scope="module")
def found(run: Callable[[str], Any]) -> Any:
    return run("suite_through_sdk.py")


def test_neither_the_tenant_nor_the_sdk_is_accused(found: Any) -> None:
    assert found["verdicts"] == ["accepted", "accepted"]
    assert found["wrong"] == []


def test_the_sdk_is_asked_for_one_page_and_for_all(found: Any) -> None:
    assert found["calls"] == ["listThings", "listThings*"]


def test_every_promise_of_the_list_is_held(found: Any) -> None:
    assert len(found["things"]) > 15
    assert set(found["things"].values()) == {"held"}


@pytest.fixture(scope="module")
def faults(run: Callable[[str], Any]) -> Any:
    return run("faults_of_things.py")


def test_every_fault_of_a_thing_breaks_its_promise_and_no_other(faults: Any) -> None:
    found = faults["faults"]
    assert len(found) > 80
    assert {fault: broken for fault, (promise, broken, *_) in found.items() if broken != [promise]} == {}


def test_what_a_run_has_made_of_things_is_removed_or_named(faults: Any) -> None:
    assert {fault: unnamed for fault, (*_, unnamed) in faults["faults"].items() if unnamed} == {}


def test_what_is_read_by_its_id_as_it_was_before_is_removed_all_the_same(faults: Any) -> None:
    """A thing has no second field that carries the mark."""
    assert faults["written"] == [["THING-AS-LISTED"], 0, 0]


def test_a_run_that_judges_one_list_needs_the_right_to_write_that_one_alone(faults: Any) -> None:
    assert faults["codes"] == {"createCaseAction": ExitCode.ACCEPTED, "createThing": ExitCode.NOT_AUTHORISED}
