"""Which operations work on the same items: they share a path, up to the item's id."""

import functools
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from tines_spec.operation import Operation

_OF_ALL = {"GET": "list", "POST": "create"}
_OF_ONE = {"GET": "get", "PUT": "update", "PATCH": "update", "DELETE": "delete"}
_OF_A_WORD = {"PUT": "replace_all"}


class Resource(NamedTuple):
    """The operations on the items of one list; None for what the document does not have."""

    list: Operation | None = None
    get: Operation | None = None
    create: Operation | None = None
    update: Operation | None = None
    delete: Operation | None = None
    replace_all: Operation | None = None
    append: Operation | None = None
    batch_create: Operation | None = None


def resource_of(operation: Operation) -> Resource:
    """The operations on the same items."""
    return _of_name(operation.name)


def kind_of(operation: Operation) -> str:
    """What an operation does to the items of its list, such as update; empty where it is none of these."""
    found = resource_of(operation)._asdict()
    return next((kind for kind, one in found.items() if one == operation), "")


def item_argument(operation: Operation) -> str | None:
    """The argument of the path that names the item; None where it is for several, or for a new one."""
    return _item_argument(operation.name, operation.path)


@functools.cache
def _item_argument(name: str, path: str) -> str | None:
    *_, above, last = path.split("/")
    append = _of_name(name).append
    named = above if append is not None and append.name == name else last
    return named[1:-1] if named.startswith("{") else None


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
    kinds = ((kind_among(one.method, one.path, {owner.path}, one.said), one) for one in reversed(others))
    found = dict(kinds)  # PUT wins over PATCH
    return Resource(**{kind: one for kind, one in found.items() if kind})


def list_of(operation: Operation, others: Iterable[Operation]) -> Operation | None:
    """The list whose items an operation works on."""
    above = operation.path.rpartition("/")[0]
    paths = (operation.path, above, above.rpartition("/{")[0] if above.endswith("}") else above)
    found = [one for one in others if one.paging is not None and one.path in paths]
    return max(found, key=lambda one: len(one.path), default=None)


def kind_among(method: str, path: str, lists: Collection[str], said: Mapping[str, Any]) -> str:
    """What an operation does to the items of the lists that have these paths; empty where it is none of a Resource.

    said: the operation as it is written.
    """
    above, _, last = path.rpartition("/")
    if path in lists:
        kinds = _OF_ALL
    elif above in lists:
        several = {"POST": "batch_create"} if "x-creates-several" in said else _OF_A_WORD
        kinds = _OF_ONE if last.startswith("{") else several
    elif "x-appends" in said and above.rpartition("/")[0] in lists:
        kinds = {"POST": "append"}
    else:
        return ""
    return kinds.get(method.upper(), "")
