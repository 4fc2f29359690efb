"""The promises of an operation: those of templates that it keeps, filled in with its words, and its own."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from tines_spec.document import document
from tines_spec.operation import Operation, Promise
from tines_spec.resources import list_of


@frozen
class Source:
    """Where a promise comes from: a page, and the day of its edition."""

    title: str
    url: str
    edition: str


def source_of(promise: Promise) -> Source:
    """Where a promise comes from."""
    found = document()["info"]["x-sources"][promise.source]
    return Source(found["title"], found["url"], str(found["edition"]))


def promises_of(said: Mapping[str, Any], operation: Operation, others: Sequence[Operation]) -> tuple[Promise, ...]:
    """The promises of an operation; `said` is what the document says of it, `others` are all operations."""
    promised = said.get("x-promises", {})
    own = [Promise(name=one["id"], operation=operation.name, **one) for one in promised.get("own", ())]
    return (*_kept(promised, operation, others), *own)


def _kept(promised: Mapping[str, Any], operation: Operation, others: Sequence[Operation]) -> Iterator[Promise]:
    words = _words(operation, others)
    templates = document().get("x-promise-templates", {})
    for group in promised.get("keeps", ()):
        for name in group["rules"]:
            yield Promise(
                id=f"{operation.prefix}-{name}",
                name=name,
                operation=operation.name,
                rule=templates[name]["rule"].format_map(words),
                grade=group["grade"],
                source=group["source"],
                needs=templates[name]["needs"].format_map(words),
            )


def _words(operation: Operation, others: Sequence[Operation]) -> Mapping[str, object]:
    """What a template may leave to the operation."""
    owner = list_of(operation, others)
    paging = None if owner is None else owner.paging
    if owner is None or paging is None:
        return {"item": "item", "items": "items", "success": operation.success}
    size = owner.query_parameters[paging.size].schema
    return {
        "item": paging.item,
        "items": f"{paging.item}s",
        "id": paging.id,
        "success": operation.success,
        "number": paging.number,
        "size": paging.size,
        "meta": paging.meta,
        "default": size.get("default", "a default number of"),
    }
