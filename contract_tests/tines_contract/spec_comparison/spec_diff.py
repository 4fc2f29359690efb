"""Compares the operations that openapi.yaml, or an edition of it, and another document both have."""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve

from tines_contract.spec_comparison.difference import Compared, Effect, Found, SpecComparison
from tines_contract.spec_comparison.parameters import compare_parameters, parameters_of
from tines_contract.spec_comparison.schemas import compare_schemas
from tines_contract.spec_comparison.spec_document import SpecDocument, SpecOperation
from tines_spec import operations_of

_BEARER = "http bearer"
"""What proves who asks, by ours: a key as a bearer token."""

_JSON = "application/json"


def compare_specs(ours: SpecDocument, theirs: SpecDocument) -> SpecComparison:
    """Compare any document with an edition of openapi.yaml. Raises UsageError."""
    mine, others, known = _by_place(ours), _by_place(theirs), operations_of(ours.raw)
    common = [(one, others[place]) for place, one in mine.items() if place in others]
    return SpecComparison(
        document=theirs.name,
        differences=[
            difference
            for one, other in common
            for difference in _compare(Compared(ours, theirs, known[one.said["operationId"]]), one, other)
        ],
        common=[one.name for one, _ in common],
        ours_only=[one.name for place, one in mine.items() if place not in others],
        theirs_only=[one.name for place, one in others.items() if place not in mine],
    )


def _by_place(of: SpecDocument) -> dict[tuple[str, str], SpecOperation]:
    """Its operations, by method and path."""
    return {(one.method, one.path.rstrip("/")): one for one in of.operations()}


def _compare(at: Compared, ours: SpecOperation, theirs: SpecOperation) -> Found:
    of_request = evolve(at, is_response=False)
    yield from _compare_authentication(at, ours, theirs)
    yield from compare_parameters(of_request, parameters_of(at.ours, ours), parameters_of(at.theirs, theirs))
    yield from _compare_bodies_sent(evolve(of_request, place="request"), ours, theirs)
    yield from _compare_responses(at, ours, theirs)


def _compare_authentication(at: Compared, ours: SpecOperation, theirs: SpecOperation) -> Found:
    ways = _ways(at.theirs, theirs)
    if ways == _ways(at.ours, ours) == []:
        return  # nobody has to prove anything
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


def _ways(document: SpecDocument, operation: SpecOperation) -> list[list[str]] | None:
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


def _compare_responses(at: Compared, ours: SpecOperation, theirs: SpecOperation) -> Found:
    """Compare the statuses, and the body of the success. Raises UsageError."""
    named = {str(code).upper(): one for code, one in _responses(at.theirs, theirs).items()}
    successes = [str(one) for one in at.operation.successes]
    statuses = evolve(at, place="response")
    yield from _success(statuses, [code for code in named if code.startswith("2")])
    others = (code for code in named if code[:1].isdigit() and not code.startswith("2"))
    for code in (code for code in others if code not in at.operation.statuses):
        covered = f"{code[:1]}XX" in at.operation.statuses
        effect = Effect.ADDS if covered else Effect.CONTRADICTS
        yield statuses.found("status", "not named", code, effect, () if covered else ("STATUS",))
    written = next((named[code] for code in (*successes, "2XX") if code in named), None)
    if written is not None:
        mine = at.ours.resolve(_responses(at.ours, ours)[successes[0]], "a response")
        yield from _bodies(statuses, mine, at.theirs.resolve(written, f"a response of {theirs.name}"))


def _responses(document: SpecDocument, operation: SpecOperation) -> Mapping[Any, Any]:
    return document.mapping(operation.said.get("responses", {}), f"the responses of {operation.name}")


def _success(at: Compared, named: list[str]) -> Found:
    allowed = [str(one) for one in at.operation.successes]
    success = " or ".join(allowed)
    effect = Effect.SUPPORTS if {*named} <= {*allowed} else Effect.CONTRADICTS
    if named in ([], ["2XX"]):
        effect = Effect.LEAVES_OPEN
    yield at.found("status", success, ", ".join(named) or "not said", effect, ("STATUS",))


def _bodies(at: Compared, ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Found:
    if "content" in ours:
        yield from _contents(at, ours, theirs)
        return
    content = at.theirs.mapping(theirs.get("content", {}), "the content of a response")
    effect = Effect.CONTRADICTS if content else Effect.SUPPORTS
    yield at.found("body", "none", ", ".join(map(str, content)) or "none", effect, ("EMPTY",))


def _compare_bodies_sent(at: Compared, ours: SpecOperation, theirs: SpecOperation) -> Found:
    """Compare what is sent. Raises UsageError."""
    mine, written = ours.said.get("requestBody"), theirs.said.get("requestBody")
    if mine is not None and written is not None:
        yield from _contents(at, at.ours.resolve(mine, "a body"), at.theirs.resolve(written, "a body"))
    elif mine is not None:
        yield at.found("body", "required", "not mentioned", Effect.LEAVES_OPEN)
    elif written is not None:
        required = at.theirs.resolve(written, "a body").get("required") is True
        said = "required" if required else "optional"
        yield at.found("body", "none", said, Effect.CONTRADICTS if required else Effect.ADDS)


def _contents(at: Compared, ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Found:
    """Compare what is written of a body in both documents, as far as it is JSON."""
    content = at.theirs.mapping(
        theirs.get("content", {}), f"the content of a {'response' if at.is_response else 'body'}"
    )
    media_type = next((one for one in content if str(one).partition(";")[0].strip().lower() == _JSON), None)
    promises = ("CONTENT-TYPE", "SHAPE") if at.is_response else ()
    if media_type is None:
        effect = Effect.CONTRADICTS if content and "*/*" not in content else Effect.LEAVES_OPEN
        said = ", ".join(map(str, content)) or "not said"
        yield at.found("media type", _JSON, said, effect, promises[:1] if content else promises)
        return
    if at.is_response:
        yield at.found("media type", _JSON, media_type, Effect.SUPPORTS, promises[:1])
    described = at.theirs.mapping(content[media_type], "a media type")
    if "schema" in described:
        yield from compare_schemas(at, ours["content"][_JSON]["schema"], described["schema"])
    else:
        yield at.found("schema", "described", "not said", Effect.LEAVES_OPEN, at.promised)
