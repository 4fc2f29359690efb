"""What became of the promises: one that is gone, or rests on less, is one that programs can no longer build on."""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from api_changes.change import Change, became
from tines_spec import kept_promises, written_operations

_GRADES = ("assumed", "observed", "documented")


@frozen
class Promise:
    """What an edition of openapi.yaml says of a promise."""

    grade: str
    rule: str


def promise_changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    """Compare the promises of two editions of openapi.yaml, by their ids."""
    old, new = dict(_promises(before)), dict(_promises(now))
    for promise, said in old.items():
        if promise in new:
            yield from _one_changes(promise, said, new[promise])
        else:
            yield Change(promise, f"this promise ({said.grade}) is gone", breaks=True)
    for promise, said in new.items():
        if promise not in old:
            yield Change(promise, f"a new promise ({said.grade})", breaks=False)


def _one_changes(promise: str, old: Promise, new: Promise) -> Iterator[Change]:
    if old.grade != new.grade:
        lowered = _GRADES.index(new.grade) < _GRADES.index(old.grade)
        yield Change(promise, became("grade", old.grade, new.grade), breaks=lowered)
    if old.rule != new.rule:
        yield Change(promise, "its rule has other words; it breaks if it is stricter", breaks=False)


def _promises(document: Mapping[str, Any]) -> Iterator[tuple[str, Promise]]:
    templates = document.get("x-promise-templates", {})
    for operation in written_operations(document):
        for promise, name, group in kept_promises(operation.said):
            yield promise, Promise(group["grade"], templates[name]["rule"])
        own = operation.said.get("x-promises", {}).get("own", ())
        yield from ((one["id"], Promise(one["grade"], one["rule"])) for one in own)
