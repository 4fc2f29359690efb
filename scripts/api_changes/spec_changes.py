"""What changed between two editions of openapi.yaml: operations, keys, parameters, bodies, statuses."""

from collections.abc import Mapping
from typing import Any

from attrs import evolve

from api_changes.change import became
from api_changes.message_changes import content_changes, named_changes, response_changes
from api_changes.schema_changes import Changes, Place
from tines_contract.spec_comparison.parameters import Parameter, parameters_of
from tines_contract.spec_comparison.spec_diff import ways_of
from tines_contract.spec_comparison.spec_document import SpecDocument, SpecOperation


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
    before, now = _by_place(at.before), _by_place(at.now)
    for place, operation in before.items():
        of = evolve(at, name=_name(operation))
        if place not in now:
            yield of.breaks(f"{operation.name} removed")
            continue
        yield from _operation(of, operation, now[place])
    for place, operation in now.items():
        if place not in before:
            yield evolve(at, name=_name(operation)).adds(f"{operation.name} is new")


def _by_place(document: SpecDocument) -> dict[tuple[str, str], SpecOperation]:
    return {(one.method, one.path): one for one in document.operations()}


def _name(operation: SpecOperation) -> str:
    return str(operation.said.get("operationId", operation.name))


def _operation(at: Place, before: SpecOperation, now: SpecOperation) -> Changes:
    if _name(now) != at.name:
        yield at.breaks(became("operationId", at.name, _name(now)))
    yield from _keys(at, before, now)
    yield from _parameters(at, parameters_of(at.before, before), parameters_of(at.now, now))
    yield from _request(at, before, now)
    yield from _responses(evolve(at, is_response=not at.is_response), before, now)


def _keys(at: Place, before: SpecOperation, now: SpecOperation) -> Changes:
    """A program goes on to prove who asks in the way that it knows."""
    old, new = ways_of(at.before, before) or [[]], ways_of(at.now, now) or [[]]
    if not all(any(set(way) <= set(known) for way in new) for known in old):
        yield at.breaks(became("security", *(" or ".join(" and ".join(way) for way in ways) for ways in (old, new))))


def _parameters(at: Place, before: list[Parameter], now: list[Parameter]) -> Changes:
    old, new = ({f"{one.location}.{_case(one)}": one for one in some} for some in (before, now))
    yield from named_changes(at, old, new)
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
    yield from content_changes(of, old, new, breaks_with_more=at.is_response)


def _responses(at: Place, before: SpecOperation, now: SpecOperation) -> Changes:
    yield from response_changes(at, _by_code(at.before, before), _by_code(at.now, now))


def _by_code(document: SpecDocument, operation: SpecOperation) -> dict[str, Mapping[str, Any]]:
    said = operation.said.get("responses", {})
    return {str(code): document.resolve(one, "a response") for code, one in said.items()}
