"""What changed around the schemas of a request or a response: parameters and headers, media types, statuses."""

from collections.abc import Mapping
from typing import Any

from api_changes.schema_changes import Changes, Place, schema_changes
from tines_contract.spec_comparison.parameters import Parameter
from tines_contract.spec_comparison.spec_document import SpecDocument


def named_changes(at: Place, before: Mapping[str, Parameter], now: Mapping[str, Parameter]) -> Changes:
    """Compare parameters, or headers, by their names. Raises UsageError."""
    for key, one in before.items():
        of = at.within(f" {key}")
        if key not in now:
            yield of.breaks("removed")
            continue
        if at.is_response and one.required and not now[key].required:
            yield of.breaks("was always there, may be missing")
        if not at.is_response and now[key].required and not one.required:
            yield of.breaks("was optional, is required")
        yield from schema_changes(of, one.schema, now[key].schema)
    for key, one in now.items():
        if key not in before:
            of = at.within(f" {key}")
            needed = one.required and not at.is_response
            yield of.breaks("new, and required") if needed else of.adds("new")


def content_changes(
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
            said = f"{media_type} is new"
            yield at.breaks(said) if breaks_with_more and old else at.adds(said)


def response_changes(at: Place, before: Mapping[str, Any], now: Mapping[str, Any]) -> Changes:
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
    yield from content_changes(at, before, now)
    yield from named_changes(at.within(" header"), _headers(at.before, before), _headers(at.now, now))


def _headers(document: SpecDocument, response: Mapping[str, Any]) -> dict[str, Parameter]:
    read = {name: document.resolve(one, f"the header {name}") for name, one in response.get("headers", {}).items()}
    return {
        name.lower(): Parameter(name, "header", said.get("required") is True, said.get("schema", {}), "simple")
        for name, said in read.items()
    }
