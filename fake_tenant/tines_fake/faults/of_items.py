"""The faults of what reads one item or writes, by the name of the promise that each breaks.

Every operation that makes the promise has them, as far as its steps go. Those of writes alone are in `of_writes.py`.
"""

from collections.abc import Callable, Iterator

from tines_fake.contents.resources import resource_for
from tines_fake.exchanges.exchange import Credentials
from tines_fake.faults.definition import Fault, FaultTemplate, faults_from
from tines_fake.faults.of_writes import templates_of_writes
from tines_fake.faults.step_changes import (
    admitting,
    crashed,
    cut,
    first_key_twice,
    guarding,
    incomplete,
    instead,
    no_json,
    not_modified,
    odd_id,
    on_success,
    redirected,
    rejected_but_done,
    server_error_where,
    success,
    unknown_choice,
    unless,
    where,
    with_another,
    with_wrong_key,
    without_key,
    without_offset,
)
from tines_fake.faults.wrong_state import found_anywhere, found_anywhere_if_unknown, found_nearest
from tines_fake.responding.request_body import Body
from tines_spec import Operation, item_argument, resolve, writable

_NO_KEY = admitting(Credentials.NONE)
_EVERY_CASE = guarding(knows=lambda _, __: True, find=found_anywhere_if_unknown)
_ANY_KEY = guarding(admits=lambda shown: shown is not Credentials.NONE)


def faults_of_item(operation: Operation) -> Iterator[Fault]:
    """The faults of one operation that is no list, of those promises that it makes."""
    templates = [*_of_any(), *_of_bodies(operation)]
    if item_argument(operation) is not None:
        templates += _of_one(operation)
    if operation.writes:
        templates += [*_of_what_is_sent(operation), *templates_of_writes(operation)]
    return faults_from(templates, operation)


def _of_any() -> Iterator[FaultTemplate]:
    yield "NO-KEY", "KEY-MISSING", "no key is needed", _NO_KEY
    yield "ANY-KEY", "KEY-WRONG", "any key will do", _ANY_KEY
    yield from templates_of_success("HTML", "CUT")


def templates_of_success(html_name: str, cut_name: str) -> Iterator[FaultTemplate]:
    """Those of any response of success. The names of two of them are older than the others."""
    html = {"content-type": "text/html"}
    yield "STATUS-PARTIAL", "STATUS", "the status of success is 206", on_success(status=206)
    yield "NOT-MODIFIED", "STATUS", "success is 304, which nobody asked for", not_modified()
    yield "MOVED", "STATUS", "success is a redirect to another path of the same host", redirected(308)
    yield html_name, "CONTENT-TYPE", "the content type of JSON is HTML", on_success(headers=html)
    yield cut_name, "SHAPE", "the JSON ends too early", where(success, cut)
    yield "KEY-TWICE", "SHAPE", "an object of the JSON names a key twice", where(success, first_key_twice)


def _of_bodies(operation: Operation) -> Iterator[FaultTemplate]:
    properties = resolve(operation.success_schema or {}).get("properties", {})
    resource = resource_for(operation)
    yield "TIME-WITHOUT-OFFSET", "TIMESTAMPS", "timestamps have no offset", instead(body=without_offset)
    for name in [one for one in operation.path_parameters if one in properties][:1]:
        yield "CASE-OTHER", "CASE-NAMED", f"{name} is another case's", instead(body=with_another(name))
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


def _old_status(shown: Body) -> Body:
    return {**shown, "status": "OLD"} if shown.get("status") is not None else shown


def _old(name: str) -> Callable[[Body], Body]:
    return lambda shown: {**shown, name: "Old"}


def _of_one(operation: Operation) -> Iterator[FaultTemplate]:
    """Of what names one item."""
    resource = resource_for(operation)
    if resource is None or resource.parent is None:
        yield "ANY-CASE", "CASE-UNKNOWN", "an unknown case is the first one", guarding(find=found_nearest)
    else:
        yield "ANY-CASE", "CASE-UNKNOWN", "an unknown case has the actions of all", _EVERY_CASE
    yield "OTHER-REACHED", "OTHER-CASE", "an action of another case is reached", guarding(find=found_anywhere)
    yield "ANY-ID", "UNKNOWN", "an id that nothing has is the first one's", guarding(find=found_nearest)
    if operation.body_schema is None:
        yield "ODD-ID-CRASHES", "NEVER-SERVER-ERROR", "an odd id is a server error", server_error_where(odd_id)


def _of_what_is_sent(operation: Operation) -> Iterator[FaultTemplate]:
    """Of what writes: it may do what it rejects."""
    yield (
        "NO-KEY-DONE",
        "KEY-MISSING",
        "without a key it is rejected, and done",
        rejected_but_done(_NO_KEY, without_key, 401),
    )
    yield (
        "ANY-KEY-DONE",
        "KEY-WRONG",
        "with a wrong key it is rejected, and done",
        rejected_but_done(_ANY_KEY, with_wrong_key, 403),
    )
    if item_argument(operation) is None:
        yield "ANY-CASE", "CASE-UNKNOWN", "an unknown case is made", guarding(knows=lambda _, __: True)
    if operation.body_schema is None:
        return
    yield "NO-JSON-CRASHES", "NEVER-SERVER-ERROR", "no JSON is a server error", where(no_json, crashed)
    yield "REQUIRED-NOT", "REQUIRED", "nothing is required", unless("is missing")
    yield (
        "REQUIRED-NOT-DONE",
        "REQUIRED",
        "what lacks something is rejected, and stored",
        rejected_but_done(unless("is missing"), incomplete, 422),
    )
    known = writable(operation)
    for name, listed in ({} if known is None else known.choices).items():
        unchecked = unless(f"{name} must be")
        done = rejected_but_done(unless(f"{name} must be {' or '.join(listed)}"), unknown_choice(name), 422)
        yield "ANY-TYPE", "TYPE-KNOWN", f"any {name} is taken", unchecked
        yield "ANY-TYPE-DONE", "TYPE-KNOWN", f"an unknown {name} is rejected, and stored", done
