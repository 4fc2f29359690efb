"""Every promise of the document says how sure it is, where it comes from, and when that was seen."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from contract_tests.spec.rules.places import of_kind, places
from tines_spec import Resource, kept_promises

_GRADES = ("documented", "observed", "assumed")
_BEARERS = ("schema", "property", "parameter", "response", "header", "security scheme", "webhook operation")
_EVIDENCE = ("grade", "source", "seen")
_PROMISE = ("id", "rule", "grade", "source", "needs")
_GROUP = ("grade", "source")
_TEMPLATE = ("rule", "needs")
_KINDS = (*Resource._fields, "other")
_FILLED = ("item", "items", "id", "success", "number", "size", "meta", "default")
_ID = re.compile(r"[A-Z-]+")
_PREFIX = re.compile(r"[A-Z]+")
_WORD = re.compile(r"\{(\w*)\}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def every_promise_carries_evidence(document: dict[str, Any]) -> Iterator[str]:
    """All that is named in _BEARERS does; operations have promises."""
    for place in of_kind(document, *_BEARERS):
        if isinstance(place.value, dict) and "x-evidence" not in place.value:
            yield f"{place.pointer}: a {place.kind} without x-evidence"
    for place in of_kind(document, "operation"):
        said = place.value.get("x-promises", {})
        if not said.get("keeps") and not said.get("own"):
            yield f"{place.pointer}: an operation without x-promises"


def evidence_is_whole(document: dict[str, Any]) -> Iterator[str]:
    """x-evidence holds a known grade, a known source and a day, and nothing else."""
    for place in places(document):
        if isinstance(place.value, dict) and "x-evidence" in place.value:
            found = place.value["x-evidence"]
            pointer = f"{place.pointer}/x-evidence"
            yield from _whole(pointer, found, _EVIDENCE)
            if isinstance(found, dict):
                yield from _known(document, pointer, found)
                yield from _dated(pointer, found)


def nothing_is_said_beside_a_reference(document: dict[str, Any]) -> Iterator[str]:
    """What stands beside a `$ref` is ignored by those who read the document."""
    for place in places(document):
        if isinstance(place.value, dict) and "$ref" in place.value:
            for key in place.value:
                if key != "$ref":
                    yield f"{place.pointer}: {key} beside a $ref, where it is ignored"


def promises_are_whole(document: dict[str, Any]) -> Iterator[str]:
    """An operation names the templates it keeps, with their evidence, and its own promises whole."""
    templates = document.get("x-promise-templates", {})
    for place in of_kind(document, "operation"):
        pointer, said = f"{place.pointer}/x-promises", place.value.get("x-promises", {})
        prefix = said.get("prefix")
        if not isinstance(prefix, str) or not _PREFIX.fullmatch(prefix):
            yield f"{pointer}: the prefix {prefix!r} is not of capitals"
        for index, group in enumerate(said.get("keeps", [])):
            yield from _of_group(document, f"{pointer}/keeps/{index}", group, templates)
        for index, promise in enumerate(said.get("own", [])):
            yield from _of_own(document, f"{pointer}/own/{index}", promise, prefix)


def _of_group(document: dict[str, Any], pointer: str, group: Any, templates: dict[str, Any]) -> Iterator[str]:
    rules = group.get("rules") if isinstance(group, dict) else None
    if not isinstance(rules, list) or not rules:
        yield f"{pointer}: is no object with {', '.join(_GROUP)}, and rules"
        return
    yield from _whole(pointer, {key: value for key, value in group.items() if key != "rules"}, _GROUP)
    yield from _known(document, pointer, group)
    for name in rules:
        if name not in templates:
            yield f"{pointer}: {name} is none of x-promise-templates"


def _of_own(document: dict[str, Any], pointer: str, promise: Any, prefix: Any) -> Iterator[str]:
    yield from _whole(pointer, promise, _PROMISE)
    if not isinstance(promise, dict):
        return
    yield from _known(document, pointer, promise)
    if "id" in promise and not (_ID.fullmatch(str(promise["id"])) and str(promise["id"]).startswith(f"{prefix}-")):
        yield f"{pointer}: the id {promise['id']!r} is not {prefix}- and more capitals and hyphens"


def templates_are_whole_and_kept(document: dict[str, Any]) -> Iterator[str]:
    """A template has a rule and what it needs, leaves open only what `tines_spec` fills in, and somebody keeps it.

    kept_by: the kinds of operations that may; without it, any.
    """
    kept = {name for _, group in _groups(document) for name in group.get("rules", [])}
    for name, template in document.get("x-promise-templates", {}).items():
        pointer = f"/x-promise-templates/{name}"
        kept_by = template.get("kept_by", "other").split() if isinstance(template, dict) else []
        yield from (f"{pointer}: kept_by {kind} is no kind of operation" for kind in kept_by if kind not in _KINDS)
        yield from _whole(pointer, template, _TEMPLATE, also=("kept_by",))
        for word in sorted(set(_WORD.findall(str(template))) - set(_FILLED)):
            yield f"{pointer}: nothing fills in {{{word}}}"
        if not _ID.fullmatch(name):
            yield f"{pointer}: the name is not of capitals and hyphens"
        if name not in kept:
            yield f"{pointer}: no operation keeps it"


def promise_ids_are_unique(document: dict[str, Any]) -> Iterator[str]:
    """Ids are one name space over all operations."""
    ids: Counter[str] = Counter()
    for place in of_kind(document, "operation"):
        own = place.value.get("x-promises", {}).get("own", [])
        ids.update(str(promise.get("id")) for promise in own if isinstance(promise, dict))
        ids.update(promise for promise, _, _ in kept_promises(place.value))
    for name, times in ids.items():
        if times > 1:
            yield f"/paths: {times} promises have the id {name}"


def _groups(document: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for place in of_kind(document, "operation"):
        for index, group in enumerate(place.value.get("x-promises", {}).get("keeps", [])):
            yield f"{place.pointer}/x-promises/keeps/{index}", group


def _whole(pointer: str, found: Any, keys: tuple[str, ...], also: tuple[str, ...] = ()) -> Iterator[str]:
    if not isinstance(found, dict):
        yield f"{pointer}: is no object with {', '.join(keys)}"
        return
    for key in keys:
        if not isinstance(found.get(key), str) or not found[key].strip():
            yield f"{pointer}: {key} is missing, or no text"
    for key in found:
        if key not in (*keys, *also):
            yield f"{pointer}: {key} is none of {', '.join(keys)}"


def _known(document: dict[str, Any], pointer: str, found: dict[str, Any]) -> Iterator[str]:
    grade, source = found.get("grade"), found.get("source")
    if isinstance(grade, str) and grade not in _GRADES:
        yield f"{pointer}: the grade {grade} is none of {', '.join(_GRADES)}"
    if isinstance(source, str) and source not in document["info"].get("x-sources", {}):
        yield f"{pointer}: the source {source} is not in info.x-sources"


def _dated(pointer: str, found: dict[str, Any]) -> Iterator[str]:
    seen = found.get("seen")
    if not isinstance(seen, str):
        return
    try:
        datetime.date.fromisoformat(seen if _DAY.fullmatch(seen) else "")
    except ValueError:
        yield f"{pointer}: seen is {seen!r}, which is no day such as 2026-11-24"
