"""What is said of writes that go wrong now and then: what was seen, and only then whether others may have written."""

import json
from typing import ClassVar

from attrs import evolve

from contract_tests.suite.tenants import WRITING, tenant
from tines_contract import FakeTarget, Status, Verdict, judge
from tines_fake import FakeTenant, Request, Response

GIVEN = ("url", "label", "action_type", "action_text", "query_params")


class Unsteady(FakeTarget):
    """A tenant that makes something else of each fifth update. made: of the action as it was before."""

    made: ClassVar[dict[str, object]] = {}

    def __init__(self, fake: FakeTenant) -> None:
        super().__init__(fake)
        object.__setattr__(self, "updates", [])

    def send(self, request: Request) -> Response:
        if request.method != "PUT" or request.path.endswith("/batch"):
            return self.fake.respond(request)
        before = self.fake.respond(evolve(request, method="GET", body=b""))
        response = self.fake.respond(request)
        self.updates.append(response.status)
        if len(self.updates) % 5 == 0 and response.status == 200:
            shown = json.loads(before.body)
            body = {**{name: shown[name] for name in GIVEN}, **self.made}
            self.fake.respond(evolve(request, body=json.dumps(body).encode()))
        return response


class Disputed(Unsteady):
    made: ClassVar[dict[str, object]] = {"label": "Theirs"}


def _note(target: FakeTarget) -> str:
    report = judge(target, WRITING, pause=lambda _: None)
    assert report.verdict is Verdict.UNJUDGED
    (note,) = (one.note for one in report.with_status(Status.NOT_EXERCISED) if one.promise.id == "UPDATE-READ-BACK")
    return note


def test_an_update_lost_now_and_then_names_the_writes_and_fields() -> None:
    note = _note(Unsteady(tenant()))
    first, second = note.split(";", 1)
    assert "updateCaseAction of action_text, read as it was before (2 times)" in first
    assert "updateCaseAction of query_params, read as it was before (2 times)" in second
    assert "no value was read that this run did not send" in note


def test_values_of_others_are_named_as_such() -> None:
    note = _note(Disputed(tenant()))
    assert "updateCaseAction of label, read with a value that this run did not send" in note
    assert "others may have written to the case" in note
