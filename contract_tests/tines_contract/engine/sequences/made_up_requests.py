"""What schemathesis makes up from the spec, and what it finds in the responses.

It is good at shape, and is used for that alone: arguments and bodies that the spec allows, in a fixed order for a fixed
seed, and four of its checks. Its other checks accuse tenants that clamp what the spec lets them clamp.
"""

import datetime
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import httpx
import hypothesis
import schemathesis
from hypothesis.strategies import SearchStrategy, nothing
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tines_contract.engine.sequences.hypothesis_settings import EndedError, ended_at_once, seeded, settings_for
from tines_contract.evidence.evidence import Finding
from tines_contract.evidence.observation import Observation
from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.probe import NOT_SENT, Probe, Purpose
from tines_contract.promises.addresses import named
from tines_contract.promises.lists import argument_text
from tines_contract.promises.validation import success_problems
from tines_spec import Operation, load

_CHECKS: dict[str, Any] = {
    "STATUS": status_code_conformance,
    "CONTENT-TYPE": content_type_conformance,
    "SHAPE": response_schema_conformance,
    "NEVER-SERVER-ERROR": not_a_server_error,
}
CONFIG = {
    "seed": 1,
    "generation": {"deterministic": True, "database": "none", "mode": "positive"},
    # Else the literals of our own source would become arguments, and editing it would change the requests.
    "analysis": {"constants": {"enabled": False}},
    "checks": {"response_schema_conformance": {"validate-formats": False}},
}


def made_up(operation: Operation | None) -> SearchStrategy[Any]:
    """Requests for an operation that the spec allows, as cases of schemathesis; none where there is no operation."""
    if operation is None:
        return nothing()
    schema = schemathesis.openapi.from_dict(load(), config=schemathesis.Config.from_dict(CONFIG))
    one: Any = schema[operation.path][operation.method]
    found: SearchStrategy[Any] = one.as_strategy(generation_mode=schemathesis.GenerationMode.POSITIVE)
    return found


def schemathesis_findings(
    requests: ListRequests, examples: int, send: Callable[[Probe], Observation], seed: int = 0
) -> list[Finding]:
    """Send so many made-up requests for a list; what schemathesis finds."""
    findings: list[Finding] = []

    @settings_for(examples)
    @hypothesis.given(case=made_up(requests.paged.operation))
    def one(case: Any) -> None:
        try:
            findings.extend(found_by_schemathesis(case, send(requests.raw(Purpose.GENERATED, _query(case)))))
        except Exception as error:
            raise EndedError from error

    with ended_at_once():
        seeded(seed, one)()
    return findings


def found_by_schemathesis(case: Any, seen: Observation) -> Iterator[Finding]:
    """What schemathesis finds in a response, as findings of our promises."""
    if seen.response is NOT_SENT or seen.response.status == 429 or seen.operation is None:
        return
    response = _as_httpx(seen)
    for name, check in _CHECKS.items():
        try:
            case.validate_response(response, checks=[check])
        except FailureGroup as group:
            titles = ", ".join(sorted({getattr(failure, "title", "a failure") for failure in group.exceptions}))
            problems = success_problems(seen.operation, seen.response) if name == "SHAPE" else []
            came = f"status {seen.response.status}, {seen.media_type or 'no content type'}"
            cause = next(iter(problems), came)
            message = f"{named(seen.request)}: {cause} (found by schemathesis: {titles})"
            kept = seen.operation.keeps(name)
            if kept is not None:
                yield Finding(message, [seen], promise=kept.id)


def _query(case: Any) -> str:
    """The query of a case, with booleans as JSON has them."""
    given = (case.query or {}).items()
    return urlencode({name: argument_text(one) if isinstance(one, bool) else one for name, one in given}, doseq=True)


def _as_httpx(seen: Observation) -> httpx.Response:
    """A response as schemathesis reads it."""
    kept = {k: v for k, v in seen.response.headers.items() if k not in ("content-encoding", "content-length")}
    headers = [(k.encode("latin-1", "replace"), v.encode("latin-1", "replace")) for k, v in kept.items()]
    request = httpx.Request(seen.request.method, seen.request.url)
    decoded = httpx.Response(seen.response.status, headers=headers, content=seen.response.body, request=request)
    decoded.elapsed = datetime.timedelta()
    return decoded
