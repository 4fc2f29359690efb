"""The promises of an operation: those of templates that it keeps, filled in with its words, and its own."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from tines_spec.document import document
from tines_spec.operation import Operation, Promise
from tines_spec.reading import kept_promises
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


def promises_of(operation: Operation, others: Sequence[Operation]) -> tuple[Promise, ...]:
    """The promises of an operation; `others` are all operations."""
    said = operation.said.get("x-promises", {}).get("own", ())
    own = [Promise(name=one["id"], operation=operation.name, **one) for one in said]
    return (*_kept(operation, others), *own)


def _kept(operation: Operation, others: Sequence[Operation]) -> Iterator[Promise]:
    words = _words(operation, others)
    templates = document().get("x-promise-templates", {})
    for promise, name, group in kept_promises(operation.said):
        yield Promise(
            id=promise,
            name=name,
            operation=operation.name,
            rule=templates[name]["rule"].format_map(words),
            grade=group["grade"],
            source=group["source"],
            needs=templates[name]["needs"].format_map(words),
        )


def _words(operation: Operation, others: Sequence[Operation]) -> Mapping[str, object]:
    """What a template may leave to the operation."""
    success = " or ".join(map(str, operation.successes))
    owner = list_of(operation, others)
    paging = None if owner is None else owner.paging
    if owner is None or paging is None:
        return {"item": "item", "items": "items", "success": success}
    size = owner.query_parameters[paging.size].schema
    return {
        "item": paging.item,
        "items": f"{paging.item}s",
        "id": paging.id,
        "success": success,
        "number": paging.number,
        "size": paging.size,
        "meta": paging.meta,
        "default": size.get("default", "a default number of"),
    }
