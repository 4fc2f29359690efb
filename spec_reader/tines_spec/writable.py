"""What may be written of the items of a list. Derived once, from the bodies of the operations that write them."""

import functools
from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from tines_spec.document import inlined, resolve
from tines_spec.operation import Operation
from tines_spec.resources import Resource, resource_of

_SPECIAL = {"format", "enum", "pattern", "x-extensible-enum", "x-secret"}


@frozen(eq=False)
class Writable:
    """What may be written of the items of one list.

    item, items: what one and several are called. id: the property that identifies one. operations: those on the items.
    given: the properties that a body may give, with their schemas, without references. unseen: those besides that
    nothing shows. required: those that a new item needs. of_new: those that one may be given, but for moments: which of
    them are taken when, is the tenant's own. owned: the properties that the server alone sets, with their schemas, but
    for the id.
    """

    item: str
    items: str
    id: str
    operations: Resource
    given: Mapping[str, Mapping[str, Any]] = field(repr=False)
    unseen: Mapping[str, Mapping[str, Any]] = field(repr=False)
    required: tuple[str, ...]
    of_new: tuple[str, ...]
    owned: Mapping[str, Mapping[str, Any]] = field(repr=False)

    @functools.cached_property
    def title(self) -> str | None:
        """The text that people tell items apart by."""
        ordered = sorted(self.given, key=lambda name: name not in self.required)
        return next((name for name in ordered if is_text(self.given[name])), None)

    @functools.cached_property
    def texts(self) -> tuple[str, ...]:
        """The texts beside the title."""
        return tuple(name for name, one in self.given.items() if is_text(one) and name != self.title)

    @functools.cached_property
    def address(self) -> str | None:
        """The text that is a URL, which may hold a secret."""
        return next((name for name, one in self.given.items() if _is_address(one)), None)

    @functools.cached_property
    def names(self) -> tuple[str, ...]:
        """What an item is known again by: its address, and its title."""
        return tuple(name for name in (self.address, self.title) if name is not None)

    @functools.cached_property
    def optional(self) -> tuple[str, ...]:
        """What a new item may be given, and does not need."""
        return tuple(name for name in self.of_new if name not in self.required)

    @functools.cached_property
    def fixed(self) -> tuple[str, ...]:
        """What a new item may be given, and no update takes."""
        update = self.operations.update
        changed = self.given if update is None else _properties(inlined(update.body_schema or {}))
        return tuple(name for name in self.given if name not in changed)

    @functools.cached_property
    def mappings(self) -> tuple[str, ...]:
        """The objects whose properties nobody lists."""
        return tuple(name for name, one in self.given.items() if "object" in types_of(one) and not _properties(one))

    @functools.cached_property
    def choices(self) -> Mapping[str, tuple[str, ...]]:
        """The properties of which the values are listed, with these."""
        return {name: tuple(one["enum"]) for name, one in self.given.items() if "enum" in one}

    @functools.cached_property
    def times(self) -> tuple[str, ...]:
        """The moments."""
        return tuple(name for name, one in self.given.items() if one.get("format") == "date-time")

    @functools.cached_property
    def parts(self) -> Mapping[str, tuple[str, str]]:
        """What a body gives or adds of a list that an item shows: the list, and the part of each of its items.

        Not the e-mails: those who have them would hear of it.
        """
        whole = {name: self.unseen.get(one.get("x-adds-to", name), {}) for name, one in self.unseen.items()}
        lists = {name: one for name, one in whole.items() if "array" in types_of(one) and "x-shown-as" in one}
        places = {name: one["x-shown-as"].split(".") for name, one in lists.items()}
        return {name: (shown, part) for name, (shown, part) in places.items() if part != "email"}

    @property
    def appended(self) -> str | None:
        """The text that can be appended to."""
        operation = self.operations.append
        return None if operation is None else operation.said["x-appends"]

    @functools.cached_property
    def several(self) -> str | None:
        """The array of a body that holds whole items."""
        operation = self.operations.replace_all or self.operations.batch_create
        properties = {} if operation is None else _properties(inlined(operation.body_schema or {}))
        return next((name for name, one in properties.items() if "array" in types_of(one)), None)


@functools.cache
def writable(operation: Operation) -> Writable | None:
    """What may be written of the items that an operation works on; None where nothing writes them."""
    found = resource_of(operation)
    listing = found.list
    if listing is None or not any((found.create, found.update, found.delete, found.replace_all)):
        return None
    if listing is not operation:
        return writable(listing)
    assert listing.paging is not None
    bodies = [inlined(one.body_schema or {}) for one in (found.create, found.update) if one is not None]
    every = {name: one for body in reversed(bodies) for name, one in _properties(body).items()}
    given = {name: one for name, one in every.items() if not one.get("writeOnly")}
    unseen = {name: one for name, one in every.items() if name not in given}
    of_new = tuple(n for n in _properties(bodies[0]) if n in given and given[n].get("format") != "date-time")
    required = bodies[0].get("required", ()) if found.create is not None else ()
    shown = _properties(resolve(_properties(resolve(listing.success_schema))[listing.paging.items])["items"])
    alone = {} if found.get is None else _properties(found.get.item_schema or {})
    outer = {*every, listing.paging.id, *listing.path_parameters}
    owned = {name: inlined(one) for name, one in {**shown, **alone}.items() if name not in outer}
    words = listing.paging.item, f"{listing.paging.item}s", listing.paging.id
    return Writable(*words, found, given, unseen, tuple(required), of_new, owned)


def written(operation: Operation) -> Writable:
    """The same, of an operation whose items something writes."""
    known = writable(operation)
    assert known is not None, operation.name
    return known


def _properties(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = resolve(schema).get("properties", {})
    return found


def types_of(schema: Mapping[str, Any]) -> tuple[str, ...]:
    """The types of JSON that a schema allows, in its order; none where it names none."""
    schema = resolve(schema)
    named = schema.get("type", ())
    own = (named,) if isinstance(named, str) else named
    inner = [types_of(one) for one in (*schema.get("oneOf", ()), *schema.get("anyOf", ()))]
    return tuple(dict.fromkeys((*own, *(name for names in inner for name in names))))


def is_text(schema: Mapping[str, Any]) -> bool:
    """Whether a schema is of any text, which may tell an item from others."""
    return {"string"} <= {*types_of(schema)} <= {"string", "null"} and not _SPECIAL & schema.keys()


def _is_address(schema: Mapping[str, Any]) -> bool:
    return "string" in types_of(schema) and (bool(schema.get("x-secret")) or schema.get("format") == "uri")
