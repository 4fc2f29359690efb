"""A report as JSON, for programs; `report.schema.json` in this folder describes it."""

import base64
import json
from typing import Any

from attrs import asdict

from tines_contract.engine.judging.verdict import Acceptance, Outcome, Report, RunRecord, Status
from tines_contract.evidence.excerpt import Excerpt
from tines_contract.evidence.finding import Finding
from tines_contract.evidence.observation import Observation
from tines_contract.probes.leftover import Leftover
from tines_contract.report.curl import curl
from tines_contract.transport.listings import OtherRun
from tines_spec import document, source_of

SCHEMA_VERSION = 2
"""Grows where a reader of the version before would break; names are added without it."""


def as_json(report: Report) -> str:
    """The report, for programs, in ASCII. It holds no key, and of responses what `report.shows` makes of them."""
    return json.dumps(_report(report), indent=2) + "\n"


def _report(report: Report) -> dict[str, Any]:
    obstacle = report.obstacle
    return {
        "schema_version": SCHEMA_VERSION,
        "version": version(),
        "time": started(report.record),
        "duration": round(report.record.seconds, 3),
        "target": report.target,
        "case": report.case_id,
        "plan": _plan(report.record),
        "verdict": report.verdict.value,
        "exit_code": int(report.exit_code),
        "requests": report.requests,
        "obstacle": None if obstacle is None else {"exit_code": int(obstacle.code), "message": obstacle.message},
        "suspected_harm": [_finding(finding, report.shows) for finding in report.suspected_harm],
        "failure": report.failure,
        "outcomes": [_outcome(outcome, report.shows) for outcome in report.outcomes],
        "tried": _tried(report.record),
        "fields": [
            {"operation": one.operation, "field": one.path, "types": sorted(one.kinds)}
            for one in report.record.survey.fields
        ],
        "leftovers": [_leftover(one) for one in report.leftovers],
        "cleanup_error": report.cleanup_error,
        "mark": report.mark,
        "other_runs": [_other_run(run) for run in report.other_runs],
        "disagreements": list(report.disagreements),
    }


def version() -> str:
    """The version of tines-cases, which is the spec's."""
    return str(document()["info"]["version"])


def started(record: RunRecord) -> str:
    """When a run began, in UTC."""
    return record.started.strftime("%Y-%m-%dT%H:%M:%SZ")


def _plan(record: RunRecord) -> dict[str, Any]:
    return {"lists": list(record.lists), "writing_case": record.writing_case, "other_case": record.other_case}


def _tried(record: RunRecord) -> list[dict[str, Any]]:
    found = sorted(
        record.survey.requests.items(), key=lambda one: (one[0].operation, one[0].purpose.value, one[0].status)
    )
    return [
        {"operation": one.operation, "purpose": one.purpose.value, "status": one.status, "requests": count}
        for one, count in found
    ]


def _acceptance(one: Acceptance) -> dict[str, Any]:
    since, expires = (day and day.isoformat() for day in (one.since, one.expires))
    return {"reason": one.reason, "since": since, "expires": expires}


def _leftover(one: Leftover) -> dict[str, Any]:
    return {"case": one.case, "action": one.number, "marked": one.marked}


def _other_run(run: OtherRun) -> dict[str, Any]:
    return {"mark": run.mark, "case": run.case, "actions": run.actions, "at_work": run.at_work}


def _outcome(outcome: Outcome, shows: Excerpt) -> dict[str, Any]:
    promise = outcome.promise
    return {
        "promise": promise.id,
        "operation": promise.operation,
        "rule": promise.rule,
        "grade": promise.grade,
        "source": asdict(source_of(promise)),
        "accuses": outcome.accuses,
        "accepted": None if outcome.accepted is None else _acceptance(outcome.accepted),
        "needs": promise.needs,
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
        "requests": [{**_request(one, shows), "shows": one in showing} for one in finding.replay],
    }


def _request(seen: Observation, shows: Excerpt) -> dict[str, Any]:
    request = seen.request
    return {
        "purpose": seen.purpose.value,
        "method": request.method,
        "url": request.url,
        "credentials": request.credentials.name.lower(),
        **_body(request.body),
        "wait_before": seen.waited,
        "curl": curl(request),
        "status": seen.response.status,
        "response": shows(seen),
    }


def _body(body: bytes) -> dict[str, str]:
    """What was sent, as text where it is text; nothing where nothing was."""
    if not body:
        return {}
    try:
        return {"body": body.decode()}
    except UnicodeDecodeError:
        return {"body_base64": base64.b64encode(body).decode()}
