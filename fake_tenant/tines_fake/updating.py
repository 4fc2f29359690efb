"""Updating an action: what is given changes, all else stays."""

from collections.abc import Callable
from typing import Any

from attrs import frozen

from tines_fake.asked import Asked
from tines_fake.entry import Entry, entered_action, sound_entry
from tines_fake.exchange import Request, Response
from tines_fake.left_open import kept_params
from tines_fake.making import story_of
from tines_fake.routes import Route
from tines_fake.sent import Body, Enforced, read_body
from tines_fake.showing import Shown, shown_alone
from tines_fake.state import Action, State

_TAKEN = ("url", "label", "action_type", "action_text", "query_params")


@frozen(kw_only=True)
class Steps:
    """The steps of an answer.

    enforced: which problems of a body are any. changed: the action that comes of the body, the action as it was and as
    a sound tenant would have it. written: the state that comes of the one before and the one a sound tenant would have.
    """

    entry: Entry
    enforced: Enforced
    changed: Callable[[Body, Action, Action], Action]
    written: Callable[[State, State], State]
    shown: Callable[[Shown], Shown]
    response: Callable[[Request, Response], Response]


def sound_steps(_: Route) -> Steps:
    """The steps of a tenant that keeps its promises."""
    return Steps(
        entry=sound_entry(),
        enforced=lambda problems: problems,
        changed=lambda _, __, after: after,
        written=lambda _, after: after,
        shown=lambda shown: shown,
        response=lambda _, response: response,
    )


def update_case_action(state: State, asked: Asked, steps: Steps) -> tuple[State, Response]:
    """Answer a request to update an action."""
    found = entered_action(state, asked, steps.entry)
    if isinstance(found, Response):
        return state, found
    given = read_body(asked, steps.enforced)
    if isinstance(given, Response):
        return state, given
    case_id, before = found
    action = steps.changed(given, before, _changed(state, asked, before, given))
    after = state.with_action(case_id, action).at(asked.now)
    return steps.written(state, after), Response.of_json(200, steps.shown(shown_alone(case_id, action, asked.quirks)))


def _changed(state: State, asked: Asked, before: Action, given: Body) -> Action:
    ignored = (None,) if asked.quirks.given_null == "ignored" else ()
    changes: dict[str, Any] = {name: given[name] for name in _TAKEN if name in given and given[name] not in ignored}
    if changes.get("query_params"):
        changes["query_params"] = _params(asked, before["query_params"] or {}, changes["query_params"])
    if "url" in changes:
        changes.update(story_of(state, changes["url"]))
    stays = asked.quirks.unchanged == "stays" and {**before, **changes} == before
    return {**before, **changes, **({} if stays else {"updated_at": asked.now})}


def _params(asked: Asked, before: Body, given: Body) -> Body:
    kept = kept_params(given, asked.quirks) or {}
    return {**before, **kept} if asked.quirks.changed_params == "merged" else kept
