"""The fake of a document with a list that nobody has: not one line of it was written for that list."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture(scope="module")
def found(run: Callable[[str], Any]) -> Any:
    return run("fake_on_things.py")


def test_every_thing_is_listed_once(found: Any) -> None:
    assert found["numbers"] == list(range(1, 121))


def test_a_filter_that_a_thing_has_as_a_property_filters(found: Any) -> None:
    assert found["lost"] == list(range(1, 121, 2))


def test_a_required_filter_is_required(found: Any) -> None:
    assert found["without_kind"] == [422, {"errors": [{"message": "kind is missing", "details": ""}]}]


def test_things_are_made_of_their_schema(found: Any) -> None:
    assert found["first"].startswith("Thing(number=1, name='Hat', lost=True, ")
    assert "owner=ThingOwner(name='Ada'), marks=['old']" in found["first"]


def test_the_sample_has_enough_things_for_pages(found: Any) -> None:
    assert found["sample"] == [2, 60, 0]


def test_every_promise_of_the_list_is_broken_by_a_fault(found: Any) -> None:
    assert found["broken"] == found["promises"]


def test_every_fault_of_the_list_shows(found: Any) -> None:
    assert found["hidden"] == []


def test_every_property_has_its_faults_of_shape(found: Any) -> None:
    assert {"THINGS-SHAPE-THINGS-NUMBER-TOO-SMALL", "THINGS-SHAPE-THINGS-OWNER-RETYPED"} <= set(found["shape"])
