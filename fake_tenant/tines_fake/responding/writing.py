"""Creating, updating and deleting an item: what a body may give is taken, all else about it is the server's.

What is special about a resource, its `Behaviour` says.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve

from tines_fake.contents.item_fields import Item
from tines_fake.contents.resources import Collection, Id, Resource
from tines_fake.contents.schema_examples import example_of
from tines_fake.contents.schema_types import types_of
from tines_fake.contents.state import State
from tines_fake.exchanges.error_responses import error_response
from tines_fake.exchanges.exchange import Response
from tines_fake.responding.guards import guarded_collection, guarded_item
from tines_fake.responding.item_steps import ItemSteps
from tines_fake.responding.reading import response_with
from tines_fake.responding.request_body import Body, read_body
from tines_fake.responding.request_context import TICK, RequestContext
from tines_spec import Writable, kind_of, resolve, writable

_RANDOM_BYTES = 7


def create_item(state: State, context: RequestContext, steps: ItemSteps) -> tuple[State, Response]:
    """Respond to a request to create an item."""
    collection = guarded_collection(state, context, steps.guards)
    if isinstance(collection, Response):
        return state, collection
    given = read_given(context, steps)
    if isinstance(given, Response):
        return state, given
    resource = collection.resource
    item_id = new_id(context, resource, state.next_number(resource))
    item = steps.made(given, new_item(state, context, resource, item_id, given))
    after = steps.written(collection, state, state.with_item(collection, item).at(context.now))
    return after, _located(context, item[resource.id], response_with(context, collection, item, steps))


def update_item(state: State, context: RequestContext, steps: ItemSteps) -> tuple[State, Response]:
    """Respond to a request to update an item, or to append to a text of it: all that is not given stays."""
    found = guarded_item(state, context, steps.guards)
    if isinstance(found, Response):
        return state, found
    given = read_given(context, steps)
    if isinstance(given, Response):
        return state, given
    collection, before = found
    whole = _appended(before, given) if kind_of(context.operation) == "append" else given
    item = steps.changed(given, before, _changed(state, context, collection.resource, before, whole))
    after = steps.written(collection, state, state.with_item(collection, item).at(context.now))
    return after, response_with(context, collection, item, steps)


def delete_item(state: State, context: RequestContext, steps: ItemSteps) -> tuple[State, Response]:
    """Respond to a request to delete an item."""
    if _was_deleted(state, context, steps):
        return state, _deleted_again(context, steps)
    found = guarded_item(state, context, steps.guards)
    if isinstance(found, Response):
        return state, found
    collection, item = found
    after = state.without_item(collection, item[collection.resource.id]).at(context.now)
    return steps.written(collection, state, after), _deleted(context, steps)


def read_given(context: RequestContext, steps: ItemSteps) -> Body | Response:
    """The body, or an error, of which some tenants have more than others."""
    if context.operation.body_schema is None:
        return {}
    body = read_body(context, steps.enforced)
    if isinstance(body, Response):
        return body
    for status, message in _objections(context, body):
        if isinstance(status, int):
            return error_response(status, message, context.quirks.error_body)
    return body


def _objections(context: RequestContext, body: Body) -> Iterable[tuple[object, str]]:
    quirks, known = context.quirks, _written(context)
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


def new_item(state: State, context: RequestContext, resource: Resource, item_id: Id, given: Body) -> Item:
    """A new item. What a body lacks that a conforming tenant would have rejected is empty."""
    behaviour = resource.behaviour
    times = {name: context.now for name, one in resource.fields.items() if one.is_set_when_new}
    empty = {name: one.empty for name, one in resource.fields.items()}
    taken = {**_taken(context, given), **_shown_parts(context, resource, given)}
    item = {**empty, **times, **behaviour.stored(taken, None, context.quirks), resource.id: item_id}
    return {**item, **behaviour.derived(state.stories, item)}


def new_id(context: RequestContext, resource: Resource, following: int, index: int = 0) -> Id:
    """The id of a new item, the index-th of one write; `following` is the first number that none ever had."""
    if context.quirks.ids == "random":
        seed = f"{context.now.isoformat()} {index}".encode()
        number = 1 + int.from_bytes(hashlib.blake2b(seed, digest_size=_RANDOM_BYTES).digest(), "big")
    else:
        number = following + index if context.quirks.ids == "consecutive" else following + 2 + 3 * index
    return resource.id_of(number)


def _changed(state: State, context: RequestContext, resource: Resource, before: Item, given: Body) -> Item:
    ignored = (None,) if context.quirks.given_null == "ignored" else ()
    taken = {name: value for name, value in _taken(context, given).items() if value not in ignored}
    taken |= _shown_parts(context, resource, given)
    changes = resource.behaviour.stored(taken, before, context.quirks)
    changes = {**changes, **resource.behaviour.derived(state.stories, changes)}
    stays = context.quirks.unchanged == "stays" and {**before, **changes} == before
    if stays or before.get("updated_at") is None:
        return {**before, **changes}
    # What was filled in may be of the future.
    return {**before, **changes, "updated_at": max(context.now, before["updated_at"] + TICK)}


def _appended(before: Item, given: Body) -> Body:
    """The texts that are given, after those that are there."""
    return {name: f"{before[name] or ''}{text}" if name in before else text for name, text in given.items()}


def _shown_parts(context: RequestContext, resource: Resource, given: Body) -> dict[str, Any]:
    """What a field that nothing shows says of one that is shown: `author_email` of the author, and so on."""
    found: dict[str, Any] = {}
    for name in given.keys() & _written(context).unseen.keys():
        stem, _, part = name.rpartition("_")
        if stem in resource.fields:
            found[stem] = {part: given[name]}
        elif f"{stem}s" in resource.fields:
            found[f"{stem}s"] = [{part.removesuffix("s"): one} for one in given[name]]
    return found


def _taken(context: RequestContext, given: Body) -> dict[str, Any]:
    return {name: given[name] for name in _written(context).given if name in given}


def _written(context: RequestContext) -> Writable:
    known = writable(context.operation)
    assert known is not None
    return known


def _located(context: RequestContext, item_id: Id, response: Response) -> Response:
    where = {"location": f"{context.request.url}/{item_id}"} if context.quirks.location else {}
    return evolve(response, headers={**response.headers, **where})


def _was_deleted(state: State, context: RequestContext, steps: ItemSteps) -> bool:
    collection, item_id = guarded_collection(state, context, steps.guards), context.item_id
    return isinstance(collection, Collection) and item_id is not None and state.was_removed(collection, item_id)


def _deleted_again(context: RequestContext, steps: ItemSteps) -> Response:
    status, shape = context.quirks.deleted_again, context.quirks.error_body
    if status == 204:
        return _deleted(context, steps)
    item = "Item" if context.resource is None else context.resource.item.capitalize()
    return error_response(status, f"{item} not found", shape)


def _deleted(context: RequestContext, steps: ItemSteps) -> Response:
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
