"""Requests that schemathesis makes up from the spec, and what it finds in the responses.

It is good at shape, and is used for that alone: arguments that the spec allows, in a fixed order for a fixed seed, and
four of its checks. Its other checks accuse tenants that clamp what the spec lets them clamp.
"""

import datetime
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import httpx
import hypothesis
import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tines_contract.engine.sequences.hypothesis_literals import no_literals
from tines_contract.evidence.evidence import Finding
from tines_contract.evidence.observation import Observation
from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.probe import Probe, Purpose
from tines_contract.promises.lists import named
from tines_contract.promises.validation import success_problems
from tines_fake import Request, Response
from tines_spec import load

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


def schemathesis_findings(
    requests: ListRequests, examples: int, send: Callable[[Probe], Observation]
) -> Iterator[Finding]:
    """Send so many made-up requests for a list, and yield what schemathesis finds."""
    config = schemathesis.Config.from_dict(CONFIG)
    operation = schemathesis.openapi.from_dict(load(), config=config)[requests.paged.operation.path]["GET"]
    findings: list[Finding] = []
    failures: list[Exception] = []

    @hypothesis.settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=[hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.filter_too_much],
    )
    @hypothesis.given(case=operation.as_strategy(generation_mode=schemathesis.GenerationMode.POSITIVE))
    def one(case: Any) -> None:
        if failures:
            return  # an exception in here would have hypothesis try again, to shrink it
        try:
            seen = send(requests.raw(Purpose.GENERATED, query_of(case)))
        except Exception as error:
            failures.append(error)
        else:
            findings.extend(found_by_schemathesis(case, seen))

    with no_literals():
        one()
    for failure in failures:
        raise failure
    yield from findings


def found_by_schemathesis(case: Any, seen: Observation) -> Iterator[Finding]:
    """What schemathesis finds in a response, as findings of our promises."""
    if seen.response.status == 429 or seen.operation is None:
        return
    response = as_httpx(seen.request, seen.response)
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


def query_of(case: Any) -> str:
    """The query of a case of schemathesis, with booleans as JSON has them."""
    given = {
        name: str(value).lower() if isinstance(value, bool) else value for name, value in (case.query or {}).items()
    }
    return urlencode(given, doseq=True)


def as_httpx(sent: Request, response: Response) -> httpx.Response:
    """A response as schemathesis reads it."""
    kept = {k: v for k, v in response.headers.items() if k not in ("content-encoding", "content-length")}
    headers = [(k.encode("latin-1", "replace"), v.encode("latin-1", "replace")) for k, v in kept.items()]
    request = httpx.Request(sent.method, sent.url)
    decoded = httpx.Response(response.status, headers=headers, content=response.body, request=request)
    decoded.elapsed = datetime.timedelta()
    return decoded
