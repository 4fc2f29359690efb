"""What a tenant holds as JSON: its lists by their paths, with times as text, and its stories by their URLs."""

import datetime
import json
from collections.abc import Mapping
from typing import Any

from attrs import asdict

from tines_fake.contents.behaviour import Story
from tines_fake.contents.resources import Resource, resources
from tines_fake.contents.seeding import collection_at, with_new_items
from tines_fake.contents.state import State

STORIES = "stories"


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
