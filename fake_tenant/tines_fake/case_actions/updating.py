"""Updating an action: what is given changes, all else stays."""

from typing import Any

from tines_fake.case_actions.bodies import kept_params, read_action_body
from tines_fake.case_actions.new_actions import story_of
from tines_fake.case_actions.steps import Steps
from tines_fake.exchange import Response
from tines_fake.fields import Item
from tines_fake.guards import guarded_item
from tines_fake.reading import shown_alone
from tines_fake.request_body import Body
from tines_fake.request_context import TICK, RequestContext
from tines_fake.state import State

_TAKEN = ("url", "label", "action_type", "action_text", "query_params")


def update_case_action(state: State, context: RequestContext, steps: Steps) -> tuple[State, Response]:
    """Respond to a request to update an action."""
    found = guarded_item(state, context, steps.guards)
    if isinstance(found, Response):
        return state, found
    given = read_action_body(context, steps.enforced)
    if isinstance(given, Response):
        return state, given
    collection, before = found
    action = steps.changed(given, before, _changed(state, context, before, given))
    after = steps.written(collection, state, state.with_item(collection, action).at(context.now))
    return after, Response.of_json(200, steps.serialised(shown_alone(collection, action, context.quirks)))


def _changed(state: State, context: RequestContext, before: Item, given: Body) -> Item:
    ignored = (None,) if context.quirks.given_null == "ignored" else ()
    changes: dict[str, Any] = {name: given[name] for name in _TAKEN if name in given and given[name] not in ignored}
    if changes.get("query_params"):
        changes["query_params"] = _params(context, before["query_params"] or {}, changes["query_params"])
    if "url" in changes:
        changes.update(story_of(state, changes["url"]))
    stays = context.quirks.unchanged == "stays" and {**before, **changes} == before
    # What was filled in may be of the future.
    return {**before, **changes, **({} if stays else {"updated_at": max(context.now, before["updated_at"] + TICK)})}


def _params(context: RequestContext, before: Body, given: Body) -> Body:
    kept = kept_params(given, context.quirks) or {}
    return {**before, **kept} if context.quirks.changed_params == "merged" else kept
