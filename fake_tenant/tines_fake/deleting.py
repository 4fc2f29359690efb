"""Deleting an action."""

from collections.abc import Callable

from attrs import frozen

from tines_fake.asked import Asked, integer
from tines_fake.entry import Entry, entered_action, entered_case, sound_entry
from tines_fake.exchange import Request, Response
from tines_fake.routes import Route
from tines_fake.state import State


@frozen(kw_only=True)
class Steps:
    """The steps of an answer. written: the state that comes of the one before and the one a sound tenant would have."""

    entry: Entry
    written: Callable[[State, State], State]
    response: Callable[[Request, Response], Response]


def sound_steps(_: Route) -> Steps:
    """The steps of a tenant that keeps its promises."""
    return Steps(entry=sound_entry(), written=lambda _, after: after, response=lambda _, response: response)


def delete_case_action(state: State, asked: Asked, steps: Steps) -> tuple[State, Response]:
    """Answer a request to delete an action."""
    if asked.quirks.deleted_again == 204 and _was_deleted(state, asked, steps):
        return state, Response(status=204)
    found = entered_action(state, asked, steps.entry)
    if isinstance(found, Response):
        return state, found
    case_id, action = found
    after = state.without_action(case_id, action["id"]).at(asked.now)
    return steps.written(state, after), Response(status=204)


def _was_deleted(state: State, asked: Asked, steps: Steps) -> bool:
    case_id = entered_case(state, asked, steps.entry)
    return isinstance(case_id, int) and (case_id, integer(asked.path["id"])) in state.removed
