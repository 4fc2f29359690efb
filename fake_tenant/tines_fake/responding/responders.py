"""A pure core, `(state, request) -> (state, response)`: what responds to an operation.

To one of which the fake knows no more than openapi.yaml says, an example of its schema responds; to a write, 501.
"""

from collections.abc import Callable, Mapping

from attrs import evolve

from tines_fake.contents.resources import argument_names
from tines_fake.contents.schemas import example_of
from tines_fake.contents.state import State
from tines_fake.exchanges.exchange import Response
from tines_fake.responding.items import (
    create_item,
    create_several_items,
    delete_item,
    get_item,
    replace_all_items,
    update_item,
)
from tines_fake.responding.listing import list_items
from tines_fake.responding.request_context import RefusedError, RequestContext, read_query
from tines_fake.responding.steps import Steps, check_key, guarded_collection, guarded_item
from tines_spec import Operation, kind_of

Responder = Callable[[State, RequestContext, Steps], tuple[State, Response]]
_OF_ITEMS: Mapping[str, Responder] = {
    "get": get_item,
    "create": create_item,
    "update": update_item,
    "append": update_item,
    "delete": delete_item,
    "replace_all": replace_all_items,
    "batch_create": create_several_items,
}


def respond(state: State, context: RequestContext, steps: Steps) -> tuple[State, Response]:
    """What a request leaves behind, and its response. steps: with the faults that it meets."""
    try:
        state, response = _responder_of(context.operation)(state, context, steps)
    except RefusedError as refused:
        response = refused.response
    response = steps.response(context.request, response)
    if context.quirks.charset and response.headers.get("content-type") == "application/json":
        response = evolve(response, headers={**response.headers, "content-type": "application/json; charset=utf-8"})
    return state, response


def _responder_of(operation: Operation) -> Responder:
    """By what it does to the items of a list."""
    if operation.paging is not None:
        return list_items
    return _OF_ITEMS.get(kind_of(operation), _not_implemented if operation.writes else _example)


def _example(state: State, context: RequestContext, steps: Steps) -> tuple[State, Response]:
    """Respond to a read with a success that the schema allows."""
    _check_place(state, context, steps)
    read_query(context)
    operation = context.operation
    if operation.success_schema is None:
        return state, Response(status=operation.success)
    shown = example_of(operation.success_schema)
    if isinstance(shown, dict):
        named = dict(zip(argument_names(operation.path), context.ids, strict=False))
        shown = steps.body({**shown, **{name: value for name, value in named.items() if name in shown}})
    return state, Response.of_json(operation.success, shown)


def _not_implemented(state: State, context: RequestContext, steps: Steps) -> tuple[State, Response]:
    """Refuse a write that the fake cannot do: it would lie if it said that it was done."""
    _check_place(state, context, steps)
    name = context.operation.name
    raise context.refused(
        501, f"The fake tenant does not implement {name}: it creates, updates, deletes and replaces what is listed"
    )


def _check_place(state: State, context: RequestContext, steps: Steps) -> None:
    """Refuse a wrong key, and what would belong to a case that is not there."""
    if context.resource is None:
        check_key(context, steps)
    elif len(context.ids) == len(context.resource.lineage):
        guarded_item(state, context, steps)
    else:
        guarded_collection(state, context, steps)
