"""Reports that several tests look at, each judged once: of three verdicts, of faults, with any text in any place."""

import functools
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from attrs import evolve

import tines_contract
from contract_tests.suite.tenants.tenants import OTHER_LISTS, READING, WRITING, full_tenant, judged, state
from tines_contract import ExitCode, FakeTarget, Finding, Outcome, Plan, Report, Status, judge
from tines_contract.evidence.observation import Observation
from tines_contract.probes.marks import Leftover
from tines_contract.probes.probe import Purpose
from tines_contract.transport.listings import OtherRun
from tines_contract.transport.obstacles import Obstacle
from tines_fake import Exchange, FakeTenant, Request, Response, fault
from tines_spec import promises

_STARTED = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
_FOLDER = Path(tines_contract.__file__).parent / "report"


def schema(name: str) -> Any:
    """The schema of `report` or `comparison`."""
    return json.loads((_FOLDER / f"{name}.schema.json").read_text())


@functools.cache
def judged_with(*faults: str, plan: Plan = WRITING) -> Report:
    """The report on a tenant with these faults."""
    return judged(faults=[fault(one) for one in faults], plan=plan)


def judged_for(fault_id: str) -> Report:
    """The report on a tenant with a fault, judged by what that breaks alone."""
    return judged_with(fault_id, plan=evolve(WRITING, promises=frozenset({fault(fault_id).promise})))


def outcome_of(report: Report, promise: str) -> Outcome:
    return next(outcome for outcome in report.outcomes if outcome.promise.id == promise)


@functools.cache
def accepted(plan: Plan = WRITING) -> Report:
    return _judged_live(full_tenant(), plan)


@functools.cache
def accused(plan: Plan = WRITING) -> Report:
    faults = [fault(one) for one in ("PAGE-OVERLAP", "UPDATE-LOST", "GET-ANY-KEY")]
    return _judged_live(full_tenant(faults=faults), plan)


@functools.cache
def unjudged(plan: Plan = READING) -> Report:
    return _judged_live(FakeTenant(state=state(12, tuple((name, 12) for name in OTHER_LISTS))), plan)


def _judged_live(fake: FakeTenant, plan: Plan) -> Report:
    """The report on a fake that is called as a tenant of Tines is."""
    fake.origin = "https://acme.tines.com"
    report = judge(FakeTarget(fake, fake.origin), plan, pause=lambda _: None)
    return evolve(report, record=evolve(report.record, started=_STARTED, seconds=754.2))


REPORTS = {"accepted": accepted, "accused": accused, "unjudged": unjudged}


def report_with(text: str) -> Report:
    """A report with a text wherever a tenant, or who names it, might bring one in."""
    request = Request(
        origin="https://a.test", method="POST", path=f"/{text}", query=text, body=text.encode("utf-8", "replace")
    )
    body = {"id": text, "meta": {"next_page": text, "count": text}, text: text, "actions": [{"id": text}]}
    response = Response(status=200, headers={"content-type": text}, body=Response.of_json(200, body).body)
    finding = Finding(text, [Observation(Exchange(request=request, response=response), Purpose.WRITE)])
    one, *_ = promises()
    outcomes = [
        Outcome(evolve(one, rule=text, needs=text), status, [finding] if status is Status.BROKEN else (), note=text)
        for status in Status
    ]
    return Report(
        text,
        1,
        outcomes,
        1,
        Obstacle(ExitCode.UNREACHABLE, text),
        [Leftover(text, text)],
        text,
        [finding],
        text,
        text,
        [OtherRun(text, text, 3, at_work=False)],
    )


HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style></title></textarea></pre><!--",
    "\"'><img src=x onerror=alert(1)>",
    "' onfocus='alert(1)' autofocus='",
    "&lt;b&gt;&#x3c;b&#x3e;",
    "{{7*7}}${7*7}<?php ?>]]>",
    "javascript:alert(1)",
]
