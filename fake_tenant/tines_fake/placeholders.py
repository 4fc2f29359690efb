"""Responding by the examples of openapi.yaml to the operations of which the fake knows no more than that."""

from tines_fake.exchange import Response
from tines_fake.guards import error_of_key, guarded_collection, guarded_item
from tines_fake.query_parameters import read_query
from tines_fake.reading import Steps
from tines_fake.request_body import read_body
from tines_fake.request_context import RequestContext
from tines_fake.resources import argument_names
from tines_fake.schema_examples import example_of
from tines_fake.state import State


def respond_by_example(state: State, context: RequestContext, steps: Steps) -> tuple[State, Response]:
    """Respond with a success that the schema allows. Nothing is stored."""
    return state, _error(state, context, steps) or _success(context, steps)


def _error(state: State, context: RequestContext, steps: Steps) -> Response | None:
    above = _error_above(state, context, steps)
    if above is not None:
        return above
    query = read_query(context)
    if isinstance(query, Response):
        return query
    if context.operation.body_schema is None:
        return None
    body = read_body(context, lambda problems: problems)
    return body if isinstance(body, Response) else None


def _error_above(state: State, context: RequestContext, steps: Steps) -> Response | None:
    """The error where the key is wrong, or where there is no such case that this would belong to."""
    if context.resource is None:
        return error_of_key(context, steps.guards)
    guarded = guarded_item if len(context.ids) == len(context.resource.lineage) else guarded_collection
    found = guarded(state, context, steps.guards)
    return found if isinstance(found, Response) else None


def _success(context: RequestContext, steps: Steps) -> Response:
    operation = context.operation
    if operation.success_schema is None:
        return Response(status=operation.success)
    shown = example_of(operation.success_schema)
    if isinstance(shown, dict):
        named = dict(zip(argument_names(operation.path), context.ids, strict=False))
        shown = steps.serialised({**shown, **{name: value for name, value in named.items() if name in shown}})
    return Response.of_json(operation.success, shown)
