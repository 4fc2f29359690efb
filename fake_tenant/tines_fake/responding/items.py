"""Reading, creating, updating, deleting and replacing items: what a body may give is taken, all else is the server's.

What is special about a resource, its `Behaviour` says.
"""

import hashlib
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import evolve

from tines_fake.contents.item_fields import Item
from tines_fake.contents.resources import Collection, Id, Resource, resources, serialised, serialised_in_list
from tines_fake.contents.schemas import example_of, moment_in
from tines_fake.contents.state import State
from tines_fake.exchanges.exchange import Response
from tines_fake.responding.request_context import TICK, Body, RequestContext, read_body, read_query
from tines_fake.responding.steps import Steps, guarded_collection, guarded_item
from tines_spec import kind_of, operations, resolve, types_of, written

_RANDOM_BYTES = 7
_MOST_EMBEDDED = 20


def get_item(state: State, context: RequestContext, steps: Steps) -> tuple[State, Response]:
    """Respond to a request for one item."""
    found = guarded_item(state, context, steps)
    read_query(context)
    return state, _response_with(context, *found, steps, _embedded(state, context, *found))


def _embedded(state: State, context: RequestContext, above: Collection, item: Item) -> Body:
    """What comes with an item of lists of its own."""
    shown: Body = {}
    for name, listed in context.operation.embeds.items():
        resource = resources()[operations()[listed].path]
        items = state.items(Collection(resource, (*above.parents, item[above.resource.id])))
        shown[name] = serialised_in_list(resource, items[:_MOST_EMBEDDED], context.quirks)
    return shown


def _response_with(
    context: RequestContext, collection: Collection, item: Item, steps: Steps, more: Mapping[str, Any] = {}
) -> Response:
    """A success that shows an item by itself, with what it belongs to, as far as the spec has these in it, and more."""
    operation = context.operation
    if operation.success_schema is None:
        return Response(status=operation.success)
    shown = {**serialised(collection.resource, item, context.quirks), **more}
    whole = {**context.named(collection), **(shown if operation.envelope is None else {operation.envelope: shown})}
    return Response.of_json(operation.success, steps.body(whole))


def create_item(state: State, context: RequestContext, steps: Steps) -> tuple[State, Response]:
    """Respond to a request to create an item."""
    collection = guarded_collection(state, context, steps)
    given, resource = _given(context, steps), collection.resource
    item_id = _new_id(context, resource, state.next_number(resource))
    item = steps.made(given, _new_item(state, context, resource, item_id, given))
    after = steps.written(collection, state, state.with_item(collection, item).at(context.now))
    response = _response_with(context, collection, item, steps)
    where = {"location": f"{context.request.url}/{item[resource.id]}"} if context.quirks.location else {}
    return after, evolve(response, headers={**response.headers, **where})


def update_item(state: State, context: RequestContext, steps: Steps) -> tuple[State, Response]:
    """Respond to a request to update an item, or to append to a text of it: all else stays."""
    (collection, before), given = guarded_item(state, context, steps), _given(context, steps)
    whole = _appended(before, given) if kind_of(context.operation) == "append" else given
    item = steps.changed(given, before, _changed(state, context, collection.resource, before, whole))
    after = steps.written(collection, state, state.with_item(collection, item).at(context.now))
    return after, _response_with(context, collection, item, steps)


def delete_item(state: State, context: RequestContext, steps: Steps) -> tuple[State, Response]:
    """Respond to a request to delete an item."""
    collection, item_id = guarded_collection(state, context, steps), context.item_id
    if item_id is not None and state.was_removed(collection, item_id):
        if (status := context.quirks.deleted_again) != 204:
            raise context.refused(status, f"{collection.resource.item.capitalize()} not found")
        return state, _deleted(context, steps)
    collection, item = guarded_item(state, context, steps)
    after = state.without_item(collection, item[collection.resource.id]).at(context.now)
    return steps.written(collection, state, after), _deleted(context, steps)


def _given(context: RequestContext, steps: Steps) -> Body:
    """The body, to which some tenants object more than others."""
    if context.operation.body_schema is None:
        return {}
    body = read_body(context, steps.enforced)
    for status, message in _objections(context, body):
        if isinstance(status, int):
            raise context.refused(status, message)
    return body


def _objections(context: RequestContext, body: Body) -> Iterable[tuple[object, str]]:
    quirks, known = context.quirks, written(context.operation)
    several = context.operation in (known.operations.replace_all, known.operations.batch_create)
    items = body.get(known.several or "", ()) if several else (body,)
    for item in items:
        if item.keys() - known.given.keys() - known.unseen.keys():
            yield quirks.owned_fields, "a field is not one to be given"
        if context.resource is not None:
            yield from context.resource.behaviour.objections(item, quirks)
    if several and not items:
        yield quirks.empty_batch, f"{known.several} is empty"
    if context.operation == known.operations.update and not body.keys() & {*known.given, *known.unseen}:
        yield quirks.empty_update, "nothing is given"


def _new_item(state: State, context: RequestContext, resource: Resource, item_id: Id, given: Body) -> Item:
    """A new item. What a body lacks that a conforming tenant would have rejected is empty."""
    behaviour = resource.behaviour
    times = dict.fromkeys(resource.times_of_new_items, context.now)
    empty = {name: one.empty for name, one in resource.fields.items()}
    taken = {**_taken(context, given), **_shown_parts(context, resource, given, empty)}
    item = {**empty, **times, **behaviour.stored(taken, None, context.quirks, context.now), resource.id: item_id}
    return {**item, **behaviour.derived(state.stories, item)}


def _new_id(context: RequestContext, resource: Resource, following: int, index: int = 0) -> Id:
    """The id of a new item, the index-th of one write; `following` is the first number that none ever had."""
    if context.quirks.ids == "random":
        seed = f"{context.now.isoformat()} {index}".encode()
        number = 1 + int.from_bytes(hashlib.blake2b(seed, digest_size=_RANDOM_BYTES).digest(), "big")
    else:
        number = following + index if context.quirks.ids == "consecutive" else following + 2 + 3 * index
    return resource.id_of(number)


def _changed(state: State, context: RequestContext, resource: Resource, before: Item, given: Body) -> Item:
    ignored = (None,) if context.quirks.given_null == "ignored" else ()
    fixed = written(context.operation).fixed if kind_of(context.operation) == "update" else ()
    taken = {
        name: value for name, value in _taken(context, given).items() if value not in ignored and name not in fixed
    }
    taken |= _shown_parts(context, resource, given, before)
    changes = resource.behaviour.stored(taken, before, context.quirks, context.now)
    changes = {**changes, **resource.behaviour.derived(state.stories, changes)}
    stays = context.quirks.unchanged == "stays" and {**before, **changes} == before
    if stays or before.get("updated_at") is None:
        return {**before, **changes}
    # What was filled in may be of the future.
    return {**before, **changes, "updated_at": max(context.now, before["updated_at"] + TICK)}


def _appended(before: Item, given: Body) -> Body:
    """The texts that are given, after those that are there."""
    return {name: f"{before[name] or ''}{text}" if name in before else text for name, text in given.items()}


def _shown_parts(context: RequestContext, resource: Resource, given: Body, before: Item) -> dict[str, Any]:
    """What fields that come back as a part of another say of that one, by their `x-shown-as`."""
    found: dict[str, Any] = {}
    unseen = written(context.operation).unseen
    for name, schema in unseen.items():
        whole = unseen[schema.get("x-adds-to", schema.get("x-removes-from", name))]
        shown, _, part = whole.get("x-shown-as", "").partition(".")
        if not shown or given.get(name) is None:
            continue
        if not isinstance(given[name], list):
            found[shown] = {**(resource.fields[shown].empty or {}), part: given[name]}
            continue
        there = found.get(shown, before.get(shown)) or []
        others = [one for one in there if one.get(part) not in given[name]]
        kept = [] if whole is schema else others
        found[shown] = kept if "x-removes-from" in schema else [*kept, *({part: one} for one in given[name])]
    return found


def _taken(context: RequestContext, given: Body) -> dict[str, Any]:
    fields = {} if context.resource is None else context.resource.fields
    taken = {name: given[name] for name in written(context.operation).given if name in given}
    texts = {name: one for name, one in taken.items() if name in fields and isinstance(one, str)}
    times = {name: moment_in(text) for name, text in texts.items() if fields[name].is_time}
    return {**taken, **times}


def _deleted(context: RequestContext, steps: Steps) -> Response:
    """What is shown of an item that is gone: nothing, or what the spec has of it, which is its id."""
    operation = context.operation
    if operation.success_schema is None:
        return Response(status=operation.success)
    ids = {
        name: str(context.item_id) if "string" in types_of(one) else context.item_id
        for name, one in resolve(operation.success_schema).get("properties", {}).items()
        if name == "id" or name.endswith("_id")
    }
    named = {name: value for name, value in zip(operation.path_parameters, context.ids, strict=False) if name in ids}
    shown: Mapping[str, Any] = {**example_of(operation.success_schema), **ids, **named}
    return Response.of_json(operation.success, steps.body(dict(shown)))


def replace_all_items(state: State, context: RequestContext, steps: Steps) -> tuple[State, Response]:
    """Respond to a request to replace all items of a list."""
    return _several(state, context, steps, guarded_collection(state, context, steps), ())


def create_several_items(state: State, context: RequestContext, steps: Steps) -> tuple[State, Response]:
    """Respond to a request to add several items to a list."""
    collection = guarded_collection(state, context, steps)
    return _several(state, context, steps, collection, state.items(collection))


def _several(
    state: State, context: RequestContext, steps: Steps, collection: Collection, there: Sequence[Item]
) -> tuple[State, Response]:
    """Make the items of a body. there: those that stay."""
    given = _given(context, steps).get(written(context.operation).several or "", [])
    items = _made(state, context, collection, given, steps)
    after = steps.written(collection, state, state.with_items(collection, [*there, *items]).at(context.now))
    shown = serialised_in_list(collection.resource, items, context.quirks)
    whole = {**context.named(collection), context.operation.items or collection.resource.items: shown}
    return after, Response.of_json(context.operation.success, steps.body(whole))


def _made(state: State, context: RequestContext, collection: Collection, given: list[Any], steps: Steps) -> list[Item]:
    """The items in the order that the response gives them in."""
    resource, quirks, known = collection.resource, context.quirks, written(context.operation)
    names = [name for name in (known.address, known.title) if name is not None]
    kept = _by(names, state.items(collection)) if quirks.batch_ids == "kept" and known.operations.replace_all else {}
    following = state.next_number(resource)
    items: list[Item] = []
    for one in given if quirks.batch_order == "kept" else reversed(given):
        item_id = _new_id(context, resource, following, len(items))
        item = steps.made(one, _new_item(state, context, resource, item_id, one))
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
