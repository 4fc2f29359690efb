"""Ways to break the promises of all operations but listing, whose are in `faults.py`.

A fault names its operation, whose steps (`creating.Steps` and the like) it changes. Those that any operation can have
are made for each of them.
"""

import datetime
from collections.abc import Callable
from typing import Any

from attrs import evolve

from tines_fake.exchange import Credentials, Request, Response
from tines_fake.faults import Fault
from tines_fake.sent import Body
from tines_fake.showing import Shown
from tines_fake.state import Action, State

CREATE, GET, UPDATE = "createCaseAction", "getCaseAction", "updateCaseAction"
DELETE, REPLACE = "deleteCaseAction", "replaceAllCaseActions"
_WORDS = {CREATE: "CREATE", GET: "GET", UPDATE: "UPDATE", DELETE: "DELETE", REPLACE: "REPLACE"}
_DAY = datetime.timedelta(days=1)
Change = Callable[[Any], Any]


def _instead(**steps: Any) -> Change:
    return lambda sound: evolve(sound, **steps)


def _entry(**steps: Any) -> Change:
    return lambda sound: evolve(sound, entry=evolve(sound.entry, **steps))


def _where(holds: Callable[[Request, Response], bool], change: Callable[[Response], Response]) -> Change:
    """Change the answers for which something holds."""
    return _instead(response=lambda request, sound: change(sound) if holds(request, sound) else sound)


def _success(_: Request, response: Response) -> bool:
    return response.status < 300


def _no_json(request: Request, response: Response) -> bool:
    return response.status in (400, 422) and not request.body.lstrip().startswith((b"{", b"["))


def _odd_id(request: Request, _: Response) -> bool:
    return not request.path.rpartition("/")[2].isdecimal() or len(request.path.rpartition("/")[2]) > 19


def _crashed(_: Response) -> Response:
    return Response(status=500, body=b"oops")


def _unless(word: str) -> Change:
    """Overlook the problems of a body that hold a word."""
    return _instead(enforced=lambda problems: [problem for problem in problems if word not in problem])


def _action(**fields: Any) -> Change:
    """Store an action with other values than were given."""
    return _instead(made=lambda _, sound: {**sound, **fields})


def _anywhere(state: State, case_id: int, action_id: int) -> tuple[int, Action] | None:
    found = ((case, state.action(case, action_id)) for case in (case_id, *state.cases))
    return next(((case, action) for case, action in found if action is not None), None)


def _nearest(state: State, case_id: int, action_id: int) -> tuple[int, Action] | None:
    """For an id that nothing has, the case's first action."""
    found = state.action(case_id, action_id)
    if found is None and _anywhere(state, case_id, action_id) is None:
        found = next(iter(state.cases[case_id]), None)
    return None if found is None else (case_id, found)


def _anywhere_if_unknown(state: State, case_id: int, action_id: int) -> tuple[int, Action] | None:
    if case_id not in state.cases:
        return _anywhere(state, case_id, action_id)
    found = state.action(case_id, action_id)
    return None if found is None else (case_id, found)


def _without_offset(shown: Shown) -> Shown:
    if "actions" in shown:
        return {**shown, "actions": [_without_offset(action) for action in shown["actions"]]}
    return {**shown, "created_at": shown["created_at"][:19], "updated_at": shown["updated_at"][:19]}


def _case_changed(change: Callable[[State, State, int], State]) -> Change:
    """Change what is written of the one case that a write changes."""

    def written(before: State, after: State) -> State:
        changed = [case for case in after.cases if after.cases[case] != before.cases.get(case)]
        return change(before, after, changed[0]) if changed else after

    return _instead(written=written)


def _stored_twice(_: State, after: State, case: int) -> State:
    return after.with_action(case, {**after.cases[case][-1], "id": after.next_id()})


def _others_lost(before: State, after: State, case: int) -> State:
    known = before.cases.get(case, ())
    return after.with_all_actions(case, [action for action in after.cases[case] if action not in known])


def _others_relabelled(before: State, after: State, case: int) -> State:
    known = before.cases.get(case, ())
    changed = [{**action, "label": "Other"} if action in known else action for action in after.cases[case]]
    return after.with_all_actions(case, changed)


def _all_lost(_: State, after: State, case: int) -> State:
    return after.with_all_actions(case, ())


def _owned_taken(given: Body, sound: Action) -> Action:
    return {**sound, **{name: given[name] for name in ("story_name", "story_emoji", "page_emoji") if name in given}}


def _reset(given: Body, _: Action, sound: Action) -> Action:
    empty = {"url": "", "label": "", "action_text": None, "query_params": None}
    return {**sound, **{name: value for name, value in empty.items() if name not in given}}


def _merged(case: int, before: State, after: State) -> State:
    return after.with_all_actions(case, (*before.cases[case], *after.cases[case]))


def _elsewhere_lost(case: int, _: State, after: State) -> State:
    for other in after.cases:
        after = after if other == case else after.with_all_actions(other, ())
    return after


_RIGHT = Credentials.RIGHT
_ALL, _SENDING, _ON_ONE = (CREATE, GET, UPDATE, DELETE, REPLACE), (CREATE, UPDATE, REPLACE), (GET, UPDATE, DELETE)
_SHOWING = (CREATE, GET, UPDATE, REPLACE)
_HTML = {"content-type": "text/html"}

# (name, promise, what is wrong, the change, of which operations)
_OF_SEVERAL: tuple[tuple[str, str, str, Change, tuple[str, ...]], ...] = (
    ("NO-KEY", "KEY-MISSING", "no key is needed", _entry(admits=lambda k: k in (_RIGHT, Credentials.NONE)), _ALL),
    ("ANY-KEY", "KEY-WRONG", "any key will do", _entry(admits=lambda k: k is not Credentials.NONE), _ALL),
    ("ANY-CASE", "CASE-UNKNOWN", "an unknown case is made", _entry(knows=lambda _, __: True), (CREATE, REPLACE)),
    (
        "ANY-CASE",
        "CASE-UNKNOWN",
        "an unknown case has the actions of all",
        _entry(knows=lambda _, __: True, find=_anywhere_if_unknown),
        _ON_ONE,
    ),
    ("OTHER-REACHED", "OTHER-CASE", "an action of another case is reached", _entry(find=_anywhere), _ON_ONE),
    ("ANY-ID", "UNKNOWN", "an id that nothing has is the first action's", _entry(find=_nearest), (GET, UPDATE)),
    ("ODD-ID-CRASHES", "NEVER-SERVER-ERROR", "an odd id is a server error", _where(_odd_id, _crashed), (GET, DELETE)),
    ("NO-JSON-CRASHES", "NEVER-SERVER-ERROR", "no JSON is a server error", _where(_no_json, _crashed), _SENDING),
    ("REQUIRED-NOT", "REQUIRED", "nothing is required", _unless("is missing"), (CREATE, REPLACE)),
    ("ANY-TYPE", "TYPE-KNOWN", "any action_type is taken", _unless("action_type must be"), _SENDING),
    ("STATUS-PARTIAL", "STATUS", "success is 206", _where(_success, lambda r: evolve(r, status=206)), _ALL),
    (
        "HTML",
        "CONTENT-TYPE",
        "JSON is said to be HTML",
        _where(_success, lambda response: evolve(response, headers=_HTML)),
        _SHOWING,
    ),
    ("CUT", "SHAPE", "the JSON ends too early", _where(_success, lambda r: evolve(r, body=r.body[:-1])), _SHOWING),
    ("TIME-WITHOUT-OFFSET", "TIMESTAMPS", "timestamps have no offset", _instead(shown=_without_offset), _SHOWING),
    (
        "CASE-OTHER",
        "CASE-NAMED",
        "case_id is another case's",
        _instead(shown=lambda shown: {**shown, "case_id": shown["case_id"] + 1}),
        _SHOWING,
    ),
)
_OF_CREATING = (
    ("NOT-STORED", "STORED", "nothing is stored", _instead(written=lambda before, _: before)),
    ("STORED-TWICE", "STORED", "it is stored twice", _case_changed(_stored_twice)),
    ("LABEL-LOST", "READ-BACK", "the label is lost", _action(label="")),
    ("PARAMS-LOST", "READ-BACK", "the query parameters are lost", _action(query_params={})),
    ("OTHERS-LOST", "KEEPS-OTHERS", "the other actions are lost", _case_changed(_others_lost)),
    ("ID-ONE", "ID-NEW", "every new action has the id 1", _action(id=1)),
    ("OWNED-TAKEN", "SERVER-OWNED", "the story is taken from the body", _instead(made=_owned_taken)),
    ("STORY-ALWAYS", "STORY-NAME", "every action has a story", _action(story_name="Case Management")),
)
_OF_GETTING = (
    ("STALE", "AS-LISTED", "the label is an old one", _instead(shown=lambda shown: {**shown, "label": "Old"})),
)
_OF_UPDATING = (
    ("LOST", "READ-BACK", "nothing is stored", _instead(written=lambda before, _: before)),
    ("REPLACES", "PARTIAL", "what is not given is reset", _instead(changed=_reset)),
    (
        "UPDATED-STAYS",
        "UPDATED-MOVES",
        "updated_at stays as it was",
        _instead(changed=lambda _, before, after: {**after, "updated_at": before["updated_at"]}),
    ),
    (
        "CREATED-MOVES",
        "CREATED-STAYS",
        "created_at moves",
        _instead(changed=lambda _, __, after: {**after, "created_at": after["created_at"] - _DAY}),
    ),
    ("OTHERS-CHANGED", "KEEPS-OTHERS", "the other actions change too", _case_changed(_others_relabelled)),
    (
        "OWNED-TAKEN",
        "SERVER-OWNED",
        "the story is taken from the body",
        _instead(changed=lambda given, _, after: _owned_taken(given, after)),
    ),
)
_OF_DELETING = (
    ("IGNORED", "GONE", "nothing is deleted", _instead(written=lambda before, _: before)),
    ("ALL", "KEEPS-OTHERS", "all actions of the case are deleted", _case_changed(_all_lost)),
    ("BODY", "EMPTY", "the answer has a body", _where(_success, lambda response: evolve(response, body=b"{}"))),
)
_OF_REPLACING = (
    ("MERGES", "ALL-REPLACED", "what was there stays", _instead(written=_merged)),
    ("IGNORED", "ALL-REPLACED", "nothing is replaced", _instead(written=lambda _, before, __: before)),
    ("LABEL-LOST", "READ-BACK", "the labels are lost", _action(label="")),
    ("EMPTY-ANSWER", "ANSWER", "the answer holds no actions", _instead(shown=lambda shown: {**shown, "actions": []})),
    ("ALL-CASES", "CASE-ONLY", "the other cases lose their actions", _instead(written=_elsewhere_lost)),
)
_OWN = {CREATE: _OF_CREATING, GET: _OF_GETTING, UPDATE: _OF_UPDATING, DELETE: _OF_DELETING, REPLACE: _OF_REPLACING}

_EACH = (
    *((operation, row[:4]) for operation in _ALL for row in _OF_SEVERAL if operation in row[4]),
    *((operation, row) for operation, rows in _OWN.items() for row in rows),
)

WRITE_FAULTS: tuple[Fault, ...] = tuple(
    Fault(f"{_WORDS[operation]}-{name}", f"{_WORDS[operation]}-{promise}", told, change, operation)
    for operation, (name, promise, told, change) in _EACH
)
