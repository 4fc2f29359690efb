"""Which operations work on the same items, since they share a path up to the item's id; and which a request is for."""

import functools
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import unquote

from tines_spec.operation import Operation
from tines_spec.operations import list_of, operations

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


@functools.cache
def resource_of(operation: Operation) -> Resource:
    """The operations on the same items."""
    others = [*operations().values()]
    owner = list_of(operation, others)
    if owner is None:
        return Resource()
    kinds = ((kind_among(one.method, one.path, {owner.path}, one.said), one) for one in reversed(others))
    found = dict(kinds)  # PUT wins over PATCH
    return Resource(**{kind: one for kind, one in found.items() if kind})


@functools.cache
def kind_of(operation: Operation) -> str:
    """What an operation does to the items of its list, such as update; empty where it is none of these."""
    found = resource_of(operation)._asdict()
    return next((kind for kind, one in found.items() if one is not None and one.name == operation.name), "")


@functools.cache
def item_argument(operation: Operation) -> str | None:
    """The argument of the path that names the item; None where it is for several, or for a new one."""
    *_, above, last = operation.path.split("/")
    named = above if kind_of(operation) == "append" else last
    return named[1:-1] if named.startswith("{") else None


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


@functools.lru_cache(maxsize=4096)
def operation_at(method: str, path: str) -> Operation | None:
    """The operation of a method and a path."""
    return next((operation for operation, _ in operations_at(path) if operation.method == method), None)


@functools.lru_cache(maxsize=4096)
def operations_at(path: str) -> Sequence[tuple[Operation, Mapping[str, str]]]:
    """The operations of a path, of whatever method, each with the path's arguments, percent-decoded.

    A path that is written out wins over one with an argument: `batch` is no id.
    """
    found = [(one, arguments) for one in operations().values() if (arguments := one.match(path)) is not None]
    fewest = min((len(arguments) for _, arguments in found), default=0)
    return [
        (one, {name: unquote(text) for name, text in arguments.items()})
        for one, arguments in found
        if len(arguments) == fewest
    ]
