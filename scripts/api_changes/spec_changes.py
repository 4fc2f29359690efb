"""What changed between two editions of openapi.yaml: what they say of operations and webhooks, and their promises."""

from collections.abc import Iterator, Mapping
from typing import Any

from api_changes.change import Change, became
from attrs import evolve

from tines_contract.spec_comparison.difference import Difference, Effect
from tines_contract.spec_comparison.plain_schema import LOWER_BOUNDS, UPPER_BOUNDS
from tines_contract.spec_comparison.spec_diff import compare_specs
from tines_contract.spec_comparison.spec_document import SpecDocument
from tines_spec import kept_promises, written_operations

_GRADES = ("assumed", "observed", "documented")


def spec_changes(before: SpecDocument, now: SpecDocument) -> Iterator[Change]:
    """Hold the new edition against the earlier one, as `compare-spec` does with any document. Raises UsageError."""
    for old, new in ((before, now), (_webhooks(before), _webhooks(now))):
        found = compare_specs(old, new)
        yield from (Change(name, "removed", breaks=True) for name in found.ours_only)
        yield from (Change(name, "new", breaks=False) for name in found.theirs_only)
        for one in found.differences:
            if one.effect is not Effect.SUPPORTS:
                where = f"{one.operation} {one.place}".rstrip()
                yield Change(where, became(one.kind, one.ours, one.theirs), breaks=_breaks(one))


def _webhooks(document: SpecDocument) -> SpecDocument:
    """A document whose operations respond with what the webhooks of another send: programs receive both."""
    paths: dict[str, dict[str, Any]] = {}
    for one in written_operations(document.raw, "webhooks"):
        if "requestBody" in one.said:
            responses = {"200": one.said["requestBody"]}
            said = {name: value for name, value in one.said.items() if name not in ("requestBody", "parameters")}
            paths.setdefault(f"/{one.path}", {})[one.method] = {**said, "responses": responses}
    return evolve(document, raw={**document.raw, "paths": paths, "servers": []})


def _breaks(one: Difference) -> bool:
    """Whether programs of before may stop to work: where the new edition contradicts, or no longer says a thing.

    That a promise is only assumed is no excuse. A request must not reach less far than before.
    """
    if one.effect is not Effect.DIFFERS or one.place.startswith("response"):
        return one.effect in (Effect.CONTRADICTS, Effect.LEAVES_OPEN)
    if one.kind in (*LOWER_BOUNDS, *UPPER_BOUNDS) and one.ours != "not said":
        return (float(one.theirs) > float(one.ours)) is (one.kind in LOWER_BOUNDS)
    return one.kind in (*LOWER_BOUNDS, *UPPER_BOUNDS, "format", "pattern")


def promise_changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    """Compare promises by their ids. One that is gone, or rests on less, is one that programs cannot build on."""
    old, new = dict(_promises(before)), dict(_promises(now))
    for promise, (grade, rule) in old.items():
        if promise not in new:
            yield Change(promise, f"this promise ({grade}) is gone", breaks=True)
            continue
        other_grade, other_rule = new[promise]
        if other_grade != grade:
            lowered = _GRADES.index(other_grade) < _GRADES.index(grade)
            yield Change(promise, became("grade", grade, other_grade), breaks=lowered)
        if other_rule != rule:
            yield Change(promise, "its rule has other words; it breaks if it is stricter", breaks=False)
    added = ((promise, grade) for promise, (grade, _) in new.items() if promise not in old)
    yield from (Change(promise, f"a new promise ({grade})", breaks=False) for promise, grade in added)


def _promises(document: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Grade and rule of each promise, by its id."""
    templates = document.get("x-promise-templates", {})
    for operation in written_operations(document):
        for promise, name, group in kept_promises(operation.said):
            yield promise, (group["grade"], templates[name]["rule"])
        own = operation.said.get("x-promises", {}).get("own", ())
        yield from ((one["id"], (one["grade"], one["rule"])) for one in own)
