"""Reading one action."""

from collections.abc import Callable

from attrs import frozen

from tines_fake.asked import Asked
from tines_fake.entry import Entry, entered_action, sound_entry
from tines_fake.exchange import Request, Response
from tines_fake.routes import Route
from tines_fake.showing import Shown, shown_alone
from tines_fake.state import State


@frozen(kw_only=True)
class Steps:
    """The steps of an answer."""

    entry: Entry
    shown: Callable[[Shown], Shown]
    response: Callable[[Request, Response], Response]


def sound_steps(_: Route) -> Steps:
    """The steps of a tenant that keeps its promises."""
    return Steps(entry=sound_entry(), shown=lambda shown: shown, response=lambda _, response: response)


def get_case_action(state: State, asked: Asked, steps: Steps) -> tuple[State, Response]:
    """Answer a request for one action."""
    found = entered_action(state, asked, steps.entry)
    if isinstance(found, Response):
        return state, found
    return state, Response.of_json(200, steps.shown(shown_alone(*found, asked.quirks)))
