"""What changed between two editions of openapi.yaml: operations, keys, parameters, bodies, statuses."""

from collections.abc import Mapping
from typing import Any

from attrs import evolve

from api_changes.change import became
from api_changes.schema_changes import Changes, Place, schema_changes
from tines_contract.spec_comparison.authentication import ways_of
from tines_contract.spec_comparison.parameters import Parameter, parameters_of
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
    old, new = ({(one.location, one.name): one for one in some} for some in (before, now))
    for key, parameter in old.items():
        of = at.within(f" {'.'.join(key)}")
        if key not in new:
            yield of.breaks("removed")
            continue
        if new[key].required and not parameter.required:
            yield of.breaks("was optional, is required")
        yield from schema_changes(of, parameter.schema, new[key].schema)
    for key, parameter in new.items():
        if key not in old:
            of = at.within(f" {'.'.join(key)}")
            yield of.breaks("new, and required") if parameter.required else of.adds("new")


def _request(at: Place, before: SpecOperation, now: SpecOperation) -> Changes:
    old, new = (
        document.resolve(operation.said.get("requestBody", {}), "a body")
        for document, operation in ((at.before, before), (at.now, now))
    )
    of = at.within(" request")
    if new.get("required") is True and old.get("required") is not True:
        yield of.breaks("a body is required")
    yield from _contents(of, old, new)


def _responses(at: Place, before: SpecOperation, now: SpecOperation) -> Changes:
    old, new = (
        {str(code): document.resolve(one, "a response") for code, one in operation.said.get("responses", {}).items()}
        for document, operation in ((at.before, before), (at.now, now))
    )
    for code, response in old.items():
        of = at.within(f" response {code}")
        if code in new:
            yield from _contents(of, response, new[code])
        elif code.startswith("2"):
            yield of.breaks("removed")
    for code in new:
        if code not in old:
            of = at.within(f" response {code}")
            expected = f"{code[:1]}XX" in old
            yield of.adds("new") if expected else of.breaks("new, and programs expect no such status")


def _contents(at: Place, before: Mapping[str, Any], now: Mapping[str, Any]) -> Changes:
    old, new = before.get("content", {}), now.get("content", {})
    for media_type, written in old.items():
        if media_type not in new:
            yield at.breaks(f"{media_type} removed")
        elif "schema" in written:
            yield from schema_changes(at, written["schema"], new[media_type].get("schema", {}))
