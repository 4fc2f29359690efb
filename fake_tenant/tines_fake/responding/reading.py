"""Reading one item by its id, and how one is shown by itself."""

from tines_fake.contents.item_fields import Item
from tines_fake.contents.resources import Collection
from tines_fake.contents.serialisers import serialised
from tines_fake.contents.state import State
from tines_fake.exchanges.exchange import Response
from tines_fake.responding.guards import guarded_item
from tines_fake.responding.item_steps import ItemSteps
from tines_fake.responding.query import read_query
from tines_fake.responding.request_context import RequestContext
from tines_spec import resolve


def get_item(state: State, context: RequestContext, steps: ItemSteps) -> tuple[State, Response]:
    """Respond to a request for one item."""
    found = guarded_item(state, context, steps.guards)
    if isinstance(found, Response):
        return state, found
    query = read_query(context)
    if isinstance(query, Response):
        return state, query
    return state, response_with(context, *found, steps)


def response_with(context: RequestContext, collection: Collection, item: Item, steps: ItemSteps) -> Response:
    """A success that shows an item by itself, with what it belongs to, as far as the spec has these in it."""
    operation = context.operation
    if operation.success_schema is None:
        return Response(status=operation.success)
    properties = resolve(operation.success_schema).get("properties", {})
    named = {name: value for name, value in collection.named_parents.items() if name in properties}
    shown = serialised(collection.resource, item, context.quirks)
    whole = {**named, **(shown if operation.envelope is None else {operation.envelope: shown})}
    return Response.of_json(operation.success, steps.body(whole))
