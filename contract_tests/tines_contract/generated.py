"""Requests that schemathesis makes up from the document, and what it says of the answers.

It is good at shape, and is used for that alone: arguments that the document allows, in a fixed order for a fixed seed,
and four of its checks. Its other checks accuse tenants that clamp what the document lets them clamp.
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

from tines_contract.asking import Asking
from tines_contract.finding import Finding
from tines_contract.observation import Asked, Observation
from tines_contract.operations import LIST, operations
from tines_contract.purpose import Purpose
from tines_fake import Response
from tines_spec import load

_CHECKS: dict[str, Any] = {
    "LIST-STATUS": status_code_conformance,
    "LIST-CONTENT-TYPE": content_type_conformance,
    "LIST-SHAPE": response_schema_conformance,
    "LIST-NEVER-SERVER-ERROR": not_a_server_error,
}
_CONFIG = {
    "seed": 1,
    "generation": {"deterministic": True, "database": "none", "mode": "positive"},
    # Else the literals of our own source would become arguments, and editing it would change the requests.
    "analysis": {"constants": {"enabled": False}},
    "checks": {"response_schema_conformance": {"validate-formats": False}},
}


def generated(asking: Asking, examples: int, send: Callable[[Asked], Observation]) -> Iterator[Finding]:
    """Send so many made-up requests for the list of the plan's case, and yield what schemathesis finds."""
    config = schemathesis.Config.from_dict(_CONFIG)
    operation = schemathesis.openapi.from_dict(load(), config=config)[operations()[LIST].path]["GET"]
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
            return  # an exception in here would have hypothesis ask again, to shrink it
        case.path_parameters["case_id"] = asking.case_id
        try:
            seen = send(asking.list(Purpose.GENERATED, urlencode(case.query or {})))
        except Exception as error:
            failures.append(error)
        else:
            findings.extend(_found(case, seen))

    one()
    for failure in failures:
        raise failure
    yield from findings


def _found(case: Any, seen: Observation) -> Iterator[Finding]:
    if seen.response.status == 429:
        return
    answer = _as_httpx(seen.request.url, seen.response)
    for promise, check in _CHECKS.items():
        try:
            case.validate_response(answer, checks=[check])
        except FailureGroup as group:
            titles = ", ".join(sorted({getattr(failure, "title", "a failure") for failure in group.exceptions}))
            yield Finding(promise, f"schemathesis: {titles}", [seen])


def _as_httpx(url: str, response: Response) -> httpx.Response:
    kept = {k: v for k, v in response.headers.items() if k not in ("content-encoding", "content-length")}
    headers = [(k.encode("latin-1", "replace"), v.encode("latin-1", "replace")) for k, v in kept.items()]
    answer = httpx.Response(response.status, headers=headers, content=response.body, request=httpx.Request("GET", url))
    answer.elapsed = datetime.timedelta()
    return answer
