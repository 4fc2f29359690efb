"""Which operations work on the same items: they share a path, up to the item's id."""

import functools
from collections.abc import Iterable
from typing import NamedTuple

from tines_spec.operation import Operation


class Resource(NamedTuple):
    """The operations on the items of one list; None for what the document does not have."""

    list: Operation | None = None
    get: Operation | None = None
    create: Operation | None = None
    update: Operation | None = None
    delete: Operation | None = None
    replace_all: Operation | None = None


def resource_of(operation: Operation) -> Resource:
    """The operations on the same items."""
    return _of_name(operation.name)


def kind_of(operation: Operation) -> str:
    """What an operation does to the items of its list, such as update; empty where it is none of these."""
    found = resource_of(operation)._asdict()
    return next((kind for kind, one in found.items() if one == operation), "")


@functools.cache
def _of_name(name: str) -> Resource:
    from tines_spec.operations import operations

    return resource_among(operations()[name], operations().values())


def resource_among(operation: Operation, others: Iterable[Operation]) -> Resource:
    """The operations on the same items, among others."""
    others = list(others)
    owner = list_of(operation, others)
    if owner is None:
        return Resource()
    found = {(one.method, _kind(one.path, owner.path)): one for one in others}
    return Resource(
        list=owner,
        get=found.get(("GET", "item")),
        create=found.get(("POST", "all")),
        update=found.get(("PUT", "item")) or found.get(("PATCH", "item")),
        delete=found.get(("DELETE", "item")),
        replace_all=found.get(("PUT", "word")),
    )


def list_of(operation: Operation, others: Iterable[Operation]) -> Operation | None:
    """The list whose items an operation works on."""
    paths = (operation.path, operation.path.rpartition("/")[0])
    found = [one for one in others if one.paging is not None and one.path in paths]
    return max(found, key=lambda one: len(one.path), default=None)


def _kind(path: str, base: str) -> str:
    """How a path stands to a list's: all of it, one item of it, a word below it, or elsewhere."""
    if path == base:
        return "all"
    above, _, last = path.rpartition("/")
    if above != base:
        return "elsewhere"
    return "item" if last.startswith("{") else "word"
