"""Compares the responses of an operation, and what is sent to it: statuses, media types, bodies."""

from collections.abc import Mapping
from typing import Any

from attrs import evolve

from tines_contract.spec_comparison.difference import Effect
from tines_contract.spec_comparison.schemas import Compared, Found, compare_schemas
from tines_contract.spec_comparison.spec_document import SpecDocument, SpecOperation

_JSON = "application/json"


def compare_responses(at: Compared, ours: SpecOperation, theirs: SpecOperation) -> Found:
    """Compare the statuses, and the body of the success. Raises UsageError."""
    named = {str(code).upper(): one for code, one in _responses(at.theirs, theirs).items()}
    success = str(at.operation.success)
    statuses = evolve(at, place="response")
    yield from _success(statuses, [code for code in named if code.startswith("2")])
    for code in named:
        if code.startswith("2") or not code[:1].isdigit():
            continue
        if code not in at.operation.statuses:
            covered = f"{code[:1]}XX" in at.operation.statuses
            effect = Effect.ADDS if covered else Effect.CONTRADICTS
            yield statuses.found("status", "not named", code, effect, () if covered else ("STATUS",))
    written = next((named[code] for code in (success, "2XX") if code in named), None)
    if written is not None:
        mine = at.ours.resolve(_responses(at.ours, ours)[success], "a response")
        yield from _bodies(statuses, mine, at.theirs.resolve(written, f"a response of {theirs.name}"))


def _responses(document: SpecDocument, operation: SpecOperation) -> Mapping[Any, Any]:
    return document.mapping(operation.said.get("responses", {}), f"the responses of {operation.name}")


def _success(at: Compared, named: list[str]) -> Found:
    allowed = [str(one) for one in at.operation.successes]
    success = " or ".join(allowed)
    if named in ([], ["2XX"]):
        yield at.found("status", success, ", ".join(named) or "not said", Effect.LEAVES_OPEN, ("STATUS",))
    else:
        effect = Effect.SUPPORTS if {*named} <= {*allowed} else Effect.CONTRADICTS
        yield at.found("status", success, ", ".join(named), effect, ("STATUS",))


def _bodies(at: Compared, ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Found:
    content = at.theirs.mapping(theirs.get("content", {}), "the content of a response")
    if "content" not in ours:
        effect = Effect.CONTRADICTS if content else Effect.SUPPORTS
        yield at.found("body", "none", ", ".join(map(str, content)) or "none", effect, ("EMPTY",))
        return
    media_type = _json_of(content)
    if media_type is None:
        effect = Effect.CONTRADICTS if content and "*/*" not in content else Effect.LEAVES_OPEN
        said = ", ".join(map(str, content)) or "not said"
        yield at.found("media type", _JSON, said, effect, ("CONTENT-TYPE", *(() if content else ("SHAPE",))))
        return
    yield at.found("media type", _JSON, media_type, Effect.SUPPORTS, ("CONTENT-TYPE",))
    yield from _schemas(at, ours["content"][_JSON], content[media_type])


def compare_bodies_sent(at: Compared, ours: SpecOperation, theirs: SpecOperation) -> Found:
    """Compare what is sent. Raises UsageError."""
    at = evolve(at, place="request", is_response=False)
    mine, written = ours.said.get("requestBody"), theirs.said.get("requestBody")
    if mine is None or written is None:
        if mine is not None:
            yield at.found("body", "required", "not mentioned", Effect.LEAVES_OPEN)
        elif written is not None:
            required = at.theirs.resolve(written, "a body").get("required") is True
            said = "required" if required else "optional"
            yield at.found("body", "none", said, Effect.CONTRADICTS if required else Effect.ADDS)
        return
    said_by_us = at.ours.resolve(mine, "a body")["content"][_JSON]
    content = at.theirs.mapping(at.theirs.resolve(written, "a body").get("content", {}), "the content of a body")
    media_type = _json_of(content)
    if media_type is None:
        effect = Effect.CONTRADICTS if content and "*/*" not in content else Effect.LEAVES_OPEN
        yield at.found("media type", _JSON, ", ".join(map(str, content)) or "not said", effect)
        return
    yield from _schemas(at, said_by_us, content[media_type])


def _json_of(content: Mapping[str, Any]) -> str | None:
    """The key of JSON among media types."""
    return next((name for name in content if str(name).partition(";")[0].strip().lower() == _JSON), None)


def _schemas(at: Compared, ours: Mapping[str, Any], theirs: Any) -> Found:
    said = at.theirs.mapping(theirs, "a media type")
    if "schema" in said:
        yield from compare_schemas(at, ours["schema"], said["schema"])
    else:
        yield at.found("schema", "described", "not said", Effect.LEAVES_OPEN, at.promised)
