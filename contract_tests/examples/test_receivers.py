"""The examples that receive a press, each with its framework: the fake presses, and the button goes away."""

import runpy
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from starlette.testclient import TestClient

from contract_tests.documentation.pages import ROOT
from tines_fake import FakeTenant, PreflightRefusedError

FASTAPI, FLASK = "close_case_with_fastapi.py", "press_with_flask.py"
URL = "https://hooks.example.com/press"
BUTTONS = {"Claim": "s3cret", "Of another receiver": "s3cret", "Wrong secret": "wrong", "No secret": None}
"""Of case 42, by label: each with the secret that a press of it carries."""

Start = Callable[[str], Any]


@pytest.fixture
def start(tines_fake: FakeTenant, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Starts an example as its text says, for all buttons but one; it is the fake's."""
    variables = {"PRESS_SECRET": "s3cret", "PRESS_BUTTONS": "42/1 42/3 42/4", "TINES_TENANT": "fake.tines.test"}
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    task = tines_fake.case(42).add_task(description="Contain").id
    for label, secret in BUTTONS.items():
        params = {"task": str(task)} | ({} if secret is None else {"secret": secret})
        tines_fake.case(42).add_action(label=label, action_type="webhook", url=URL, query_params=params)
    return lambda example: runpy.run_path(str(ROOT / "examples" / example))["app"]


@pytest.fixture(params=[FASTAPI, FLASK])
def app(request: pytest.FixtureRequest, start: Start) -> Any:
    return start(request.param)


def labels(fake: FakeTenant) -> list[str]:
    return [action["label"] for action in fake.items("/api/v2/cases/42/actions")]


@pytest.mark.parametrize("tasks", [0, 2000], ids=["a small case", "2 MB"])
def test_a_press_removes_its_button_and_no_other(app: Any, tines_fake: FakeTenant, tasks: int) -> None:
    tines_fake.add_many("/api/v2/cases/42/tasks", ({"description": "x" * 1000} for _ in range(tasks)))

    (response,) = tines_fake.press(42, 1, to=app)

    assert response.status == 200
    assert b"being" in response.body
    assert response.headers["access-control-allow-origin"] == tines_fake.origin
    assert labels(tines_fake) == [*BUTTONS][1:]


def test_a_double_click_is_no_error(app: Any, tines_fake: FakeTenant, caplog: pytest.LogCaptureFixture) -> None:
    responses = tines_fake.press(42, 1, to=app, clicks=2)

    assert [response.status for response in responses] == [200, 200]
    deletes = [one.response.status for one in tines_fake.journal if one.request.method == "DELETE"]
    assert deletes == [204, 404]
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []


@pytest.mark.parametrize("button", [2, 3, 4])
def test_without_the_secret_or_of_another_button_a_press_changes_nothing(
    app: Any, tines_fake: FakeTenant, button: int
) -> None:
    """The secret shows who sends: whoever knows it may name any button."""
    (response,) = tines_fake.press(42, button, to=app)

    assert (response.status, len(tines_fake.journal)) == (403, 0)


def test_another_origin_gets_no_permission(app: Any, tines_fake: FakeTenant) -> None:
    tines_fake.origin = "https://other.example.com"

    with pytest.raises(PreflightRefusedError):
        tines_fake.press(42, 1, to=app)


def posted(app: Any, body: bytes) -> int:
    """The status of a POST of any body."""
    if isinstance(app, Flask):
        return app.test_client().post("/press", data=body).status_code
    return TestClient(app).post("/press", content=body).status_code


@pytest.mark.parametrize("body", [b"", b"[]", b'{"secret": "s3cret", "case": 7}', b'{"secret": "s3cret"}'])
def test_what_is_no_press_is_refused_and_changes_nothing(app: Any, tines_fake: FakeTenant, body: bytes) -> None:
    assert (posted(app, body), len(tines_fake.journal)) in {(400, 0), (403, 0)}


def test_flask_responds_before_it_writes_to_the_tenant(start: Start, tines_fake: FakeTenant) -> None:
    body = {"secret": "s3cret", "case": {"id": 42}, "button": {"id": 1}}

    response = start(FLASK).test_client().post("/press", json=body)

    assert (response.status_code, response.text, len(tines_fake.journal)) == (200, "The button is being removed.", 0)
    response.close()  # as each server does when it has sent all
    assert labels(tines_fake) == [*BUTTONS][1:]


def test_fastapi_responds_before_it_writes_to_the_tenant(start: Start, tines_fake: FakeTenant) -> None:
    receiver = start(FASTAPI)
    written_before: list[int] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        async def noting(message: Any) -> None:
            written_before.append(len(tines_fake.journal))
            await send(message)

        await receiver(scope, receive, noting)

    tines_fake.press(42, 1, to=app)

    assert set(written_before) == {0}


def test_a_button_that_cannot_be_removed_is_in_the_log(
    start: Start, tines_fake: FakeTenant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("TINES_API_KEY", "wrong")

    tines_fake.press(42, 1, to=start(FLASK))

    assert "button 1 of case 42 is still there" in caplog.text


def test_a_press_closes_its_case_once(start: Start, tines_fake: FakeTenant) -> None:
    """What it does: a comment, a completed task, the status; the button goes, and a second click does nothing more."""
    tines_fake.press(42, 1, to=start(FASTAPI), user={"email": "eve@example.com"}, clicks=2)

    (comment,), (done,) = (tines_fake.items(f"/api/v2/cases/42/{one}") for one in ("comments", "tasks"))
    assert (comment["value"], done["completed"]) == ("Closed by eve@example.com.", True)
    closed = tines_fake.journal.requests(path="/api/v2/cases/42")[0]
    assert (closed.method, closed.json) == ("PUT", {"status": "closed"})
    assert len(tines_fake.journal) == 5
