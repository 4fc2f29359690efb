"""A report as JSON, for programs; `report.schema.json` in this folder describes it. All other formats are made of it.

Nothing is taken from a report but here: it holds no key, and of responses what `report.shows` makes of them.
"""

import base64
import functools
import json
import platform
from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import jsonschema_rs
from attrs import asdict

from tines_contract.checks import CHECKS
from tines_contract.engine.judging.verdict import Acceptance, Outcome, Report, RunRecord, Status
from tines_contract.engine.user_input import UsageError, read_bounded
from tines_contract.evidence.evidence import Finding
from tines_contract.evidence.excerpt import Excerpt, headers_shown
from tines_contract.evidence.observation import Observation
from tines_contract.probes.probe import Purpose
from tines_contract.promises.addresses import request_line
from tines_contract.promises.strict_json import strict_json
from tines_contract.promises.validation import place_of
from tines_contract.report.curl import curl
from tines_spec import digest, document, source_of

SCHEMA_VERSION = 2
"""Grows where a reader of the version before would break; names are added without it."""

_MOST_BYTES = 64 * 1024 * 1024
Written = Mapping[str, Any]
"""A report as JSON, or an object within one, by its schema."""


def as_json(report: Report) -> str:
    """The report, for programs, in ASCII."""
    return json_text(written(report))


def json_text(made: Any) -> str:
    """What was made for programs, as a file of it."""
    return json.dumps(made, indent=2) + "\n"


def written(report: Report) -> Written:
    """The report, as its schema has it."""
    obstacle, record = report.obstacle, report.record
    return {
        "schema_version": SCHEMA_VERSION,
        "version": str(document()["info"]["version"]),
        "time": record.started.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "duration": round(record.seconds, 3),
        "lag": round(record.lag, 3),
        "target": report.target,
        "case": report.case_id,
        "plan": {"lists": list(record.lists), "writing_case": record.writing_case, "other_case": record.other_case},
        "seed": record.seed,
        "options": dict(record.options),
        "spec": {"edition": str(document()["info"]["version"]), "digest": digest()},
        "environment": {"python": platform.python_version(), "platform": platform.platform()},
        "verdict": report.verdict.value,
        "exit_code": int(report.exit_code),
        "requests": report.requests,
        "obstacle": None if obstacle is None else {"exit_code": int(obstacle.code), "message": obstacle.message},
        "suspected_harm": [_finding(finding, report.shows) for finding in report.suspected_harm],
        "failure": report.failure,
        "outcomes": [_outcome(outcome, report) for outcome in report.outcomes],
        "tried": _tried(record),
        "fields": [
            {"operation": operation, "field": path, "types": sorted(kinds)}
            for (operation, path), kinds in sorted(record.survey.kinds.items())
        ],
        "leftovers": [
            {"item": one.item, "case": one.case, "action": one.number, "marked": one.marked} for one in report.leftovers
        ],
        "cleanup_error": report.cleanup_error,
        "mark": report.mark,
        "other_runs": [asdict(run) for run in report.other_runs],
        "disagreements": list(report.disagreements),
    }


def _tried(record: RunRecord) -> list[dict[str, Any]]:
    found = record.survey.requests.items()
    rows = sorted((one.operation, one.purpose.value, one.status, count) for one, count in found)
    return [dict(zip(("operation", "purpose", "status", "requests"), row, strict=True)) for row in rows]


def _tried_for(promise: str, record: RunRecord) -> list[dict[str, int]]:
    """How many requests were sent to judge a promise, by status."""
    (operation, purposes), statuses = _judged_by(promise), Counter[int]()
    for one, count in record.survey.requests.items():
        if one.operation == operation and one.purpose in purposes:
            statuses[one.status] += count
    return [{"status": status, "requests": count} for status, count in sorted(statuses.items())]


@functools.cache
def _judged_by(promise: str) -> tuple[str | None, Collection[Purpose]]:
    """The operation and the purposes of the requests that a check knows."""
    check = CHECKS.get(promise)
    return (None, ()) if check is None else (check.operation.name, check.judged)


def _acceptance(one: Acceptance) -> dict[str, Any]:
    since, expires = (day and day.isoformat() for day in (one.since, one.expires))
    return {"reason": one.reason, "since": since, "expires": expires}


def _outcome(outcome: Outcome, report: Report) -> dict[str, Any]:
    promise, shows = outcome.promise, report.shows
    return {
        "promise": promise.id,
        "operation": promise.operation,
        "rule": promise.rule,
        "grade": promise.grade,
        "source": asdict(source_of(promise)),
        "accuses": outcome.accuses,
        "accepted": None if outcome.accepted is None else _acceptance(outcome.accepted),
        "needs": promise.needs,
        "tried": _tried_for(promise.id, report.record),
        "status": outcome.status.name.lower(),
        "note": outcome.note,
        "confirmed": outcome.confirmed if outcome.status is Status.BROKEN else None,
        "findings": [_finding(finding, shows) for finding in outcome.findings[:1]],
        "more_findings": max(0, len(outcome.findings) - 1),
    }


def _finding(finding: Finding, shows: Excerpt) -> dict[str, Any]:
    showing = set(finding.shown_by)
    return {
        "message": finding.message,
        "items": list(finding.items),
        "requests": [{**_request(one, shows, finding.items), "shows": one in showing} for one in finding.replay],
    }


def _request(seen: Observation, shows: Excerpt, items: Collection[int]) -> dict[str, Any]:
    request = seen.request
    return {
        "purpose": seen.purpose.value,
        "method": request.method,
        "url": request.url,
        "path": request_line(request).partition(" ")[2],
        "sent": None if seen.sent is None else seen.sent.isoformat(timespec="milliseconds"),
        "credentials": request.credentials.name.lower(),
        **_body(request.body),
        "wait_before": seen.waited,
        "curl": curl(request),
        "status": seen.response.status,
        "headers": headers_shown(seen.response),
        "response": shows(seen, items),
    }


def _body(body: bytes) -> dict[str, str]:
    """What was sent, as text where it is text; nothing where nothing was."""
    if not body:
        return {}
    try:
        return {"body": body.decode()}
    except UnicodeDecodeError:
        return {"body_base64": base64.b64encode(body).decode()}


def read_report(path: str) -> Written:
    """The report that was written to a file. Raises UsageError, which says what is wrong with it."""
    content = read_bounded(path, f"the report {path!r}", _MOST_BYTES)
    try:
        report = strict_json(content)
    except ValueError:
        raise UsageError(f"{path!r} is no JSON: write a report with `run --report NAME.json`") from None
    _check(path, report)
    found: Written = report
    return found


def _check(path: str, report: Any) -> None:
    version = report.get("schema_version") if isinstance(report, dict) else None
    if version != SCHEMA_VERSION:
        other = f"schema_version {version!r:.40}, and this compares {SCHEMA_VERSION}"
        found = other if version else "no report of tines_contract"
        raise UsageError(f"{path!r} is {found}: write it again with `run --report NAME.json`")
    schema = json.loads((Path(__file__).parent / "report.schema.json").read_text("utf-8"))
    error = next(jsonschema_rs.Draft202012Validator(schema, mask="the value").iter_errors(report), None)
    if error is not None:
        problem = f"{place_of(error.instance_path)}: {error.message[:200]}"
        raise UsageError(f"{path!r} is no report of this version: {problem}")
