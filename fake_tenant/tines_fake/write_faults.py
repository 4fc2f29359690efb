"""Ways to break the promises of all operations but listing, whose are in `faults.py`.

A fault names its operation, whose steps (`creating.Steps` and the like) it changes, by `changes.py`. Those that any
operation can have are made for each of them.
"""

from attrs import evolve

from tines_fake.changes import (
    DAY,
    Change,
    all_lost,
    anywhere,
    anywhere_if_unknown,
    case_changed,
    changed_lost,
    changed_renumbered,
    copied,
    crashed,
    elsewhere_lost,
    entering,
    first_elsewhere_lost,
    first_elsewhere_relabelled,
    incomplete,
    instead,
    made_elsewhere,
    merged,
    nearest,
    no_json,
    odd_id,
    others_lost,
    others_relabelled,
    owned_taken,
    refused_but_done,
    reset,
    stored_twice,
    stored_with,
    success,
    unknown_type,
    unless,
    where,
    with_wrong_key,
    without_key,
    without_offset,
)
from tines_fake.exchange import Credentials
from tines_fake.faults import Fault

CREATE, GET, UPDATE = "createCaseAction", "getCaseAction", "updateCaseAction"
DELETE, REPLACE = "deleteCaseAction", "replaceAllCaseActions"
_WORDS = {CREATE: "CREATE", GET: "GET", UPDATE: "UPDATE", DELETE: "DELETE", REPLACE: "REPLACE"}
_RIGHT = Credentials.RIGHT
_ALL, _SENDING, _ON_ONE = (CREATE, GET, UPDATE, DELETE, REPLACE), (CREATE, UPDATE, REPLACE), (GET, UPDATE, DELETE)
_WRITING = (CREATE, UPDATE, DELETE, REPLACE)
_SHOWING = (CREATE, GET, UPDATE, REPLACE)
_HTML = {"content-type": "text/html"}

# (name, promise, what is wrong, the change, of which operations)
_OF_SEVERAL: tuple[tuple[str, str, str, Change, tuple[str, ...]], ...] = (
    ("NO-KEY", "KEY-MISSING", "no key is needed", entering(admits=lambda k: k in (_RIGHT, Credentials.NONE)), _ALL),
    ("ANY-KEY", "KEY-WRONG", "any key will do", entering(admits=lambda k: k is not Credentials.NONE), _ALL),
    (
        "NO-KEY-DONE",
        "KEY-MISSING",
        "without a key it is refused, and done",
        refused_but_done(entering(admits=lambda k: k in (_RIGHT, Credentials.NONE)), without_key, 401),
        _WRITING,
    ),
    (
        "ANY-KEY-DONE",
        "KEY-WRONG",
        "with a wrong key it is refused, and done",
        refused_but_done(entering(admits=lambda k: k is not Credentials.NONE), with_wrong_key, 403),
        _WRITING,
    ),
    ("ANY-CASE", "CASE-UNKNOWN", "an unknown case is made", entering(knows=lambda _, __: True), (CREATE, REPLACE)),
    (
        "ANY-CASE",
        "CASE-UNKNOWN",
        "an unknown case has the actions of all",
        entering(knows=lambda _, __: True, find=anywhere_if_unknown),
        _ON_ONE,
    ),
    ("OTHER-REACHED", "OTHER-CASE", "an action of another case is reached", entering(find=anywhere), _ON_ONE),
    ("ANY-ID", "UNKNOWN", "an id that nothing has is the first action's", entering(find=nearest), (GET, UPDATE)),
    ("ODD-ID-CRASHES", "NEVER-SERVER-ERROR", "an odd id is a server error", where(odd_id, crashed), (GET, DELETE)),
    ("NO-JSON-CRASHES", "NEVER-SERVER-ERROR", "no JSON is a server error", where(no_json, crashed), _SENDING),
    ("REQUIRED-NOT", "REQUIRED", "nothing is required", unless("is missing"), (CREATE, REPLACE)),
    ("ANY-TYPE", "TYPE-KNOWN", "any action_type is taken", unless("action_type must be"), _SENDING),
    (
        "REQUIRED-NOT-DONE",
        "REQUIRED",
        "an action that lacks something is refused, and stored",
        refused_but_done(unless("is missing"), incomplete, 422),
        (CREATE, REPLACE),
    ),
    (
        "ANY-TYPE-DONE",
        "TYPE-KNOWN",
        "an unknown action_type is refused, and stored",
        refused_but_done(unless("action_type must be webhook or page"), unknown_type, 422),
        _SENDING,
    ),
    ("STATUS-PARTIAL", "STATUS", "success is 206", where(success, lambda r: evolve(r, status=206)), _ALL),
    (
        "HTML",
        "CONTENT-TYPE",
        "JSON is said to be HTML",
        where(success, lambda response: evolve(response, headers=_HTML)),
        _SHOWING,
    ),
    ("CUT", "SHAPE", "the JSON ends too early", where(success, lambda r: evolve(r, body=r.body[:-1])), _SHOWING),
    ("TIME-WITHOUT-OFFSET", "TIMESTAMPS", "timestamps have no offset", instead(shown=without_offset), _SHOWING),
    (
        "CASE-OTHER",
        "CASE-NAMED",
        "case_id is another case's",
        instead(shown=lambda shown: {**shown, "case_id": shown["case_id"] + 1}),
        _SHOWING,
    ),
)
_OF_CREATING = (
    ("NOT-STORED", "STORED", "nothing is stored", instead(written=lambda before, _: before)),
    ("STORED-TWICE", "STORED", "it is stored twice", case_changed(stored_twice)),
    ("LABEL-LOST", "READ-BACK", "the label is lost", stored_with(label="")),
    ("PARAMS-LOST", "READ-BACK", "the query parameters are lost", stored_with(query_params={})),
    ("OTHERS-LOST", "KEEPS-OTHERS", "the other actions are lost", case_changed(others_lost)),
    ("ELSEWHERE-TOO", "KEEPS-OTHERS", "other cases get it too", case_changed(made_elsewhere)),
    ("ID-ONE", "ID-NEW", "every new action has the id 1", stored_with(id=1)),
    ("OWNED-TAKEN", "SERVER-OWNED", "the story is taken from the body", instead(made=owned_taken)),
    ("STORY-ALWAYS", "STORY-NAME", "every action has a story", stored_with(story_name="Case Management")),
)
_OF_GETTING = (
    ("STALE", "AS-LISTED", "the label is an old one", instead(shown=lambda shown: {**shown, "label": "Old"})),
)
_OF_UPDATING = (
    ("COPIES", "KEEPS-OTHERS", "the action as it was stays, as another one", case_changed(copied)),
    (
        "ELSEWHERE-TOO",
        "KEEPS-OTHERS",
        "an action of other cases changes too",
        case_changed(first_elsewhere_relabelled),
    ),
    ("VANISHES", "READ-BACK", "the action is gone after it", case_changed(changed_lost)),
    ("ID-NEW", "CREATED-STAYS", "the action has another id after it", case_changed(changed_renumbered)),
    ("LOST", "READ-BACK", "nothing is stored", instead(written=lambda before, _: before)),
    ("REPLACES", "PARTIAL", "what is not given is reset", instead(changed=reset)),
    (
        "UPDATED-STAYS",
        "UPDATED-MOVES",
        "updated_at stays as it was",
        instead(changed=lambda _, before, after: {**after, "updated_at": before["updated_at"]}),
    ),
    (
        "CREATED-MOVES",
        "CREATED-STAYS",
        "created_at moves",
        instead(changed=lambda _, __, after: {**after, "created_at": after["created_at"] - DAY}),
    ),
    ("OTHERS-CHANGED", "KEEPS-OTHERS", "the other actions change too", case_changed(others_relabelled)),
    (
        "OWNED-TAKEN",
        "SERVER-OWNED",
        "the story is taken from the body",
        instead(changed=lambda given, _, after: owned_taken(given, after)),
    ),
)
_OF_DELETING = (
    ("IGNORED", "GONE", "nothing is deleted", instead(written=lambda before, _: before)),
    ("ELSEWHERE-TOO", "KEEPS-OTHERS", "an action of other cases goes too", case_changed(first_elsewhere_lost)),
    ("ALL", "KEEPS-OTHERS", "all actions of the case are deleted", case_changed(all_lost)),
    ("BODY", "EMPTY", "the answer has a body", where(success, lambda response: evolve(response, body=b"{}"))),
)
_OF_REPLACING = (
    ("MERGES", "ALL-REPLACED", "what was there stays", instead(written=merged)),
    ("IGNORED", "ALL-REPLACED", "nothing is replaced", instead(written=lambda _, before, __: before)),
    ("LABEL-LOST", "READ-BACK", "the labels are lost", stored_with(label="")),
    ("EMPTY-ANSWER", "ANSWER", "the answer holds no actions", instead(shown=lambda shown: {**shown, "actions": []})),
    ("ALL-CASES", "CASE-ONLY", "the other cases lose their actions", instead(written=elsewhere_lost)),
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
