"""The faults of what reads one item or writes, by the name of the promise that each breaks.

Every operation that makes the promise has them, as far as its steps go. Those of writes alone are in `of_writes.py`.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress

from attrs import evolve

from tines_fake.contents.item_fields import Item
from tines_fake.contents.resources import Collection, Id, resource_for
from tines_fake.contents.state import State
from tines_fake.exchanges.exchange import Credentials, Request, Response
from tines_fake.faults.definition import (
    Change,
    Fault,
    FaultTemplate,
    admitting,
    crashed,
    faults_from,
    instead,
    on_success,
    server_error_where,
    success,
    where,
    with_another,
    without_offset,
)
from tines_fake.faults.of_writes import templates_of_writes
from tines_fake.responding.request_context import Body
from tines_fake.responding.steps import Found, Steps
from tines_spec import Operation, Writable, item_argument, kind_of, operation_at, resolve, writable

NO_KEY = admitting(Credentials.NONE)
ANY_KEY = instead(admits=lambda shown, _: shown is not Credentials.NONE)
_OF_ANY: tuple[FaultTemplate, ...] = (
    ("NO-KEY", "KEY-MISSING", "no key is needed", NO_KEY),
    ("ANY-KEY", "KEY-WRONG", "any key will do", ANY_KEY),
)


def faults_of_item(operation: Operation) -> Iterator[Fault]:
    """The faults of one operation that is no list, of those promises that it makes."""
    templates = [*_OF_ANY, *templates_of_success("HTML", "CUT"), *_of_bodies(operation)]
    if item_argument(operation) is not None:
        templates += _of_one(operation)
    if operation.writes:
        templates += [*_of_what_is_sent(operation), *templates_of_writes(operation)]
    return faults_from(templates, operation)


def templates_of_success(html_name: str, cut_name: str) -> Iterator[FaultTemplate]:
    """Those of any response of success. The names of two of them are older than the others."""
    html = {"content-type": "text/html"}
    not_modified = on_success(status=304, headers={}, body=b"")
    moved = instead(response=_redirected)
    cut = where(success, lambda response: evolve(response, body=response.body[:-1]))
    twice = where(success, _first_key_twice)
    yield "STATUS-PARTIAL", "STATUS", "the status of success is 206", on_success(status=206)
    yield "NOT-MODIFIED", "STATUS", "success is 304, which nobody asked for", not_modified
    yield "MOVED", "STATUS", "success is a redirect to another path of the same host", moved
    yield html_name, "CONTENT-TYPE", "the content type of JSON is HTML", on_success(headers=html)
    yield cut_name, "SHAPE", "the JSON ends too early", cut
    yield "KEY-TWICE", "SHAPE", "an object of the JSON names a key twice", twice


def _of_bodies(operation: Operation) -> Iterator[FaultTemplate]:
    properties = resolve(operation.success_schema or {}).get("properties", {})
    resource = resource_for(operation)
    yield "TIME-WITHOUT-OFFSET", "TIMESTAMPS", "timestamps have no offset", instead(body=without_offset)
    for name in [one for one in operation.path_parameters if one in properties][:1]:
        yield "CASE-OTHER", "CASE-NAMED", f"{name} is another case's", instead(body=with_another(name))
    for name in operation.embeds:
        others = _of_items(name, with_another("id"))
        yield "EMBEDS-OTHERS", "EMBEDDED", f"its {name} are not those that are listed", instead(body=others)
        old = _of_items(name, _old("label"))
        yield "EMBEDS-OLD", "EMBEDDED", f"its {name} are as they were", instead(body=old)
    own = resolve(operation.item_schema or {}).get("properties", {})
    if resource is not None and resource.title in own:
        old = _of_item(operation, _old(resource.title))
        yield "STALE", "AS-LISTED", f"the {resource.title} is an old one", instead(body=old)
        if "status" in own:
            old_status = _of_item(operation, _old_status)
            yield "STATUS-STALE", "AS-LISTED", "the status is an old one", instead(body=old_status)


def _of_item(operation: Operation, change: Callable[[Body], Body]) -> Callable[[Body], Body]:
    """The change of the one item that a body is, or holds."""
    name = operation.envelope
    return change if name is None else lambda shown: {**shown, name: change(shown[name])}


def _of_items(name: str, change: Callable[[Body], Body]) -> Callable[[Body], Body]:
    """The change of each item that a property holds."""
    return lambda shown: {**shown, name: [change(one) for one in shown[name]]}


def _old_status(shown: Body) -> Body:
    return {**shown, "status": "OLD"} if shown.get("status") is not None else shown


def _old(name: str) -> Callable[[Body], Body]:
    return lambda shown: {**shown, name: "Old"}


def _of_one(operation: Operation) -> Iterator[FaultTemplate]:
    """Of what names one item."""
    resource, every = resource_for(operation), instead(knows=lambda *_: True, find=_anywhere_if_unknown)
    if resource is None or resource.parent is None:
        yield "ANY-CASE", "CASE-UNKNOWN", "an unknown case is the first one", instead(find=_nearest)
    else:
        yield "ANY-CASE", "CASE-UNKNOWN", "an unknown case has the actions of all", every
    yield "OTHER-REACHED", "OTHER-CASE", "an action of another case is reached", instead(find=_anywhere)
    yield "ANY-ID", "UNKNOWN", "an id that nothing has is the first one's", instead(find=_nearest)
    if operation.body_schema is None:
        yield "ODD-ID-CRASHES", "NEVER-SERVER-ERROR", "an odd id is a server error", server_error_where(_odd_id)


def _of_what_is_sent(operation: Operation) -> Iterator[FaultTemplate]:
    """Of what writes: it may do what it rejects."""
    no_key, any_key = _rejected_but_done(NO_KEY, _without_key, 401), _rejected_but_done(ANY_KEY, _with_wrong_key, 403)
    if kind_of(operation) == "update" and "updated_at" in resolve(operation.item_schema or {}).get("properties", {}):
        yield "NO-KEY-TOUCHES", "KEY-MISSING", "without a key it is rejected, and updated_at moves", _touching
        yield "REFUSED-TOUCHES", "PARTIAL", "a wrong body is rejected, and updated_at moves", _touching_for_nothing
    yield "NO-KEY-DONE", "KEY-MISSING", "without a key it is rejected, and done", no_key
    yield "ANY-KEY-DONE", "KEY-WRONG", "with a wrong key it is rejected, and done", any_key
    if item_argument(operation) is None:
        yield "ANY-CASE", "CASE-UNKNOWN", "an unknown case is made", instead(knows=lambda *_: True)
    if operation.body_schema is None:
        return
    yield "NO-JSON-CRASHES", "NEVER-SERVER-ERROR", "no JSON is a server error", where(_no_json, crashed)
    twice = server_error_where(_key_twice)
    yield "KEY-TWICE-CRASHES", "NEVER-SERVER-ERROR", "a body that names a key twice is a server error", twice
    yield "REQUIRED-NOT", "REQUIRED", "nothing is required", _unless("is missing")
    stored = _rejected_but_done(_unless("is missing"), _incomplete, 422)
    yield "REQUIRED-NOT-DONE", "REQUIRED", "what lacks something is rejected, and stored", stored
    known = writable(operation)
    for name, listed in ({} if known is None else known.choices).items():
        unchecked = _unless(f"{name} must be")
        done = _rejected_but_done(_unless(f"{name} must be {' or '.join(listed)}"), _unknown_choice(name), 422)
        yield "ANY-TYPE", "TYPE-KNOWN", f"any {name} is taken", unchecked
        yield "ANY-TYPE-DONE", "TYPE-KNOWN", f"an unknown {name} is rejected, and stored", done


def _touching(steps: Steps) -> Steps:
    """Reject whoever shows no key, and move updated_at all the same."""
    keys: list[Credentials] = []

    def admits(shown: Credentials, right: bool) -> bool:
        keys[:] = [shown]
        return right or shown is Credentials.NONE

    def changed(_: Body, before: Item, after: Item) -> Item:
        return after if keys == [Credentials.RIGHT] else {**before, "updated_at": after["updated_at"]}

    rejected = where(_without_key, lambda _: Response(status=401))
    return rejected(evolve(steps, admits=admits, changed=changed))


def _touching_for_nothing(steps: Steps) -> Steps:
    """Reject what is wrong in a body, and move updated_at all the same."""
    problems: list[str] = []

    def enforced(found: list[str]) -> list[str]:
        problems[:] = found
        return []

    def changed(_: Body, before: Item, after: Item) -> Item:
        return {**before, "updated_at": after["updated_at"]} if problems else after

    rejected = where(lambda *both: bool(problems) and success(*both), lambda _: Response(status=422))
    return rejected(evolve(steps, enforced=enforced, changed=changed))


def _redirected(request: Request, conforming: Response) -> Response:
    """What would succeed goes to a path of the same host, after it is done."""
    moved = Response(status=308, headers={"location": f"{request.path}/"})
    return moved if success(request, conforming) else conforming


def _first_key_twice(response: Response) -> Response:
    """With the first key of the JSON again at its end, without a value."""
    name = next(iter(json.loads(response.body)))
    return evolve(response, body=b"%s, %s: null}" % (response.body[:-1], json.dumps(name).encode()))


def _rejected_but_done(lets_in: Change, holds: Callable[[Request, Response], bool], status: int) -> Change:
    """Do what should be rejected, and respond as though it was."""
    rejected = where(holds, lambda _: Response(status=status))
    return lambda conforming: rejected(lets_in(conforming))


def _unless(word: str) -> Change:
    """Overlook the problems of a body that hold a word."""
    return instead(enforced=lambda problems: [problem for problem in problems if word not in problem])


def _without_key(request: Request, _: Response) -> bool:
    return request.credentials is Credentials.NONE


def _with_wrong_key(request: Request, _: Response) -> bool:
    return request.credentials not in (Credentials.NONE, Credentials.RIGHT)


def _any_in_body(request: Request, holds: Callable[[Writable, Body], bool]) -> bool:
    """Whether something holds for an item of the body, of which so much may be written."""
    operation = operation_at(request.method, request.path)
    known = None if operation is None else writable(operation)
    try:
        body = json.loads(request.body)
    except ValueError:
        return False
    if known is None or not isinstance(body, dict):
        return False
    sent = body.get(known.several or "", [body])
    return isinstance(sent, list) and any(holds(known, one) for one in sent if isinstance(one, dict))


def _unknown_choice(name: str) -> Callable[[Request, Response], bool]:
    """Whether a property of the body is none of the values that the spec lists."""

    def holds(request: Request, _: Response) -> bool:
        return _any_in_body(request, lambda known, body: name in body and body[name] not in known.choices[name])

    return holds


def _incomplete(request: Request, _: Response) -> bool:
    return _any_in_body(request, lambda known, body: not body.keys() >= {*known.required})


def _no_json(request: Request, response: Response) -> bool:
    return response.status in (400, 422) and not request.body.lstrip().startswith((b"{", b"["))


def _key_twice(request: Request) -> bool:
    repeated: list[bool] = []

    def keep(pairs: list[tuple[str, object]]) -> dict[str, object]:
        repeated.append(len(dict(pairs)) < len(pairs))
        return dict(pairs)

    with suppress(ValueError):
        json.loads(request.body, object_pairs_hook=keep)
    return any(repeated)


def _odd_id(request: Request) -> bool:
    last = request.path.rpartition("/")[2]
    return not last.isdecimal() or len(last) > 19


def _anywhere(state: State, collection: Collection, item_id: Id, _: Found | None) -> Found | None:
    """An item, whatever it belongs to."""
    lists = (collection, *state.collections(collection.resource))
    return next(((one, item) for one in lists if (item := state.item(one, item_id)) is not None), None)


def _nearest(state: State, collection: Collection, item_id: Id, found: Found | None) -> Found | None:
    """For an id that nothing has, the first item."""
    if found is not None or _anywhere(state, collection, item_id, None) is not None:
        return found
    return next(((collection, item) for item in state.items(collection)), None)


def _anywhere_if_unknown(state: State, collection: Collection, item_id: Id, found: Found | None) -> Found | None:
    return found if state.has_parents(collection) else _anywhere(state, collection, item_id, None)
