"""What the spec may not say of a resource, because client, fake or suite could not work with it."""

from collections.abc import Iterator
from typing import Any

from operations import Operation

from tines_spec import WrittenOperation, kept_promises, kind_among, referred, written_operations


def unworkable(document: dict[str, Any], found: list[Operation]) -> Iterator[str]:
    """One sentence for each such thing."""
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
