"""What changed between two editions of openapi.yaml: operations, keys, parameters, bodies, statuses, promises."""

from collections.abc import Iterator, Mapping
from typing import Any

from api_changes.change import Change, became
from api_changes.schema_changes import Changes, Member, Place, member_changes, schema_changes
from attrs import evolve

from tines_contract.spec_comparison.parameters import Parameter, parameters_of
from tines_contract.spec_comparison.spec_diff import by_place, ways_of
from tines_contract.spec_comparison.spec_document import SpecDocument, SpecOperation
from tines_spec import kept_promises, written_operations

_GRADES = ("assumed", "observed", "documented")


def spec_changes(before: SpecDocument, now: SpecDocument) -> Changes:
    """Compare them. Raises UsageError."""
    yield from _operations(Place(before, now, "", is_response=False))
    webhooks = Place(_webhooks(before), _webhooks(now), "", is_response=True)  # there the program receives
    yield from _operations(webhooks)


def _webhooks(document: SpecDocument) -> SpecDocument:
    """A document whose paths are the webhooks of another."""
    named = document.mapping(document.raw.get("webhooks", {}), "webhooks")
    paths = {f"/{name}": item for name, item in named.items()}
    return evolve(document, raw={**document.raw, "paths": paths, "servers": []})


def _operations(at: Place) -> Changes:
    before, now = by_place(at.before), by_place(at.now)
    for place, operation in before.items():
        of = evolve(at, name=_name(operation))
        if place not in now:
            yield of.breaks(f"{operation.name} removed")
            continue
        yield from _operation(of, operation, now[place])
    for place, operation in now.items():
        if place not in before:
            yield evolve(at, name=_name(operation)).adds(f"{operation.name} is new")


def _name(operation: SpecOperation) -> str:
    return str(operation.said.get("operationId", operation.name))


def _operation(at: Place, before: SpecOperation, now: SpecOperation) -> Changes:
    if _name(now) != at.name:
        yield at.breaks(became("operationId", at.name, _name(now)))
    yield from _keys(at, before, now)
    yield from _parameters(at, parameters_of(at.before, before), parameters_of(at.now, now))
    yield from _request(at, before, now)
    responses = evolve(at, is_response=not at.is_response)
    yield from _by_status(responses, _by_code(at.before, before), _by_code(at.now, now))


def _keys(at: Place, before: SpecOperation, now: SpecOperation) -> Changes:
    """A program goes on to prove who asks in the way that it knows."""
    old, new = ways_of(at.before, before) or [[]], ways_of(at.now, now) or [[]]
    if not all(any(set(way) <= set(known) for way in new) for known in old):
        yield at.breaks(became("security", *(" or ".join(" and ".join(way) for way in ways) for ways in (old, new))))


def _parameters(at: Place, before: list[Parameter], now: list[Parameter]) -> Changes:
    old, new = ({f"{one.location}.{_case(one)}": one for one in some} for some in (before, now))
    members = ({key: Member(one.schema, one.required) for key, one in some.items()} for some in (old, new))
    yield from member_changes(at, " ", *members)
    for key, parameter in old.items():
        if key in new and new[key].style != parameter.style:
            yield at.within(f" {key}").breaks(became("style", parameter.style, new[key].style))


def _case(parameter: Parameter) -> str:
    return parameter.name.lower() if parameter.location == "header" else parameter.name


def _request(at: Place, before: SpecOperation, now: SpecOperation) -> Changes:
    old, new = (
        document.resolve(operation.said.get("requestBody", {}), "a body")
        for document, operation in ((at.before, before), (at.now, now))
    )
    of = at.within(" request")
    was_required, is_required = old.get("required") is True, new.get("required") is True
    if at.is_response and was_required and not is_required:
        yield of.breaks("was always there, may be missing")
    if not at.is_response and is_required and not was_required:
        yield of.breaks("a body is required")
    # Who receives a press cannot say which media types it takes; who sends a request to the API can.
    yield from _content(of, old, new, breaks_with_more=at.is_response)


def _by_code(document: SpecDocument, operation: SpecOperation) -> dict[str, Mapping[str, Any]]:
    responses = operation.said.get("responses", {})
    return {str(code): document.resolve(one, "a response") for code, one in responses.items()}


def _content(
    at: Place, before: Mapping[str, Any], now: Mapping[str, Any], *, breaks_with_more: bool = False
) -> Changes:
    """Compare two bodies, by media type. Raises UsageError."""
    old, new = before.get("content", {}), now.get("content", {})
    for media_type, written in old.items():
        if media_type in new:
            yield from schema_changes(at, written.get("schema", {}), new[media_type].get("schema", {}))
        else:
            yield at.breaks(f"{media_type} removed")
    for media_type in new:
        if media_type not in old:
            change = f"{media_type} is new"
            yield at.breaks(change) if breaks_with_more and old else at.adds(change)


def _by_status(at: Place, before: Mapping[str, Any], now: Mapping[str, Any]) -> Changes:
    """Compare responses, by status. One that only a wildcard names is compared with that. Raises UsageError."""
    for code, response in before.items():
        of = at.within(f" response {code}")
        other = now.get(code, now.get(_wildcard(code)))
        if other is not None:
            yield from _response(of, response, other)
        elif code.startswith("2"):
            yield of.breaks("removed")
        else:
            yield of.adds("removed")
    for code, response in now.items():
        if code in before:
            continue
        of = at.within(f" response {code}")
        known = before.get(_wildcard(code))
        # The response to a webhook is sent by programs.
        expected = known is not None or not at.is_response
        yield of.adds("new") if expected else of.breaks("new, and programs expect no such status")
        if known is not None:
            yield from _response(of, known, response)


def _wildcard(code: str) -> str:
    return f"{code[:1]}XX"


def _response(at: Place, before: Mapping[str, Any], now: Mapping[str, Any]) -> Changes:
    yield from _content(at, before, now)
    yield from member_changes(at, " header ", _headers(at.before, before), _headers(at.now, now))


def _headers(document: SpecDocument, response: Mapping[str, Any]) -> dict[str, Member]:
    read = {name: document.resolve(one, f"the header {name}") for name, one in response.get("headers", {}).items()}
    return {name.lower(): Member(one.get("schema", {}), one.get("required") is True) for name, one in read.items()}


def promise_changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    """Compare promises by their ids. One that is gone, or rests on less, is one that programs cannot build on."""
    old, new = dict(_promises(before)), dict(_promises(now))
    for promise, (grade, rule) in old.items():
        if promise not in new:
            yield Change(promise, f"this promise ({grade}) is gone", breaks=True)
            continue
        other_grade, other_rule = new[promise]
        if other_grade != grade:
            lowered = _GRADES.index(other_grade) < _GRADES.index(grade)
            yield Change(promise, became("grade", grade, other_grade), breaks=lowered)
        if other_rule != rule:
            yield Change(promise, "its rule has other words; it breaks if it is stricter", breaks=False)
    added = ((promise, grade) for promise, (grade, _) in new.items() if promise not in old)
    yield from (Change(promise, f"a new promise ({grade})", breaks=False) for promise, grade in added)


def _promises(document: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Grade and rule of each promise, by its id."""
    templates = document.get("x-promise-templates", {})
    for operation in written_operations(document):
        for promise, name, group in kept_promises(operation.said):
            yield promise, (group["grade"], templates[name]["rule"])
        own = operation.said.get("x-promises", {}).get("own", ())
        yield from ((one["id"], (one["grade"], one["rule"])) for one in own)
