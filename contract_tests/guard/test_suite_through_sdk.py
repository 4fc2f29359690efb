"""The suite judges a list that nobody has, also through the SDK: not one line of either was written for that list."""

from collections.abc import Callable
from typing import Any

import pytest


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


def test_every_fault_of_a_thing_breaks_its_promise_and_no_other(run: Callable[[str], Any]) -> None:
    found = run("faults_of_things.py")
    assert len(found) > 80
    assert {fault: broken for fault, (promise, *broken) in found.items() if broken != [promise]} == {}
