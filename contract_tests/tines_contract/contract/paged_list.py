"""A list of the spec: how it pages, and what a request for it cannot do without."""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from tines_contract.contract.parents import parent_arguments
from tines_spec import Operation, Paging, Resource, document, resolve, resource_of

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
    def arguments(self) -> Mapping[str, str]:
        """What each request carries: what the spec requires, and what makes the pages hold still."""
        return {**dict(self._required()), **self.paging.stable}

    @property
    def filters(self) -> list[str]:
        """The parameters besides those of paging."""
        return [name for name in self.operation.query_parameters if name not in (self.paging.size, self.paging.number)]

    def _size(self, keyword: str) -> int | None:
        found = self.operation.query_parameters[self.paging.size].schema.get(keyword)
        return None if found is None else int(found)

    def _required(self) -> Iterator[tuple[str, str]]:
        for name in self.filters:
            if self.operation.query_parameters[name].required:
                yield name, _as_text(next(_values(_written(self.operation, name)), ""))


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


def _as_text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
