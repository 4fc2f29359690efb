"""How faults of all operations but listing change the steps of an operation; the faults are in `write_faults.py`."""

import datetime
import json
from collections.abc import Callable
from typing import Any

from attrs import evolve

from tines_fake.exchange import Credentials, Request, Response
from tines_fake.sent import Body
from tines_fake.showing import Shown
from tines_fake.state import Action, State

DAY = datetime.timedelta(days=1)
Change = Callable[[Any], Any]


def instead(**steps: Any) -> Change:
    return lambda sound: evolve(sound, **steps)


def entering(**steps: Any) -> Change:
    return lambda sound: evolve(sound, entry=evolve(sound.entry, **steps))


def where(holds: Callable[[Request, Response], bool], change: Callable[[Response], Response]) -> Change:
    """Change the answers for which something holds."""
    return instead(response=lambda request, sound: change(sound) if holds(request, sound) else sound)


def both(first: Change, second: Change) -> Change:
    return lambda sound: second(first(sound))


def refused_but_done(lets_in: Change, holds: Callable[[Request, Response], bool], status: int) -> Change:
    """Do what should be refused, and answer as though it was."""
    return both(lets_in, where(holds, lambda _: Response(status=status)))


def without_key(request: Request, _: Response) -> bool:
    return request.credentials is Credentials.NONE


def with_wrong_key(request: Request, _: Response) -> bool:
    return request.credentials not in (Credentials.NONE, Credentials.RIGHT)


def any_sent(request: Request, holds: Callable[[Body], bool]) -> bool:
    """Whether something holds for an action of the body."""
    try:
        body = json.loads(request.body)
    except ValueError:
        return False
    sent = body.get("actions", [body]) if isinstance(body, dict) else []
    return any(holds(one) for one in sent if isinstance(one, dict)) if isinstance(sent, list) else False


def unknown_type(request: Request, _: Response) -> bool:
    return any_sent(request, lambda body: body.get("action_type", "page") not in ("page", "webhook"))


def incomplete(request: Request, _: Response) -> bool:
    return any_sent(request, lambda body: not {"url", "label", "action_type"} <= body.keys())


def success(_: Request, response: Response) -> bool:
    return response.status < 300


def no_json(request: Request, response: Response) -> bool:
    return response.status in (400, 422) and not request.body.lstrip().startswith((b"{", b"["))


def odd_id(request: Request, _: Response) -> bool:
    return not request.path.rpartition("/")[2].isdecimal() or len(request.path.rpartition("/")[2]) > 19


def crashed(_: Response) -> Response:
    return Response(status=500, body=b"oops")


def unless(word: str) -> Change:
    """Overlook the problems of a body that hold a word."""
    return instead(enforced=lambda problems: [problem for problem in problems if word not in problem])


def stored_with(**fields: Any) -> Change:
    """Store an action with other values than were given."""
    return instead(made=lambda _, sound: {**sound, **fields})


def anywhere(state: State, case_id: int, action_id: int) -> tuple[int, Action] | None:
    found = ((case, state.action(case, action_id)) for case in (case_id, *state.cases))
    return next(((case, action) for case, action in found if action is not None), None)


def nearest(state: State, case_id: int, action_id: int) -> tuple[int, Action] | None:
    """For an id that nothing has, the case's first action."""
    found = state.action(case_id, action_id)
    if found is None and anywhere(state, case_id, action_id) is None:
        found = next(iter(state.cases[case_id]), None)
    return None if found is None else (case_id, found)


def anywhere_if_unknown(state: State, case_id: int, action_id: int) -> tuple[int, Action] | None:
    if case_id not in state.cases:
        return anywhere(state, case_id, action_id)
    found = state.action(case_id, action_id)
    return None if found is None else (case_id, found)


def without_offset(shown: Shown) -> Shown:
    if "actions" in shown:
        return {**shown, "actions": [without_offset(action) for action in shown["actions"]]}
    return {**shown, "created_at": shown["created_at"][:19], "updated_at": shown["updated_at"][:19]}


def case_changed(change: Callable[[State, State, int], State]) -> Change:
    """Change what is written of the one case that a write changes."""

    def written(before: State, after: State) -> State:
        changed = [case for case in after.cases if after.cases[case] != before.cases.get(case)]
        return change(before, after, changed[0]) if changed else after

    return instead(written=written)


def stored_twice(_: State, after: State, case: int) -> State:
    return after.with_action(case, {**after.cases[case][-1], "id": after.next_id()})


def others_lost(before: State, after: State, case: int) -> State:
    known = before.cases.get(case, ())
    return after.with_all_actions(case, [action for action in after.cases[case] if action not in known])


def others_relabelled(before: State, after: State, case: int) -> State:
    known = before.cases.get(case, ())
    changed = [{**action, "label": "Other"} if action in known else action for action in after.cases[case]]
    return after.with_all_actions(case, changed)


def made_elsewhere(before: State, after: State, case: int) -> State:
    for other in after.cases:
        new = [action for action in after.cases[case] if action not in before.cases[case]]
        for action in new if other != case else ():
            after = after.with_action(other, {**action, "id": after.next_id()})
    return after


def first_elsewhere_relabelled(_: State, after: State, case: int) -> State:
    for other, actions in after.cases.items():
        if other != case and actions:
            after = after.with_action(other, {**actions[0], "label": f"{actions[0]['label']}!"})
    return after


def first_elsewhere_lost(_: State, after: State, case: int) -> State:
    for other, actions in after.cases.items():
        if other != case:
            after = after.with_all_actions(other, actions[1:])
    return after


def copied(before: State, after: State, case: int) -> State:
    gone = [action for action in before.cases[case] if action not in after.cases[case]]
    return after.with_action(case, {**gone[0], "id": after.next_id()}) if gone else after


def changed_lost(before: State, after: State, case: int) -> State:
    return after.with_all_actions(case, [action for action in after.cases[case] if action in before.cases[case]])


def changed_renumbered(before: State, after: State, case: int) -> State:
    known, new = before.cases[case], after.next_id()
    actions = [action if action in known else {**action, "id": new} for action in after.cases[case]]
    return after.with_all_actions(case, actions)


def all_lost(_: State, after: State, case: int) -> State:
    return after.with_all_actions(case, ())


def owned_taken(given: Body, sound: Action) -> Action:
    return {**sound, **{name: given[name] for name in ("story_name", "story_emoji", "page_emoji") if name in given}}


def reset(given: Body, _: Action, sound: Action) -> Action:
    empty = {"url": "", "label": "", "action_text": None, "query_params": None}
    return {**sound, **{name: value for name, value in empty.items() if name not in given}}


def merged(case: int, before: State, after: State) -> State:
    return after.with_all_actions(case, (*before.cases[case], *after.cases[case]))


def elsewhere_lost(case: int, _: State, after: State) -> State:
    for other in after.cases:
        after = after if other == case else after.with_all_actions(other, ())
    return after
