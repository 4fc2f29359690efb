"""Replacing all actions of a case, which Tines calls "batch update"."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from typing import Any

from tines_fake.case_actions.bodies import read_action_body
from tines_fake.case_actions.new_actions import new_action, new_id
from tines_fake.case_actions.steps import Steps
from tines_fake.exchange import Response
from tines_fake.fields import Item
from tines_fake.guards import guarded_collection
from tines_fake.request_context import RequestContext
from tines_fake.resources import Collection
from tines_fake.state import State


def replace_all_case_actions(state: State, context: RequestContext, steps: Steps) -> tuple[State, Response]:
    """Respond to a request to replace all actions of a case."""
    collection = guarded_collection(state, context, steps.guards)
    if isinstance(collection, Response):
        return state, collection
    given = read_action_body(context, steps.enforced)
    if isinstance(given, Response):
        return state, given
    actions = _made(state, context, collection, given.get("actions", []), steps)
    after = steps.written(collection, state, state.with_items(collection, actions).at(context.now))
    resource = collection.resource
    shown = [resource.behaviour.serialise(resource, action, context.quirks, "in-lists") for action in actions]
    return after, Response.of_json(200, steps.serialised({**collection.named_parents, "actions": shown}))


def _made(state: State, context: RequestContext, collection: Collection, given: list[Any], steps: Steps) -> list[Item]:
    """The actions in the order that the response gives them in."""
    kept = _by_url_and_label(state.items(collection)) if context.quirks.batch_ids == "kept" else {}
    following = state.next_number(collection.resource)
    actions: list[Item] = []
    for one in given if context.quirks.batch_order == "kept" else reversed(given):
        action = steps.made(one, new_action(state, context, new_id(context, following, len(actions)), one))
        if same := kept.get((action["url"], action["label"])):
            old = same.popleft()
            action = {**action, "id": old["id"], "created_at": old["created_at"]}
        actions.append(action)
    return actions


def _by_url_and_label(actions: Iterable[Item]) -> Mapping[tuple[str, str], deque[Item]]:
    found: defaultdict[tuple[str, str], deque[Item]] = defaultdict(deque)
    for action in actions:
        found[action["url"], action["label"]].append(action)
    return found
