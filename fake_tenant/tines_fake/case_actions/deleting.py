"""Deleting an action."""

from tines_fake.case_actions.steps import Steps
from tines_fake.error_responses import error_response
from tines_fake.exchange import Response
from tines_fake.guards import guarded_collection, guarded_item
from tines_fake.request_context import RequestContext
from tines_fake.resources import Collection
from tines_fake.state import State


def delete_case_action(state: State, context: RequestContext, steps: Steps) -> tuple[State, Response]:
    """Respond to a request to delete an action."""
    if _was_deleted(state, context, steps):
        status, shape = context.quirks.deleted_again, context.quirks.error_body
        return state, Response(status=204) if status == 204 else error_response(status, "Action not found", shape)
    found = guarded_item(state, context, steps.guards)
    if isinstance(found, Response):
        return state, found
    collection, action = found
    after = state.without_item(collection, action["id"]).at(context.now)
    return steps.written(collection, state, after), Response(status=204)


def _was_deleted(state: State, context: RequestContext, steps: Steps) -> bool:
    collection, action_id = guarded_collection(state, context, steps.guards), context.item_id
    return isinstance(collection, Collection) and action_id is not None and state.was_removed(collection, action_id)
