"""What the document says of one operation. Plain values: how they are read stands in `operations.py`."""

import functools
import re
from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from tines_spec.document import resolve


@frozen
class Parameter:
    """A parameter of the path or of the query; `schema` is without references."""

    name: str
    location: str
    required: bool
    description: str
    schema: Mapping[str, Any] = field(repr=False)

    @property
    def default(self) -> Any:
        """The value that stands in where none is sent; None where the document names none."""
        return self.schema.get("default")


@frozen
class Paging:
    """How a list pages.

    items: the array of a page. item: what people call one of them. id: the property that identifies an item.
    number, size: the query parameters. meta: the property that says which page came.
    stable: arguments with which pages hold still while others write; none where the list has no order to ask for.
    """

    items: str
    item: str
    id: str
    number: str
    size: str
    meta: str
    stable: Mapping[str, str] = field(factory=dict)


@frozen
class Promise:
    """One promise."""

    id: str
    """Stable, such as LIST-PAGES-DISJOINT."""
    name: str
    """The template's, such as PAGES-DISJOINT; a promise that only one operation makes has its id for a name."""
    operation: str
    """The operationId of the operation that makes it."""
    rule: str
    """What is promised, as a sentence."""
    grade: str
    """documented, observed or assumed."""
    source: str
    """A key of `info.x-sources`."""
    needs: str
    """What must have been seen before it can be held."""

    @property
    def accuses(self) -> bool:
        """Whether a tenant that breaks it is accused: an assumption accuses nobody."""
        return self.grade != "assumed"


@frozen(eq=False)
class Operation:
    """One operation. A document is read once, so each is equal to itself alone.

    name: the operationId. said: all of it, as it is written. prefix: what the ids of its promises begin with.
    success: the first status of success. statuses: all that are named, such as 404 and 5XX.
    success_schema, body_schema: as written, None where there is no body.
    envelope: the property of a success that holds its one item; None where the success is the item.
    repeatable: whether sending it twice does no more than sending it once.
    """

    name: str
    method: str
    path: str
    said: Mapping[str, Any] = field(repr=False)
    tag: str
    prefix: str
    parameters: tuple[Parameter, ...]
    success: int
    statuses: frozenset[str]
    success_schema: Mapping[str, Any] | None = field(repr=False)
    body_schema: Mapping[str, Any] | None = field(repr=False)
    envelope: str | None
    items: str | None
    repeatable: bool
    paging: Paging | None
    promises: tuple[Promise, ...] = field(default=(), repr=False)

    @functools.cached_property
    def successes(self) -> tuple[int, ...]:
        """All statuses of success: more than one where the sources leave open which it is."""
        return tuple(sorted(int(one) for one in self.statuses if one.startswith("2")))

    @property
    def item_schema(self) -> Mapping[str, Any] | None:
        """The schema of the one item that a success holds, without an envelope."""
        if self.envelope is None or self.success_schema is None:
            return self.success_schema
        found: Mapping[str, Any] = resolve(self.success_schema)["properties"][self.envelope]
        return found

    @property
    def embeds(self) -> Mapping[str, str]:
        """The properties of its item that hold some of a list, each with the operationId of the list."""
        found: Mapping[str, str] = self.said.get("x-embeds", {})
        return found

    @property
    def writes(self) -> bool:
        return self.method != "GET"

    @functools.cached_property
    def path_parameters(self) -> Mapping[str, Parameter]:
        """Those of the path, in its order."""
        found = {one.name: one for one in self.parameters if one.location == "path"}
        return {name: found[name] for name in re.findall(r"{(\w+)}", self.path) if name in found}

    @functools.cached_property
    def query_parameters(self) -> Mapping[str, Parameter]:
        return {one.name: one for one in self.parameters if one.location == "query"}

    @functools.cached_property
    def filters(self) -> Parameter | None:
        """The parameter of the query that holds filters: an object; None where there is none."""
        return next((one for one in self.query_parameters.values() if one.schema.get("type") == "object"), None)

    def path_for(self, **arguments: object) -> str:
        """The path with its arguments, as text, in their places."""
        return self.path.format(**arguments)

    def arguments_of(self, method: str, path: str) -> dict[str, str] | None:
        """The path's arguments as they were sent; None for another path or method."""
        return self.match(path) if method == self.method else None

    def match(self, path: str) -> dict[str, str] | None:
        """The path's arguments as they were sent, whatever the method; None for another path."""
        found = self._pattern.fullmatch(path)
        return None if found is None else found.groupdict()

    @functools.cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(self.path)))

    def names(self, status: int) -> bool:
        """Whether the document names a status, by itself or with its hundred."""
        return str(status) in self.statuses or f"{status // 100}XX" in self.statuses

    def keeps(self, name: str) -> Promise | None:
        """The promise of this name that the operation makes."""
        return next((promise for promise in self.promises if promise.name == name), None)
