"""Responding to the operations of which the fake knows no more than openapi.yaml says."""

from tines_fake.contents.resources import argument_names
from tines_fake.contents.schema_examples import example_of
from tines_fake.contents.state import State
from tines_fake.exchanges.error_responses import error_response
from tines_fake.exchanges.exchange import Response
from tines_fake.responding.guards import error_of_key, guarded_collection, guarded_item
from tines_fake.responding.item_steps import ItemSteps
from tines_fake.responding.query import read_query
from tines_fake.responding.request_context import RequestContext


def respond_by_example(state: State, context: RequestContext, steps: ItemSteps) -> tuple[State, Response]:
    """Respond to a read with a success that the schema allows."""
    if (error := _error_above(state, context, steps)) is not None:
        return state, error
    query = read_query(context)
    return state, query if isinstance(query, Response) else _success(context, steps)


def respond_not_implemented(state: State, context: RequestContext, steps: ItemSteps) -> tuple[State, Response]:
    """Respond to a write that the fake cannot do: it would lie if it said that it was done."""
    name = context.operation.name
    message = f"The fake tenant does not implement {name}: it creates, updates, deletes and replaces what is listed"
    error = _error_above(state, context, steps)
    return state, error or error_response(501, message, context.quirks.error_body)


def _error_above(state: State, context: RequestContext, steps: ItemSteps) -> Response | None:
    """The error where the key is wrong, or where there is no such case that this would belong to."""
    if context.resource is None:
        return error_of_key(context, steps.guards)
    guarded = guarded_item if len(context.ids) == len(context.resource.lineage) else guarded_collection
    found = guarded(state, context, steps.guards)
    return found if isinstance(found, Response) else None


def _success(context: RequestContext, steps: ItemSteps) -> Response:
    operation = context.operation
    if operation.success_schema is None:
        return Response(status=operation.success)
    shown = example_of(operation.success_schema)
    if isinstance(shown, dict):
        named = dict(zip(argument_names(operation.path), context.ids, strict=False))
        shown = steps.body({**shown, **{name: value for name, value in named.items() if name in shown}})
    return Response.of_json(operation.success, shown)
