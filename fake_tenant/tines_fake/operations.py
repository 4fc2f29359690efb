"""Which function responds to which operation, and its steps: a pure core, `(state, request) -> (state, response)`."""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import frozen

from tines_fake import item_steps, listing, placeholders, reading, replacing, writing
from tines_fake.exchange import Response
from tines_fake.request_context import RequestContext
from tines_fake.state import State
from tines_spec import Operation, kind_of


@frozen
class Responder:
    """respond: from a state, a request and the steps to the next state and the response. conforming_steps: the steps
    of a tenant that keeps its promises.
    """

    respond: Callable[[State, RequestContext, Any], tuple[State, Response]]
    conforming_steps: Callable[[Operation], Any] = item_steps.conforming_steps


_LISTING = Responder(listing.list_items, listing.conforming_steps)
_OF_ITEMS: Mapping[str, Responder] = {
    "get": Responder(reading.get_item),
    "create": Responder(writing.create_item),
    "update": Responder(writing.update_item),
    "delete": Responder(writing.delete_item),
    "replace_all": Responder(replacing.replace_all_items),
}
_EXAMPLE = Responder(placeholders.respond_by_example)
_NOT_IMPLEMENTED = Responder(placeholders.respond_not_implemented)


def responder_of(operation: Operation) -> Responder:
    """What responds to an operation, by what it does to the items of a list."""
    if operation.paging is not None:
        return _LISTING
    otherwise = _NOT_IMPLEMENTED if operation.writes else _EXAMPLE
    return _OF_ITEMS.get(kind_of(operation), otherwise)
