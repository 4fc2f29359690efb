"""Compares what proves who asks: ours is a key as a bearer token."""

from collections.abc import Iterator, Mapping
from typing import Any

from tines_contract.spec_comparison.difference import Effect
from tines_contract.spec_comparison.schemas import Compared, Found
from tines_contract.spec_comparison.spec_document import SpecDocument, SpecOperation

_BEARER = "http bearer"


def compare_authentication(at: Compared, theirs: SpecOperation) -> Found:
    """Compare it. Raises UsageError."""
    document = at.theirs
    ways = ways_of(document, theirs)
    if ways is None:
        yield at.found("auth", _BEARER, "not said", Effect.LEAVES_OPEN, ("KEY-MISSING",))
        return
    said = " or ".join(" and ".join(way) or "nothing" for way in ways) or "nothing"
    needs_a_key = bool(ways) and all(ways)
    effect = Effect.SUPPORTS if needs_a_key else Effect.CONTRADICTS
    yield at.found("auth", "a key is needed", said, effect, ("KEY-MISSING",))
    if needs_a_key:
        yield _bearer(at, ways, said)


def _bearer(at: Compared, ways: list[list[str]], said: str) -> Any:
    if [_BEARER] in ways:
        return at.found("auth", _BEARER, said, Effect.SUPPORTS if len(ways) == 1 else Effect.ADDS)
    unclear = any("authorization" in one.lower() or "not defined" in one for way in ways for one in way)
    return at.found("auth", _BEARER, said, Effect.LEAVES_OPEN if unclear else Effect.CONTRADICTS)


def ways_of(document: SpecDocument, operation: SpecOperation) -> list[list[str]] | None:
    """The ways to prove who asks, each what has to be sent for it; None where nothing is said. Raises UsageError."""
    security = operation.said.get("security", document.raw.get("security"))
    if security is None:
        return None
    written = document.array(security, f"the security of {operation.name}")
    return [list(_schemes(document, document.mapping(one, "a requirement of security"))) for one in written]


def _schemes(document: SpecDocument, requirement: Mapping[str, Any]) -> Iterator[str]:
    components = document.mapping(document.raw.get("components", {}), "components")
    known = document.mapping(components.get("securitySchemes", {}), "components.securitySchemes")
    for name in requirement:
        if name not in known:
            yield f"{name}, which is not defined"
            continue
        scheme = document.resolve(known[name], f"the security scheme {name}")
        kind = str(scheme.get("type"))
        if kind == "http":
            yield f"http {scheme.get('scheme', '')}".lower()
        elif kind == "apiKey":
            yield f"{scheme.get('in')} {scheme.get('name')}"
        else:
            yield kind
