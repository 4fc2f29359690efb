"""Creating an action."""

from attrs import evolve

from tines_fake.case_actions.bodies import read_action_body
from tines_fake.case_actions.new_actions import new_action, new_id
from tines_fake.case_actions.steps import Steps
from tines_fake.exchange import Response
from tines_fake.fields import Item
from tines_fake.guards import guarded_collection
from tines_fake.reading import shown_alone
from tines_fake.request_context import RequestContext
from tines_fake.state import State


def create_case_action(state: State, context: RequestContext, steps: Steps) -> tuple[State, Response]:
    """Respond to a request to create an action."""
    collection = guarded_collection(state, context, steps.guards)
    if isinstance(collection, Response):
        return state, collection
    given = read_action_body(context, steps.enforced)
    if isinstance(given, Response):
        return state, given
    action_id = new_id(context, state.next_number(collection.resource))
    action = steps.made(given, new_action(state, context, action_id, given))
    after = steps.written(collection, state, state.with_item(collection, action).at(context.now))
    shown = steps.serialised(shown_alone(collection, action, context.quirks))
    return after, _located(context, action, Response.of_json(201, shown))


def _located(context: RequestContext, action: Item, response: Response) -> Response:
    where = {"location": f"{context.request.url}/{action['id']}"} if context.quirks.location else {}
    return evolve(response, headers={**response.headers, **where})
