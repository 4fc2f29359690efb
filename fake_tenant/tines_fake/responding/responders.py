"""A pure core, `(state, request) -> (state, response)`: what responds to an operation, and by which steps."""

import functools
from collections.abc import Callable, Mapping
from typing import Any

from attrs import evolve

from tines_fake.contents.state import State
from tines_fake.exchanges.exchange import Response
from tines_fake.responding.item_steps import conforming_item_steps
from tines_fake.responding.listing import conforming_list_steps, list_items
from tines_fake.responding.placeholders import respond_by_example, respond_not_implemented
from tines_fake.responding.reading import get_item
from tines_fake.responding.replacing import create_several_items, replace_all_items
from tines_fake.responding.request_context import RequestContext
from tines_fake.responding.writing import create_item, delete_item, update_item
from tines_spec import Operation, kind_of, operations

Responder = Callable[[State, RequestContext, Any], tuple[State, Response]]
_OF_ITEMS: Mapping[str, Responder] = {
    "get": get_item,
    "create": create_item,
    "update": update_item,
    "append": update_item,
    "delete": delete_item,
    "replace_all": replace_all_items,
    "batch_create": create_several_items,
}


def respond(state: State, context: RequestContext, steps: Any) -> tuple[State, Response]:
    """What a request leaves behind, and its response. steps: those of the operation, with the faults that it meets."""
    after, response = _responder_of(context.operation)(state, context, steps)
    response = steps.response(context.request, response)
    if context.quirks.charset and response.headers.get("content-type") == "application/json":
        response = evolve(response, headers={**response.headers, "content-type": "application/json; charset=utf-8"})
    return after, response


def _responder_of(operation: Operation) -> Responder:
    """By what it does to the items of a list."""
    if operation.paging is not None:
        return list_items
    otherwise = respond_not_implemented if operation.writes else respond_by_example
    return _OF_ITEMS.get(kind_of(operation), otherwise)


@functools.cache
def conforming_steps(operation_name: str) -> Any:
    """The steps of a tenant that keeps its promises: `ListSteps` or `ItemSteps`."""
    operation = operations()[operation_name]
    return conforming_item_steps() if operation.paging is None else conforming_list_steps(operation, operation.paging)
