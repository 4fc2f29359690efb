"""What `FakeTenant.sample()` holds: enough of each list for its pages, and the samples of the documentation."""

import datetime
import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tines_fake.contents.resources import Collection, Resource, resources
from tines_fake.contents.seeding import with_new_items
from tines_fake.contents.state import State
from tines_spec import resolve

ENOUGH_FOR_PAGES = 60
LARGE = {"listCaseActions": 1203}
_FIRST_ID_OF_MANY = 1001


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
    few, many = _owners(state, resource)[:2]
    yield few, _documented(resource) or [{}, {}]
    name = "" if resource.operation is None else resource.operation.name
    first, *others = range(LARGE.get(name, ENOUGH_FOR_PAGES))
    yield many, [{resource.id: resource.id_of(_FIRST_ID_OF_MANY + first)}, *({} for _ in others)]


def _owners(state: State, resource: Resource) -> list[Collection]:
    """The lists of a resource: one of each item that there is of what it belongs to."""
    if resource.parent is None:
        return [Collection(resource)]
    lists = state.collections(resource.parent)
    return [Collection(resource, (*one.parents, i[resource.parent.id])) for one in lists for i in state.items(one)]


def _documented(resource: Resource) -> list[Mapping[str, Any]]:
    """The items that the documentation shows: those of the first example of the list's response."""
    operation = resource.operation
    if operation is None:
        return []
    response = operation.said["responses"][str(operation.success)]
    examples = resolve(response)["content"]["application/json"].get("examples", {})
    shown: Mapping[str, Any] = next((resolve(one)["value"] for one in examples.values()), {})
    return [_stored(resource, item) for item in shown.get(resource.items, ())]


def _stored(resource: Resource, shown: Mapping[str, Any]) -> Mapping[str, Any]:
    times = {name for name in shown if resource.fields[name].is_time and shown[name] is not None}
    return {n: datetime.datetime.fromisoformat(value) if n in times else value for n, value in shown.items()}


def summary_of(state: State) -> str:
    """What a tenant holds: a line for each list that has something in it."""
    lists = (one for resource in resources().values() for one in state.collections(resource))
    return "\n".join(f"  {len(state.items(one)):>5,} at {one.path}" for one in lists if len(state.items(one)))
