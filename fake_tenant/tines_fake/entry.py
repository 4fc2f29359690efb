"""How far a request gets before an operation does its own: is the key right, is there such a case, such an action?"""

from collections.abc import Callable

from attrs import frozen

from tines_fake.asked import Asked, integer
from tines_fake.exchange import Credentials, Request, Response
from tines_fake.quirks import Quirks
from tines_fake.refusals import refusal
from tines_fake.state import Action, State


@frozen(kw_only=True)
class Entry:
    """The steps before an operation's own. `find` gives the case that an action is in, and the action."""

    admits: Callable[[Credentials], bool]
    knows: Callable[[State, int], bool]
    find: Callable[[State, int, int], tuple[int, Action] | None]


def sound_entry() -> Entry:
    """The steps of a tenant that keeps its promises."""
    return Entry(
        admits=lambda credentials: credentials is Credentials.RIGHT,
        knows=lambda state, case_id: case_id in state.cases,
        find=_in_the_case,
    )


def _in_the_case(state: State, case_id: int, action_id: int) -> tuple[int, Action] | None:
    found = state.action(case_id, action_id)
    return None if found is None else (case_id, found)


def unauthorized(request: Request, quirks: Quirks) -> Response:
    """The refusal of whoever shows no key, or a wrong one."""
    status = quirks.no_key if request.credentials is Credentials.NONE else quirks.wrong_key
    return refusal(status, "Unauthorized", quirks.error_body)


def entered_case(state: State, asked: Asked, entry: Entry) -> int | Response:
    """The case that is asked for, or a refusal."""
    quirks = asked.quirks
    if not entry.admits(asked.request.credentials):
        return unauthorized(asked.request, quirks)
    case_id = integer(asked.path["case_id"])
    if case_id is None or not entry.knows(state, case_id):
        return refusal(quirks.unknown_case, "Case not found", quirks.error_body)
    return case_id


def entered_action(state: State, asked: Asked, entry: Entry) -> tuple[int, Action] | Response:
    """The action that is asked for, with the case it is in, or a refusal."""
    case_id = entered_case(state, asked, entry)
    if isinstance(case_id, Response):
        return case_id
    action_id = integer(asked.path["id"])
    found = None if action_id is None else entry.find(state, case_id, action_id)
    if found is None:
        return refusal(asked.quirks.unknown_action, "Action not found", asked.quirks.error_body)
    return found
