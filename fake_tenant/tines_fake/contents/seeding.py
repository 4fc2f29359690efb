"""Filling a tenant: what is not given of an item is made up, and what it belongs to is made where it is missing."""

import datetime
from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import Any

from tines_fake.contents.resources import Collection, Id, Resource, resources
from tines_fake.contents.state import State
from tines_fake.contents.stored_item import StoredItem, stored


def collection_at(path: str) -> Collection:
    """The list at a path, such as /api/v2/cases/1/tasks. Raises ValueError where there is none."""
    for resource in resources().values():
        texts = _arguments(resource.path, path)
        if texts is not None:
            above = zip(resource.lineage, texts, strict=False)
            return Collection(resource, tuple(_checked(one, one.parse_id(text) or text) for one, text in above))
    raise ValueError(f"openapi.yaml has no list at {path}; it has {', '.join(resources())}")


def _arguments(template: str, path: str) -> list[str] | None:
    """What a path has for the arguments of another; None where it is not like it."""
    pairs = list(zip_longest(template.split("/"), path.split("/"), fillvalue=""))
    alike = all(part == given or (part.startswith("{") and given) for part, given in pairs)
    return [given for part, given in pairs if part.startswith("{")] if alike else None


def _checked(resource: Resource, item_id: Any) -> Id:
    """The id. Raises ValueError for what can be none of the resource."""
    if resource.has_numbers:
        valid = isinstance(item_id, int) and not isinstance(item_id, bool) and 0 < item_id < 2**63
    else:
        valid = isinstance(item_id, str) and item_id != ""
    if not valid:
        kind = "a number from 1" if resource.has_numbers else "text"
        raise ValueError(f"the id of the {resource.item} must be {kind}, not {item_id!r}")
    found: Id = item_id
    return found


def with_parents(state: State, collection: Collection, now: datetime.datetime | None = None) -> State:
    """What a list belongs to is there afterwards."""
    above = collection.above
    if above is None or state.has_parents(collection):
        return state
    state = with_parents(state, above, now)
    item_id = collection.parents[-1]
    number = item_id if isinstance(item_id, int) else state.next_number(above.resource)
    return state.with_item(above, above.resource.new_item(item_id, number, {}, now))


def with_new_items(
    state: State, collection: Collection, given: Iterable[Mapping[str, Any]], now: datetime.datetime | None = None
) -> tuple[State, list[StoredItem]]:
    """Add items. now: when they are made; where nobody says so, their numbers stand for times.

    Raises ValueError for an id that is none or taken, TypeError for what no item has.
    """
    resource = collection.resource
    items: dict[Id, StoredItem] = {}
    following = state.next_number(resource)
    for fields in given:
        item_id = _checked(resource, fields.get(resource.id, resource.id_of(following)))
        if item_id in items or _is_taken(state, resource, item_id):
            raise ValueError(f"{resource.item} {item_id} must be a new one")
        number = item_id if isinstance(item_id, int) else following
        items[item_id] = stored(resource.new_item(item_id, number, fields, now))
        following = 1 + max(number, following - 1)
    return _with_items(with_parents(state, collection, now), collection, items), list(items.values())


def with_item(
    state: State,
    collection: Collection,
    item_id: Id | None,
    given: Mapping[str, Any],
    now: datetime.datetime | None = None,
) -> tuple[State, StoredItem]:
    """Add an item, or change what is given of the one with its id."""
    resource = collection.resource
    existing = None if item_id is None else state.item(collection, item_id)
    if existing is None:
        fields = given if item_id is None else {**given, resource.id: item_id}
        state, (item,) = with_new_items(state, collection, [fields], now)
        return state, item
    resource.check(given)
    changed = stored({**existing, **given})
    return state.with_item(collection, changed), changed


def _is_taken(state: State, resource: Resource, item_id: Id) -> bool:
    if isinstance(item_id, int) and item_id >= state.next_number(resource):
        return False
    return any(state.item(one, item_id) is not None for one in state.collections(resource))


def _with_items(state: State, collection: Collection, items: Mapping[Id, StoredItem]) -> State:
    if len(items) == 1:
        return state.with_item(collection, *items.values())
    return state.with_items(collection, [*state.items(collection), *items.values()])
