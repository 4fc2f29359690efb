"""The lists of the spec: their arguments, how they page, what an item is, what may be written."""

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from attrs import frozen

from tines_spec import (
    Operation,
    Paging,
    Resource,
    Writable,
    document,
    item_argument,
    lists,
    resolve,
    resource_of,
    writable,
)


@functools.cache
def parent_arguments(operation: Operation) -> tuple[str, ...]:
    """The arguments that name what an item is of, such as `case_id`; none where it is of nothing."""
    return tuple(name for name in operation.path_parameters if name != item_argument(operation))


def parent_of(operation: Operation, arguments: Mapping[str, str]) -> str:
    """What the items of a request are of, such as the number of a case; empty where they are of nothing."""
    return "/".join(arguments[name] for name in parent_arguments(operation))


_GRANTED = 50
"""The smallest maximum that any list of the API has: so much has to be granted where the spec allows it."""


@frozen
class PagedList:
    """An operation that pages."""

    operation: Operation

    @property
    def name(self) -> str:
        return self.operation.name

    @property
    def paging(self) -> Paging:
        assert self.operation.paging is not None, self.name
        return self.operation.paging

    @property
    def item(self) -> str:
        """What one item is called."""
        return self.paging.item

    @property
    def items(self) -> str:
        """What several are called."""
        return f"{self.paging.item}s"

    @property
    def resource(self) -> Resource:
        """The operations on the items of the list."""
        return resource_of(self.operation)

    @property
    def parent(self) -> str | None:
        """The argument that names what the list is of; None where it is of nothing."""
        return next(reversed(parent_arguments(self.operation)), None)

    @property
    def default_size(self) -> int | None:
        return self._size("default")

    @property
    def largest_size(self) -> int:
        """The largest page that the spec allows."""
        return self._size("maximum") or _GRANTED

    @property
    def granted_sizes(self) -> range:
        """The page sizes that a server has to grant: from its default on; elsewhere it may clamp them."""
        most = min(_GRANTED, self.largest_size)
        return range(min(self.default_size or most, most), most + 1)

    @property
    def most_granted(self) -> int:
        """The largest page that a server has to grant."""
        return self.granted_sizes.stop - 1

    @property
    def large_sizes(self) -> list[int]:
        """The sizes to read all with: the largest, and the one that has to be granted where that is refused."""
        return list(dict.fromkeys((self.largest_size, self.most_granted)))

    @property
    def arguments(self) -> Mapping[str, str]:
        """What each request carries: what the spec requires, and what makes the pages hold still."""
        return _arguments(self.operation)

    @property
    def filters(self) -> Sequence[str]:
        """The parameters besides those of paging."""
        return _filters(self.operation)

    def _size(self, keyword: str) -> int | None:
        found = self.operation.query_parameters[self.paging.size].schema.get(keyword)
        return None if found is None else int(found)


def _written(operation: Operation, name: str) -> Mapping[str, Any]:
    """A parameter as the spec writes it, its examples included."""
    path = document()["paths"][operation.path]
    everything = map(resolve, (*path.get("parameters", ()), *path[operation.method.lower()].get("parameters", ())))
    found: Mapping[str, Any] = next(one for one in everything if one["name"] == name and one["in"] == "query")
    return found


def _values(parameter: Mapping[str, Any]) -> Iterator[Any]:
    """Values that a parameter may have, as far as the spec names any."""
    schema = resolve(parameter["schema"])
    yield from ([parameter["example"]] if "example" in parameter else [])
    yield from (resolve(one)["value"] for one in parameter.get("examples", {}).values())
    yield from schema.get("examples", ())
    yield from schema.get("enum", ())
    yield from (schema[keyword] for keyword in ("const", "default", "minimum") if keyword in schema)


def argument_text(value: Any) -> str:
    """An argument as it is sent."""
    return str(value).lower() if isinstance(value, bool) else str(value)


Schema = Mapping[str, Any]
T = TypeVar("T")


def item_schema(operation: Operation) -> Schema:
    """The schema of an item in a success; empty where there is none."""
    whole: Schema = resolve(operation.item_schema or {})
    name = None if operation.envelope is not None else items_field(operation)
    if name is None:
        return whole
    found: Schema = resolve(resolve(whole["properties"][name])["items"])
    return found


def items_field(operation: Operation) -> str | None:
    """Where a success holds its items; None where it is one, which may hold arrays all the same."""
    return operation.items if item_argument(operation) is None else None


@functools.cache
def _filters(operation: Operation) -> Sequence[str]:
    paging = PagedList(operation).paging
    return tuple(name for name in operation.query_parameters if name not in (paging.size, paging.number))


@functools.cache
def _arguments(operation: Operation) -> Mapping[str, str]:
    required = [name for name in _filters(operation) if operation.query_parameters[name].required]
    texts = {name: argument_text(next(_values(_written(operation, name)), "")) for name in required}
    return {**texts, **PagedList(operation).paging.stable}


@functools.cache
def date_times(operation: Operation) -> tuple[str, ...]:
    """The fields of an item that are timestamps."""
    properties = item_schema(operation).get("properties", {})
    return tuple(name for name, schema in properties.items() if resolve(schema).get("format") == "date-time")


@functools.cache
def documented_fields(operation: Operation) -> frozenset[str]:
    """The fields of an item that the documentation shows; what only others have seen need not come."""
    found = {name: resolve(one) for name, one in item_schema(operation).get("properties", {}).items()}
    return frozenset(name for name, one in found.items() if one["x-evidence"]["grade"] == "documented")


@functools.cache
def compared_fields(operation: Operation) -> tuple[str, ...]:
    """The fields by which two readings of one item are compared.

    Those that the list and the single item must both have, and those of the documentation that a create can give.
    """
    resource = resource_of(operation)
    if resource.list is None:
        return ()
    known = None if resource.create is None else writable(resource.create)
    given = () if known is None else known.given
    listed = item_schema(resource.list).get("required", ())
    single = listed if resource.get is None else item_schema(resource.get).get("required", ())
    # Which case it is has a promise of its own.
    both = [name for name in listed if name in single and name != "case_id"]
    return tuple(dict.fromkeys([*both, *(name for name in given if name in documented_fields(resource.list))]))


@functools.cache
def optional_fields(operation: Operation) -> tuple[str, ...]:
    """The fields that both the list and the single item may have, besides those that are always compared."""
    resource = resource_of(operation)
    if resource.list is None:
        return ()
    single = item_schema(resource.get or resource.list).get("properties", {})
    names = [name for name in item_schema(resource.list).get("properties", {}) if name in single]
    return tuple(name for name in names if name not in (*compared_fields(operation), "case_id"))


def described(operation: Operation, item: Mapping[str, Any]) -> str:
    """What reports call an item, such as "task 7"."""
    owner = resource_of(operation).list
    if owner is None or owner.paging is None:
        return "the item"
    return f"{owner.paging.item} {item.get(owner.paging.id)}"


CASE = "case_id"


@functools.cache
def subjects() -> tuple[Writable, ...]:
    """The lists of a case, and then those of nothing, whose items can be made, and removed again."""
    found = [writable(one) for above in ((CASE,), ()) for one in lists() if parent_arguments(one) == above]
    return tuple(one for one in found if one is not None and one.operations.create and one.operations.delete)


def is_of_tenant(known: Writable) -> bool:
    """Whether a list is of nothing, as that of cases: it has all that the tenant has, of whomever it is."""
    return not parent_arguments(list_of(known))


def main_subject() -> Writable:
    """The first of them, which is also the list that shows whether a tenant is there."""
    return subjects()[0]


def list_of(known: Writable) -> Operation:
    """The operation that lists the items."""
    assert known.operations.list is not None
    return known.operations.list
