"""Replacing all items of a list at once, which Tines calls "batch update"."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from typing import Any

from tines_fake.contents.item_fields import Item
from tines_fake.contents.resources import Collection
from tines_fake.contents.serialisers import serialised_in_list
from tines_fake.contents.state import State
from tines_fake.exchanges.exchange import Response
from tines_fake.responding.guards import guarded_collection
from tines_fake.responding.item_steps import ItemSteps
from tines_fake.responding.request_context import RequestContext
from tines_fake.responding.writing import new_id, new_item, read_given
from tines_spec import Writable, resolve, writable


def replace_all_items(state: State, context: RequestContext, steps: ItemSteps) -> tuple[State, Response]:
    """Respond to a request to replace all items of a list."""
    return _several(state, context, steps, keeps=False)


def create_several_items(state: State, context: RequestContext, steps: ItemSteps) -> tuple[State, Response]:
    """Respond to a request to add several items to a list."""
    return _several(state, context, steps, keeps=True)


def _several(state: State, context: RequestContext, steps: ItemSteps, *, keeps: bool) -> tuple[State, Response]:
    collection = guarded_collection(state, context, steps.guards)
    if isinstance(collection, Response):
        return state, collection
    given, known = read_given(context, steps), writable(context.operation)
    if isinstance(given, Response):
        return state, given
    assert known is not None
    items = _made(state, context, collection, known, given.get(known.several or "", []), steps)
    there = state.items(collection) if keeps else ()
    after = steps.written(collection, state, state.with_items(collection, [*there, *items]).at(context.now))
    return after, _shown(context, collection, items, steps)


def _shown(context: RequestContext, collection: Collection, items: list[Item], steps: ItemSteps) -> Response:
    operation, resource = context.operation, collection.resource
    properties = resolve(operation.success_schema or {}).get("properties", {})
    shown = serialised_in_list(resource, items, context.quirks)
    named = {name: value for name, value in collection.named_parents.items() if name in properties}
    return Response.of_json(operation.success, steps.body({**named, operation.items or resource.items: shown}))


def _made(
    state: State,
    context: RequestContext,
    collection: Collection,
    known: Writable,
    given: list[Any],
    steps: ItemSteps,
) -> list[Item]:
    """The items in the order that the response gives them in."""
    resource, quirks = collection.resource, context.quirks
    names = [name for name in (known.address, known.title) if name is not None]
    kept = _by(names, state.items(collection)) if quirks.batch_ids == "kept" and known.operations.replace_all else {}
    following = state.next_number(resource)
    items: list[Item] = []
    for one in given if quirks.batch_order == "kept" else reversed(given):
        item_id = new_id(context, resource, following, len(items))
        item = steps.made(one, new_item(state, context, resource, item_id, one))
        if same := kept.get(tuple(item[name] for name in names)):
            old = same.popleft()
            item = {**item, **{name: old[name] for name in (resource.id, "created_at") if name in old}}
        items.append(item)
    return items


def _by(names: list[str], items: Iterable[Item]) -> Mapping[tuple[Any, ...], deque[Item]]:
    found: defaultdict[tuple[Any, ...], deque[Item]] = defaultdict(deque)
    for item in items:
        found[tuple(item[name] for name in names)].append(item)
    return found
