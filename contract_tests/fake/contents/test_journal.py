"""The journal holds what was sent and what came back, reads well in assertions, and shows no secret."""

from typing import Any

import httpx
import pytest

from contract_tests.fake.served.sender import NEW
from tines_fake import FakeTenant, Request, Response

CASE = "/api/v2/cases/1/actions"
KEY = "SECRET-KEY-OF-THE-TENANT"


@pytest.fixture
def fake() -> FakeTenant:
    fake = FakeTenant(api_key=KEY)
    fake.add_case(1)
    return fake


def _send(fake: FakeTenant, method: str, path: str, key: str = KEY, **options: Any) -> httpx.Response:
    headers = {"Authorization": f"Bearer {key}", "X-Mine": "yes", "Cookie": f"k={key}"}
    with httpx.Client(transport=fake.transport(), base_url=fake.origin, headers=headers) as client:
        return client.request(method, path, **options)


def test_requests_are_found_by_method_path_and_operation(fake: FakeTenant) -> None:
    _send(fake, "POST", CASE, json=NEW)
    _send(fake, "GET", CASE, params={"per_page": 5})
    _send(fake, "GET", "/api/v2/cases")
    assert fake.journal.requests(method="POST")[0].json == NEW
    assert [one.params for one in fake.journal.requests(path=CASE)] == [{}, {"per_page": "5"}]
    assert len(fake.journal.requests(operation="listCaseActions", method="GET")) == 1
    assert [one.status for one in fake.journal.responses()] == [201, 200, 200]
    assert fake.journal.responses(operation="listCases")[0].json["cases"][0]["case_id"] == 1
    assert fake.journal.exchanges(method="DELETE") == []
    with pytest.raises(ValueError, match="do you mean listCaseActions"):
        fake.journal.requests(operation="listCaseAction")


def test_headers_are_kept_and_secrets_among_them_masked(fake: FakeTenant) -> None:
    _send(fake, "GET", CASE)
    _send(fake, "GET", CASE, key="ANOTHER-SECRET")
    headers = fake.journal.requests()[0].headers
    assert (headers["x-mine"], headers["authorization"], headers["cookie"]) == ("yes", "…", "…")
    everything = f"{[vars_of(one.request) for one in fake.journal]} {fake.journal!r} {list(fake.journal)!r}"
    assert KEY not in everything
    assert "ANOTHER-SECRET" not in everything


def vars_of(request: Request) -> Any:
    return (request.method, request.url, dict(request.headers), request.body, request.credentials)


def test_its_repr_says_what_happened_and_no_secret(fake: FakeTenant) -> None:
    _send(fake, "POST", CASE, json={**NEW, "url": "https://acme.tines.com/webhook/HUSH"})
    _send(fake, "GET", CASE, params={"per_page": 5, "token": "HUSH"})
    assert repr(fake.journal) == f"<Journal of 2: POST {CASE} -> 201, GET {CASE}?per_page=5&token=… -> 200>"
    for _ in range(30):
        _send(fake, "GET", CASE)
    assert repr(fake.journal).startswith("<Journal of 32: …, GET ")


def test_what_no_operation_knows_is_404_says_what_is_alike_and_is_journalled(fake: FakeTenant) -> None:
    response = _send(fake, "GET", "/api/v2/case/1/actions")
    message = response.json()["errors"][0]["message"]
    assert response.status_code == 404
    assert "does not have GET /api/v2/case/1/actions; perhaps GET /api/v2/cases/{case_id}/actions is meant; " in message
    assert message.endswith("; add_route adds it")  # a long list would be cut where the SDK shows the message
    assert [one.path for one in fake.journal.requests()] == ["/api/v2/case/1/actions"]


def test_buttons_are_not_found(fake: FakeTenant) -> None:
    """As docs/how-to/migrate-from-buttons.md says of the fake."""
    assert _send(fake, "GET", "/api/v1/cases/1/buttons").status_code == 404


def test_a_route_responds_to_what_the_spec_does_not_have(fake: FakeTenant) -> None:
    def note(request: Request, case_id: str, name: str) -> Any:
        fake.case(int(case_id)).add_action(label=name)
        return Response.of_json(201, {"sent": request.json, "name": name})

    fake.add_route("GET", "/api/v2/info", {"version": 2})
    fake.add_route("POST", "/api/v2/cases/{case_id}/notes/{name}", note)
    assert _send(fake, "GET", "/api/v2/info").json() == {"version": 2}
    made = _send(fake, "POST", "/api/v2/cases/1/notes/a%20b", json=7)
    assert (made.status_code, made.json()) == (201, {"sent": 7, "name": "a b"})
    assert [action.label for action in fake.case(1).actions] == ["a b"]
    assert _send(fake, "GET", "/api/v2/info", key="wrong").status_code == 401
    assert _send(fake, "PUT", "/api/v2/info").status_code == 404
    assert "GET /api/v2/info" in _send(fake, "GET", "/api/v2/infos").text
    assert len(fake.journal) == 5


@pytest.mark.parametrize(
    ("method", "path", "message"),
    [
        ("GET", CASE, "openapi.yaml has GET"),
        ("GET", "/api/v2/cases/{number}/actions", "openapi.yaml has GET"),
        ("get", "/x", "a method is such as GET"),
        ("GET", "x", "a path is such as"),
        ("GET", "/x?y=1", "without a query"),
    ],
)
def test_a_route_that_makes_no_sense_is_refused(fake: FakeTenant, method: str, path: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        fake.add_route(method, path, {})
