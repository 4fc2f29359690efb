"""Which function responds to which operation, and its steps: a pure core, `(state, request) -> (state, response)`."""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import frozen

from tines_fake import listing, placeholders, reading
from tines_fake.case_actions import creating, deleting, replacing, steps, updating
from tines_fake.exchange import Response
from tines_fake.request_context import RequestContext
from tines_fake.state import State
from tines_spec import Operation, resource_of


@frozen
class Responder:
    """respond: from a state, a request and the steps to the next state and the response. conforming_steps: the steps
    of a tenant that keeps its promises.
    """

    respond: Callable[[State, RequestContext, Any], tuple[State, Response]]
    conforming_steps: Callable[[Operation], Any]


LISTING = Responder(listing.list_items, listing.conforming_steps)
READING = Responder(reading.get_item, reading.conforming_steps)
PLACEHOLDER = Responder(placeholders.respond_by_example, reading.conforming_steps)
WRITING: Mapping[str, Responder] = {
    "createCaseAction": Responder(creating.create_case_action, steps.conforming_steps),
    "updateCaseAction": Responder(updating.update_case_action, steps.conforming_steps),
    "deleteCaseAction": Responder(deleting.delete_case_action, steps.conforming_steps),
    "replaceAllCaseActions": Responder(replacing.replace_all_case_actions, steps.conforming_steps),
}


def responder_of(operation: Operation) -> Responder:
    """What responds to an operation; a list and a single read need nothing of their own."""
    if operation.name in WRITING:
        return WRITING[operation.name]
    if operation.paging is not None:
        return LISTING
    single = resource_of(operation).get
    return READING if single is not None and single.name == operation.name else PLACEHOLDER
