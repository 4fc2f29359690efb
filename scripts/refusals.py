"""What a spec may not hold: what would be lost or fail in silence, and what nobody could work with."""

import re
from collections.abc import Iterator
from typing import Any

from contract_document import is_field_name
from operations import Operation
from schemas import reachable, references

from tines_spec import WrittenOperation, kept_promises, kind_among, referred, written_operations

_DATA = ("example", "examples", "default", "x-evidence", "x-promises", "x-promise-templates", "x-open")
_PLACES = {
    "x-secret": (re.compile("#/components/schemas/[^/]+/properties/[^/]+"), "a property of a named schema"),
    "x-extensible-enum": (re.compile("#/components/schemas/[^/]+"), "a named schema"),
}


def unusable(document: dict[str, Any]) -> Iterator[str]:
    """One line for each thing that would be lost: the first thing that generation asks."""
    for place, value in _objects(document, "#"):
        yield from _unusable_here(place, value)
    schemas = document["components"]["schemas"]
    for name, schema in schemas.items():
        if name in reachable(schemas, references(schema)):
            yield f"#/components/schemas/{name}: it holds itself, which no class can: leave the inner one open"


def _unusable_here(place: str, value: dict[str, Any]) -> Iterator[str]:
    if "allOf" in value:
        yield f"{place}: allOf would lose masks: write its properties out"
    for key, (allowed, where) in _PLACES.items():
        if key in value and not allowed.fullmatch(place):
            yield f"{place}: {key} is lost here; it is read on {where}"
    if place.endswith("/properties"):
        unnamed = [name for name in value if not is_field_name(name)]
        yield from (f"{place}/{name}: no Python name; msgspec would read its default" for name in unnamed)


def _objects(value: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of the spec but its data, each with where it stands."""
    entries: Any = enumerate(value) if isinstance(value, list) else ()
    if isinstance(value, dict):
        yield place, value
        names = place.endswith("/properties")
        entries = ((key, entry) for key, entry in value.items() if names or key not in _DATA)
    for key, entry in entries:
        yield from _objects(entry, f"{place}/{key}")


def unworkable(document: dict[str, Any], found: list[Operation]) -> Iterator[str]:
    """One sentence for each thing of a resource that nobody could work with."""
    lists = {one.path: one for one in found if one.paging}
    every = [*written_operations(document)]
    kinds = [kind_among(one.method, one.path, lists, one.said) for one in every]
    deleted = {one.path.rpartition("/")[0] for one, kind in zip(found, kinds, strict=True) if kind == "delete"}
    for one, kind, written in zip(found, kinds, every, strict=True):
        problems = [*_of_promises(document, written, kind or "other")]
        if kind == "create":
            problems += _of_create(one, lists[one.path], one.path in deleted)
        elif kind in ("get", "update", "delete"):
            problems += _of_item(one, lists[one.path.rpartition("/")[0]])
        yield from (f"{one.id}: {problem}" for problem in problems)


def _of_promises(document: dict[str, Any], written: WrittenOperation, kind: str) -> Iterator[str]:
    kept = [name for _, name, _ in kept_promises(written.said)]
    for name in kept:
        kept_by = document["x-promise-templates"].get(name, {}).get("kept_by", kind)
        if kind not in kept_by.split():
            yield f"{name} is for {kept_by.replace(' ', ', ')}, and this is {kind}: do not let it keep that"
    if {"CASE-NAMED", "CASE-ONLY"} <= {*kept}:
        yield "CASE-ONLY says what CASE-NAMED does, and more: do not let it keep both"
    responses = {code: referred(document, one) for code, one in written.said["responses"].items()}
    with_body = [code for code, one in responses.items() if code[0] == "2" and "content" in one]
    if "EMPTY" in kept and with_body:
        yield f"it keeps EMPTY, and its {with_body[0]} has a body: take one of them away"


def _of_create(create: Operation, listing: Operation, deletes: bool) -> Iterator[str]:
    if not deletes:
        yield "what it creates nothing deletes, so that the suite could not clean up: describe the DELETE, too"
    if not create.title:
        yield "it requires no text that people know an item by, nor could a plan or the suite: require one"
    elif listing.paging and create.title not in listing.paging.item_properties:
        yield f"listed items do not show their {create.title}, by which a plan knows them: give it to their schema"


def _of_item(operation: Operation, listing: Operation) -> Iterator[str]:
    assert listing.paging is not None
    taken, expected = operation.in_path[-1], listing.paging.id_type
    if taken.sent.annotation != expected:
        shown = f"its path takes {taken.name} as {taken.sent.annotation}"
        yield f"{shown}, and {listing.paging.named['id']} of {listing.id} is {expected}: give both one type"
