"""The SDK of a document with a list that nobody has: not one line of it was written for that list."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture(scope="module")
def found(run: Callable[[str], Any]) -> Any:
    return run("sdk_on_things.py")


def test_every_thing_comes_once(found: Any) -> None:
    assert found["numbers"] == list(range(1, 121))


def test_the_largest_page_is_asked_for_by_the_names_of_the_document(found: Any) -> None:
    path, filters = "/api/v2/cases/1/things", "kind=SMALL&named=a+b&lost=false&since=-1"
    expected = [
        f"{path}?kind=LARGE&lost=true&size=1&leaf=2",
        f"{path}?kind=SMALL&size=7&leaf=1",
        *(f"{path}?{filters}&size=50&leaf={leaf}" for leaf in (1, 2, 3)),
    ]

    assert [sorted(sent) for sent in found["sent"]] == [sorted(expected)] * 2


def test_a_thing_is_read_as_its_schema_says(found: Any) -> None:
    assert found["first"][0].startswith("Thing(number=1, name='Hat', lost=False, ")
    assert (
        "weight=1.0, remark=None, key=1, owner=ThingOwner(name='Ada'), marks=['old'], notes=None)" in found["first"][0]
    )
    assert "key='2'" in found["first"][1]
    assert "weight=None, remark=None, key=None, owner=None, marks=None, notes={'a': [1]})" in found["first"][2]


@pytest.fixture(scope="module")
def on_the_fake(run: Callable[[str], Any]) -> Any:
    return run("sdk_on_the_fake.py")


def test_things_are_written_to_the_fake(on_the_fake: Any) -> None:
    made, after, remark, copy, read, names, deleted, missing, rejected, left = on_the_fake["written"]
    assert {name: made[name] for name in ("number", "name", "lost", "weight")} == {
        "number": 1,
        "name": "Hat",
        "lost": False,
        "weight": 0.5,
    }
    assert after == [{"number": 1, "name": "Hat", "lost": False, "weight": 0.5, "remark": None}]
    assert (remark, copy, read, names, deleted) == ("Old.", "Cap", "Hat", ["Hat", "Cap"], None)
    assert "404" in missing
    assert "name is missing" in rejected
    assert left == [{"number": 2, "name": "Cap", "lost": True, "weight": None, "remark": None}]


def test_a_plan_writes_things_and_the_next_one_is_empty(on_the_fake: Any) -> None:
    writes, again, left = on_the_fake["planned"]
    assert [line.split()[0] for line in writes] == ["update", "create", "delete", "0"]
    assert again == "2 stay as they are"
    assert [(one["number"], one["name"], one["weight"]) for one in left] == [(1, "Top hat", 0.5), (3, "Bag", None)]


def test_arguments_that_make_no_sense_are_refused(found: Any) -> None:
    assert found["refused"] == [
        "kind must be SMALL or LARGE, not another text",
        "kind must be a str, not NoneType",
        "lost must be a bool, not int",
        "named must be a str, not int",
        "size must be from 1 to 50, not 51",
    ]
