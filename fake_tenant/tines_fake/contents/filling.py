"""Filling a tenant: by hand, with JSON (its lists by their paths, its stories by their URLs), or with the sample.

What is not given of an item is made up, and what it belongs to is made where it is missing.
"""

import datetime
import functools
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import asdict

from tines_fake.contents.behaviour import Story
from tines_fake.contents.resources import Collection, Id, Resource, resources
from tines_fake.contents.state import State, StoredItem, stored
from tines_spec import resolve

STORIES = "stories"
ENOUGH_FOR_PAGES = 60
LARGE = {"listCaseActions": 1203}
_FIRST_ID_OF_MANY = 1001


def collection_at(path: str) -> Collection:
    """The list at a path, such as /api/v2/cases/1/tasks. Raises ValueError where there is none."""
    for resource in resources().values():
        found = re.fullmatch(re.sub(r"{\w+}", "([^/]+)", resource.path), path)
        if found is not None:
            above = zip(resource.lineage, found.groups(), strict=False)
            return Collection(resource, tuple(_checked(one, one.parse_id(text) or text) for one, text in above))
    raise ValueError(f"openapi.yaml has no list at {path}; it has {', '.join(resources())}")


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
    state, added = with_parents(state, collection, now), list(items.values())
    if len(added) == 1:
        return state.with_item(collection, *added), added
    return state.with_items(collection, [*state.items(collection), *added]), added


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


def as_json(state: State) -> dict[str, Any]:
    """Such as {"/api/v2/cases": [{"case_id": 1, …}], "/api/v2/cases/1/actions": […]}."""
    found: dict[str, Any] = {}
    for resource in resources().values():
        for collection in state.collections(resource):
            found[collection.path] = [_shown(item) for item in state.items(collection)]
    return found | ({STORIES: {url: asdict(one) for url, one in state.stories.items()}} if state.stories else {})


def _shown(item: Mapping[str, Any]) -> dict[str, Any]:
    return {n: value.isoformat() if isinstance(value, datetime.datetime) else value for n, value in item.items()}


def with_json(state: State, given: Any, now: datetime.datetime | None) -> State:
    """With what JSON describes: what is not said of an item is made up. Raises ValueError or TypeError."""
    if isinstance(given, (str, bytes)):
        given = _parsed(given)
    if not isinstance(given, Mapping):
        raise TypeError(f"what a tenant is to hold must be an object of lists by their paths, not {given!r:.100}")
    for url, story in given.get(STORIES, {}).items():
        try:
            state = state.with_story(url, Story(**story))
        except TypeError as error:
            raise TypeError(f"story {url}: {error}") from None
    # What others belong to comes first, lest it be made up.
    for path in sorted(given.keys() - {STORIES}, key=lambda path: (path.count("/"), path)):
        collection = collection_at(path)
        if not isinstance(given[path], list):
            raise TypeError(f"{path} must be a list of items, not {given[path]!r:.100}")
        items = [_stored(path, collection.resource, item) for item in given[path]]
        state, _ = with_new_items(state, collection, items, now)
    return state


def _parsed(text: str | bytes) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("what a tenant is to hold is nested too deeply") from None
    except ValueError as error:
        raise ValueError(f"what a tenant is to hold is no JSON: {error}") from None


def _stored(path: str, resource: Resource, item: Any) -> Mapping[str, Any]:
    if not isinstance(item, Mapping):
        raise TypeError(f"{path} must be a list of objects, not of {item!r:.100}")
    times = [name for name, one in resource.fields.items() if one.is_time and isinstance(item.get(name), str)]
    try:
        return {**item, **{name: datetime.datetime.fromisoformat(item[name]) for name in times}}
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None


@functools.cache
def sample_state() -> State:
    """60 items of each list that stands for itself. Of what belongs to these, the first has what the documentation
    shows, or two items; the second has many; the others have none.
    """
    state = State()
    for resource in resources().values():
        for collection, given in _filled(state, resource):
            state, _ = with_new_items(state, collection, given)
    return state


def _filled(state: State, resource: Resource) -> Iterator[tuple[Collection, Iterable[Mapping[str, Any]]]]:
    if resource.parent is None:
        yield Collection(resource), [{}] * ENOUGH_FOR_PAGES
        return
    above, name = state.collections(resource.parent), resource.parent.id
    few, many, *_ = (Collection(resource, (*one.parents, i[name])) for one in above for i in state.items(one))
    yield few, _documented(resource) or [{}, {}]
    size = LARGE.get("" if resource.operation is None else resource.operation.name, ENOUGH_FOR_PAGES)
    first, *others = range(size)
    yield many, [{resource.id: resource.id_of(_FIRST_ID_OF_MANY + first)}, *({} for _ in others)]


def _documented(resource: Resource) -> list[Mapping[str, Any]]:
    """The items that the documentation shows: those of the first example of the list's response."""
    operation = resource.operation
    if operation is None:
        return []
    response = operation.said["responses"][str(operation.success)]
    examples = resolve(response)["content"]["application/json"].get("examples", {})
    shown: Mapping[str, Any] = next((resolve(one)["value"] for one in examples.values()), {})
    return [_stored(resource.path, resource, item) for item in shown.get(resource.items, ())]


def summary_of(state: State) -> str:
    """What a tenant holds: a line for each list that has something in it."""
    lists = (one for resource in resources().values() for one in state.collections(resource))
    return "\n".join(f"  {len(state.items(one)):>5,} at {one.path}" for one in lists if len(state.items(one)))
