"""Writes that go wrong now and then: what nobody else can have done accuses, and else a tenant stays unjudged."""

import json

import pytest
from attrs import evolve

from contract_tests.suite.tenants.busy_tenants import Wrapped
from contract_tests.suite.tenants.response_changes import is_update
from contract_tests.suite.tenants.tenants import WRITING, tenant
from tines_contract import Status, Verdict
from tines_contract.report.text_report import as_text
from tines_fake import FakeTenant, Request, Response, fault

GIVEN = ("url", "label", "action_type", "action_text", "query_params")


class Unsteady(Wrapped):
    """A tenant that makes of each fifth update the action as it was before."""

    updates = 0

    def send(self, request: Request) -> Response:
        if not is_update(request):
            return super().send(request)
        before = self.fake.respond(evolve(request, method="GET", body=b""))
        response = super().send(request)
        self.updates += 1
        if self.updates % 5 == 0 and response.status == 200:
            body = {name: before.json[name] for name in GIVEN}
            self.fake.respond(evolve(request, body=json.dumps(body).encode()))
        return response


class OneMomentLong(Wrapped):
    """A tenant with which the first update comes in the same second as what was before it, and no later one does."""

    def __init__(self, fake: FakeTenant) -> None:
        super().__init__(fake)
        self.before: dict[int, str | None] = {}

    def send(self, request: Request) -> Response:
        before = self.fake.respond(evolve(request, method="GET", body=b"")) if is_update(request) else None
        response = super().send(request)
        if response.status != 200 or "/actions" not in request.path:
            return response
        if before is not None:
            shown = json.loads(before.body)
            self.before[shown["id"]] = None if self.before else shown["updated_at"]
        body = json.loads(response.body)
        for item in body.get("actions", [body]):
            item["updated_at"] = self.before.get(item["id"]) or item["updated_at"]
        return evolve(response, body=json.dumps(body).encode())


@pytest.mark.parametrize("name", ["UPDATE-TEXT-AS-NUMBER", "DELETE-ALL", "REPLACE-LABELS-ONCE", "REPLACE-TEXT-ASTRAL"])
def test_a_fault_is_found_where_the_first_update_alone_comes_in_the_second_of_the_create(name: str) -> None:
    report = OneMomentLong(tenant(faults=[fault(name)])).judged(WRITING)
    assert report.broken == [fault(name).promise], as_text(report)


def test_the_same_is_accepted_without_the_fault() -> None:
    report = OneMomentLong(tenant()).judged(WRITING)
    assert report.verdict is Verdict.ACCEPTED, as_text(report)


def test_an_update_that_is_lost_now_and_then_accuses_nobody() -> None:
    report = Unsteady(tenant()).judged(WRITING)
    assert report.verdict is Verdict.UNJUDGED
    (note,) = (one.note for one in report.with_status(Status.NOT_EXERCISED) if one.promise.id == "UPDATE-READ-BACK")
    assert note.startswith("it was broken at other writes each time, as where others write to the case: ")
