"""Creating an action."""

from collections.abc import Callable

from attrs import evolve, frozen

from tines_fake.asked import Asked
from tines_fake.entry import Entry, entered_case, sound_entry
from tines_fake.exchange import Request, Response
from tines_fake.left_open import new_id
from tines_fake.making import made_action
from tines_fake.routes import Route
from tines_fake.sent import Body, Enforced, read_body
from tines_fake.showing import Shown, shown_alone
from tines_fake.state import Action, State


@frozen(kw_only=True)
class Steps:
    """The steps of an answer.

    enforced: which problems of a body are any. made: what is stored of a body. written: the state that comes of the one
    before and the one that a sound tenant would have.
    """

    entry: Entry
    enforced: Enforced
    made: Callable[[Body, Action], Action]
    written: Callable[[State, State], State]
    shown: Callable[[Shown], Shown]
    response: Callable[[Request, Response], Response]


def sound_steps(_: Route) -> Steps:
    """The steps of a tenant that keeps its promises."""
    return Steps(
        entry=sound_entry(),
        enforced=lambda problems: problems,
        made=lambda _, action: action,
        written=lambda _, after: after,
        shown=lambda shown: shown,
        response=lambda _, response: response,
    )


def create_case_action(state: State, asked: Asked, steps: Steps) -> tuple[State, Response]:
    """Answer a request to create an action."""
    case_id = entered_case(state, asked, steps.entry)
    if isinstance(case_id, Response):
        return state, case_id
    given = read_body(asked, steps.enforced)
    if isinstance(given, Response):
        return state, given
    action = steps.made(given, made_action(state, asked, new_id(asked, state.next_id()), given))
    after = steps.written(state, state.with_action(case_id, action).at(asked.now))
    answer = Response.of_json(201, steps.shown(shown_alone(case_id, action, asked.quirks)))
    return after, _located(asked, action, answer)


def _located(asked: Asked, action: Action, answer: Response) -> Response:
    where = {"location": f"{asked.request.url}/{action['id']}"} if asked.quirks.location else {}
    return evolve(answer, headers={**answer.headers, **where})
