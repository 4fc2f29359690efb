"""Replacing all actions of a case, which Tines calls "batch update"."""

from collections.abc import Callable
from typing import Any

from attrs import frozen

from tines_fake.asked import Asked
from tines_fake.entry import Entry, entered_case, sound_entry
from tines_fake.exchange import Request, Response
from tines_fake.left_open import new_id
from tines_fake.making import made_action
from tines_fake.routes import Route
from tines_fake.sent import Body, Enforced, read_body
from tines_fake.showing import Shown, shown_listed
from tines_fake.state import Action, State


@frozen(kw_only=True)
class Steps:
    """The steps of an answer.

    enforced: which problems of a body are any. made: what is stored of an action that was given. written: the state
    that comes of the case, the state before and the one a sound tenant would have.
    """

    entry: Entry
    enforced: Enforced
    made: Callable[[Body, Action], Action]
    written: Callable[[int, State, State], State]
    shown: Callable[[Shown], Shown]
    response: Callable[[Request, Response], Response]


def sound_steps(_: Route) -> Steps:
    """The steps of a tenant that keeps its promises."""
    return Steps(
        entry=sound_entry(),
        enforced=lambda problems: problems,
        made=lambda _, action: action,
        written=lambda _, __, after: after,
        shown=lambda shown: shown,
        response=lambda _, response: response,
    )


def replace_all_case_actions(state: State, asked: Asked, steps: Steps) -> tuple[State, Response]:
    """Answer a request to replace all actions of a case."""
    case_id = entered_case(state, asked, steps.entry)
    if isinstance(case_id, Response):
        return state, case_id
    given = read_body(asked, steps.enforced)
    if isinstance(given, Response):
        return state, given
    actions = _made(state, asked, case_id, given.get("actions", []), steps)
    after = steps.written(case_id, state, state.with_all_actions(case_id, actions).at(asked.now))
    shown = [shown_listed(action, asked.quirks) for action in actions]
    return after, Response.of_json(200, steps.shown({"case_id": case_id, "actions": shown}))


def _made(state: State, asked: Asked, case_id: int, given: list[Any], steps: Steps) -> list[Action]:
    """The actions in the order that the answer gives them in."""
    kept = list(state.cases.get(case_id, ())) if asked.quirks.batch_ids == "kept" else []
    next_id = state.next_id()
    actions: list[Action] = []
    for told in given if asked.quirks.batch_order == "kept" else reversed(given):
        action = steps.made(told, made_action(state, asked, new_id(asked, next_id, len(actions)), told))
        same = next((old for old in kept if (old["url"], old["label"]) == (action["url"], action["label"])), None)
        if same is not None:
            kept.remove(same)
            action = {**action, "id": same["id"], "created_at": same["created_at"]}
        actions.append(action)
    return actions
