"""Reading one item by its id."""

from collections.abc import Callable
from typing import Any

from attrs import frozen

from tines_fake.exchange import Request, Response
from tines_fake.fields import Item
from tines_fake.guards import Guards, conforming_guards, guarded_item
from tines_fake.query_parameters import read_query
from tines_fake.quirks import Quirks
from tines_fake.request_context import RequestContext
from tines_fake.resources import Collection
from tines_fake.state import State
from tines_spec import Operation


@frozen(kw_only=True)
class Steps:
    """The steps to a response. serialised: the item as it is shown."""

    guards: Guards
    serialised: Callable[[dict[str, Any]], dict[str, Any]]
    response: Callable[[Request, Response], Response]


def conforming_steps(_: Operation) -> Steps:
    """The steps of a tenant that keeps its promises."""
    return Steps(
        guards=conforming_guards(),
        serialised=lambda shown: shown,
        response=lambda _, response: response,
    )


def get_item(state: State, context: RequestContext, steps: Steps) -> tuple[State, Response]:
    """Respond to a request for one item."""
    found = guarded_item(state, context, steps.guards)
    if isinstance(found, Response):
        return state, found
    query = read_query(context)
    if isinstance(query, Response):
        return state, query
    shown = steps.serialised(shown_alone(*found, context.quirks))
    return state, Response.of_json(context.operation.success, shown)


def shown_alone(collection: Collection, item: Item, quirks: Quirks) -> dict[str, Any]:
    """An item by itself, with what it belongs to, where the spec has that in it."""
    resource = collection.resource
    named = {name: value for name, value in collection.named_parents.items() if name in resource.detailed}
    return {**named, **resource.behaviour.serialise(resource, item, quirks, "alone")}
