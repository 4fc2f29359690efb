"""Every promise of the document says how sure it is, where it comes from, and when that was seen."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from contract_tests.spec.rules.places import of_kind, places

_GRADES = ("documented", "observed", "assumed")
_BEARERS = ("schema", "property", "parameter", "response", "header", "security scheme")
_EVIDENCE = ("grade", "source", "seen")
_PROMISE = ("id", "rule", "grade", "source", "needs")
_ID = re.compile(r"[A-Z-]+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def every_promise_carries_evidence(document: dict[str, Any]) -> Iterator[str]:
    """Schemas, properties, parameters, responses, headers and security schemes do; operations have promises."""
    for place in of_kind(document, *_BEARERS):
        if isinstance(place.value, dict) and "x-evidence" not in place.value:
            yield f"{place.pointer}: a {place.kind} without x-evidence"
    for place in of_kind(document, "operation"):
        if not place.value.get("x-promises"):
            yield f"{place.pointer}: an operation without x-promises"


def evidence_is_whole(document: dict[str, Any]) -> Iterator[str]:
    """x-evidence holds a known grade, a known source and a day, and nothing else."""
    for place in places(document):
        if isinstance(place.value, dict) and "x-evidence" in place.value:
            told = place.value["x-evidence"]
            pointer = f"{place.pointer}/x-evidence"
            yield from _whole(pointer, told, _EVIDENCE)
            if isinstance(told, dict):
                yield from _known(document, pointer, told)
                yield from _dated(pointer, told)


def nothing_is_said_beside_a_reference(document: dict[str, Any]) -> Iterator[str]:
    """What stands beside a `$ref` is ignored by those who read the document."""
    for place in places(document):
        if isinstance(place.value, dict) and "$ref" in place.value:
            for key in place.value:
                if key != "$ref":
                    yield f"{place.pointer}: {key} beside a $ref, where it is ignored"


def promises_are_whole(document: dict[str, Any]) -> Iterator[str]:
    """A promise has an id of capitals and hyphens, a rule, a known grade and source, and what it takes to judge it."""
    for pointer, promise in _promises(document):
        yield from _whole(pointer, promise, _PROMISE)
        if isinstance(promise, dict):
            yield from _known(document, pointer, promise)
            if "id" in promise and not _ID.fullmatch(str(promise["id"])):
                yield f"{pointer}: the id {promise['id']!r} is not of capitals and hyphens"


def promise_ids_are_unique(document: dict[str, Any]) -> Iterator[str]:
    """Ids are one name space over all operations."""
    ids = Counter(str(promise.get("id")) for _, promise in _promises(document) if isinstance(promise, dict))
    for name, times in ids.items():
        if times > 1:
            yield f"/paths: {times} promises have the id {name}"


def _promises(document: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for place in of_kind(document, "operation"):
        for index, promise in enumerate(place.value.get("x-promises", [])):
            yield f"{place.pointer}/x-promises/{index}", promise


def _whole(pointer: str, told: Any, keys: tuple[str, ...]) -> Iterator[str]:
    if not isinstance(told, dict):
        yield f"{pointer}: is no object with {', '.join(keys)}"
        return
    for key in keys:
        if not isinstance(told.get(key), str) or not told[key].strip():
            yield f"{pointer}: {key} is missing, or no text"
    for key in told:
        if key not in keys:
            yield f"{pointer}: {key} is none of {', '.join(keys)}"


def _known(document: dict[str, Any], pointer: str, told: dict[str, Any]) -> Iterator[str]:
    grade, source = told.get("grade"), told.get("source")
    if isinstance(grade, str) and grade not in _GRADES:
        yield f"{pointer}: the grade {grade} is none of {', '.join(_GRADES)}"
    if isinstance(source, str) and source not in document["info"].get("x-sources", {}):
        yield f"{pointer}: the source {source} is not in info.x-sources"


def _dated(pointer: str, told: dict[str, Any]) -> Iterator[str]:
    seen = told.get("seen")
    if not isinstance(seen, str):
        return
    try:
        datetime.date.fromisoformat(seen if _DAY.fullmatch(seen) else "")
    except ValueError:
        yield f"{pointer}: seen is {seen!r}, which is no day such as 2026-11-24"
