"""What became of the promises: one that is gone, or rests on less, is one that programs can no longer build on."""

from collections.abc import Iterator, Mapping
from typing import Any

from api_changes.change import Change, became

_GRADES = ("assumed", "observed", "documented")


def promise_changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    """Compare the promises of two editions of openapi.yaml, by their ids."""
    old, new = dict(_promises(before)), dict(_promises(now))
    for promise, grade in old.items():
        if promise not in new:
            yield Change(promise, f"this promise ({grade}) is gone", breaks=True)
        elif _GRADES.index(new[promise]) != _GRADES.index(grade):
            lowered = _GRADES.index(new[promise]) < _GRADES.index(grade)
            yield Change(promise, became("grade", grade, new[promise]), breaks=lowered)
    for promise, grade in new.items():
        if promise not in old:
            yield Change(promise, f"a new promise ({grade})", breaks=False)


def _promises(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each id with its grade."""
    for item in document["paths"].values():
        for operation in item.values():
            said = operation.get("x-promises", {}) if isinstance(operation, Mapping) else {}
            for group in said.get("keeps", ()):
                yield from ((f"{said['prefix']}-{rule}", group["grade"]) for rule in group["rules"])
            yield from ((one["id"], one["grade"]) for one in said.get("own", ()))
