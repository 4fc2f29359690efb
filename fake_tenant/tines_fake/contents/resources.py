"""What a tenant holds: the lists of openapi.yaml, what an item of each is made of, and what it belongs to.

All of it is read from the spec. What the spec does not say of a resource stands in `behaviour.py`.
"""

import datetime
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, field, frozen

from tines_fake.contents.behaviour import BEHAVIOURS, Behaviour, Serialised, View
from tines_fake.contents.item_fields import TIMES_OF_NEW_ITEMS, Field, Item, fields_of
from tines_fake.quirks import Quirks
from tines_spec import Operation, lists, resolve, resource_of

Id = int | str
Parents = tuple[Id, ...]
_ARGUMENT = re.compile(r"{(\w+)}")


@frozen(kw_only=True, eq=False)
class Resource:
    """The items that are listed under one path.

    path: such as /api/v2/cases/{case_id}/actions. item, items: what one and all of them are called. id: the property
    that identifies one. operation: the one that lists them; None where the spec lists only what belongs to them.
    parent: what each of them belongs to. listed, detailed: the properties of one in a list, and by itself.
    """

    path: str
    item: str
    items: str
    id: str
    operation: Operation | None = None
    parent: "Resource | None" = None
    listed: Mapping[str, Field] = field(factory=dict, repr=False)
    detailed: Mapping[str, Field] = field(factory=dict, repr=False)
    behaviour: Behaviour = field(factory=Behaviour, repr=False)

    @functools.cached_property
    def lineage(self) -> tuple["Resource", ...]:
        """What an item belongs to, the farthest first, and this resource last."""
        return (self,) if self.parent is None else (*self.parent.lineage, self)

    @functools.cached_property
    def fields(self) -> Mapping[str, Field]:
        """The properties that an item is stored with."""
        inherited = argument_names(self.path)
        detailed = {name: one for name, one in self.detailed.items() if name not in inherited}
        return {**detailed, **self.listed}

    @functools.cached_property
    def times(self) -> tuple[str, ...]:
        """The properties that are times."""
        return tuple(name for name, one in self.fields.items() if one.is_time)

    @functools.cached_property
    def title(self) -> str:
        """The property that people tell items apart by."""
        return next((name for name, one in self.listed.items() if one.required and one.is_text), self.id)

    @functools.cached_property
    def has_numbers(self) -> bool:
        """Whether ids are numbers; elsewhere they are text."""
        return "integer" in self.listed[self.id].types

    def parse_id(self, text: str) -> Id | None:
        """The id that a path names; None for what can be none."""
        return positive_integer(text) if self.has_numbers else text

    def id_of(self, number: int) -> Id:
        """The id of the item of a number."""
        return number if self.has_numbers else f"{self.item}-{number:09}"

    def new_item(
        self, item_id: Id, number: int, given: Mapping[str, Any], now: datetime.datetime | None = None
    ) -> Item:
        """An item as it is stored: what is not given is what the item of a number has by default.

        now: when it is made; where nobody says so, the number stands for a time.
        """
        self.check(given)
        known = {**self.behaviour.defaults(number), **given, self.id: item_id}
        if now is not None:
            known = {**dict.fromkeys(self.times_of_new_items, now), **known}
        return {n: known[n] if n in known else one.default(number) for n, one in self.fields.items()}

    @functools.cached_property
    def times_of_new_items(self) -> tuple[str, ...]:
        """The times that something new has from the clock."""
        return tuple(name for name in self.times if name in TIMES_OF_NEW_ITEMS)

    def check(self, given: Mapping[str, Any]) -> None:
        """Raise TypeError for a property that no item has, TypeError or ValueError for what one cannot be."""
        unknown = given.keys() - self.fields.keys()
        if unknown:
            known = ", ".join(self.fields) or "no properties"
            raise TypeError(f"no {self.item} has {', '.join(sorted(unknown))}; it has {known}")
        for name, value in given.items():
            self.fields[name].check(value)


@frozen
class Collection:
    """One list of a resource, such as the actions of case 1: the resource, and the ids of what it belongs to."""

    resource: Resource
    parents: Parents = ()

    @property
    def named_parents(self) -> Mapping[str, Id]:
        """What it belongs to, by the names of the path's arguments."""
        return dict(zip(argument_names(self.resource.path), self.parents, strict=True))

    @property
    def path(self) -> str:
        """Where it is listed, such as /api/v2/cases/1/actions."""
        return self.resource.path.format(**self.named_parents)

    @property
    def above(self) -> "Collection | None":
        """The list that has what this one belongs to."""
        parent = self.resource.parent
        return None if parent is None else Collection(parent, self.parents[:-1])


def positive_integer(text: str) -> int | None:
    """A positive integer of 64 bits, or None."""
    if not text.isascii() or not text.isdecimal() or len(text) > 19:
        return None
    return int(text) if 0 < int(text) < 2**63 else None


@functools.cache
def argument_names(path: str) -> tuple[str, ...]:
    """The names of a path's arguments, in their order."""
    return tuple(_ARGUMENT.findall(path))


@functools.cache
def resources() -> Mapping[str, Resource]:
    """All resources by their paths, those that others belong to first."""
    listed = {one.path: one for one in lists()}
    paths = {path for one in listed for path in (one, *_above(one))}
    found: dict[str, Resource] = {}
    for path in sorted(paths, key=lambda path: path.count("/")):
        parent = found.get(next(_above(path), ""))
        made = _listed_resource(listed[path]) if path in listed else _implied_resource(path, listed)
        found[path] = evolve(made, parent=parent)
    return found


def _above(path: str) -> Iterator[str]:
    """The paths of what an item belongs to, the nearest first."""
    while "/{" in path:
        path = path.rpartition("/{")[0]
        yield path


def _listed_resource(operation: Operation) -> Resource:
    paging = operation.paging
    assert paging is not None
    page = resolve(operation.success_schema)
    single = resource_of(operation).get
    listed = fields_of(resolve(page["properties"][paging.items])["items"])
    return Resource(
        path=operation.path,
        item=paging.item,
        items=paging.items,
        id=paging.id,
        operation=operation,
        listed=listed,
        detailed=listed if single is None else fields_of(single.item_schema),
        behaviour=BEHAVIOURS.get(operation.name, Behaviour()),
    )


def _implied_resource(path: str, below: Mapping[str, Operation]) -> Resource:
    """What the spec does not list, though what belongs to it is."""
    child = next(operation for one, operation in below.items() if one.startswith(f"{path}/{{"))
    name = argument_names(child.path)[len(argument_names(path))]
    listed = fields_of({"properties": {name: child.path_parameters[name].schema}})
    return Resource(path=path, item=name.removesuffix("_id"), items=path.rpartition("/")[2], id=name, listed=listed)


@functools.cache
def resource_for(operation: Operation) -> Resource | None:
    """The resource that an operation works on, or the nearest above that it belongs to."""
    path = operation.path
    inner = [one for one in resources() if path == one or path.startswith(f"{one}/")]
    return resources()[max(inner, key=len)] if inner else None


def serialised(resource: Resource, item: Item, quirks: Quirks) -> Serialised:
    """An item by itself, without what it belongs to."""
    return _serialised(resource, (item,), quirks, "alone")[0]


def serialised_in_list(resource: Resource, items: Sequence[Item], quirks: Quirks) -> list[Serialised]:
    """The items of a list."""
    return _serialised(resource, items, quirks, "in-lists")


def _serialised(resource: Resource, items: Sequence[Item], quirks: Quirks, view: View) -> list[Serialised]:
    fields, way = (resource.detailed if view == "alone" else resource.listed), quirks.timestamps
    shown: list[Serialised] = [{name: value for name, value in item.items() if name in fields} for item in items]
    for one in shown:
        for name in resource.times:
            if isinstance(moment := one.get(name), datetime.datetime):
                one[name] = _text_of(moment, way)
    known = resource.behaviour.shown(shown, fields, quirks, view)
    return [with_unknown_fields(one, item[resource.id], quirks) for one, item in zip(known, items, strict=True)]


def with_unknown_fields(shown: Serialised, item_id: object, quirks: Quirks) -> Serialised:
    """With what no source names, where this tenant sends such."""
    return {**shown, "position": item_id, "style": {"color": "red"}} if quirks.unknown_fields else shown


@functools.lru_cache(maxsize=4096)
def _text_of(moment: datetime.datetime, way: str) -> str:
    if way == "milliseconds":
        return f"{moment.isoformat(timespec='milliseconds')[:23]}Z"
    if way == "offset":
        return moment.isoformat(timespec="seconds")
    return f"{moment.isoformat()[:19]}Z"
