"""The examples that receive a press, each with its framework: the fake presses, and the button goes away."""

import importlib
from collections.abc import Callable
from typing import Any

import press_with_fastapi
import press_with_flask
import pytest
from fastapi import FastAPI
from flask import Flask
from starlette.testclient import TestClient

from tines_cases import AsyncTinesClient, TinesClient
from tines_fake import FakeTenant, PreflightRefusedError

SECRET = "s3cret"
CREATED = ["42/1"]
URL = "https://hooks.example.com/press"
HOST = "fake.tines.test"
"""Of the fake's origin: TINES_TENANT may be either."""


def tenant(secret: str | None = SECRET) -> FakeTenant:
    fake = FakeTenant()
    params = {} if secret is None else {"secret": secret}
    fake.add_action(42, id=1, label="Escalate", action_type="webhook", url=URL, query_params=params)
    fake.add_action(42, id=2, label="Stays", action_type="webhook", url=URL, query_params=params)
    return fake


Make = Callable[[FakeTenant], Any]
"""Makes the application of an example, which removes buttons of a fake tenant."""


def flask_app(fake: FakeTenant) -> Flask:
    tines = TinesClient(fake.origin, fake.api_key, transport=fake.transport())
    return press_with_flask.make_app(tines, HOST, SECRET, CREATED)


def fastapi_app(fake: FakeTenant) -> FastAPI:
    tines = AsyncTinesClient(fake.origin, fake.api_key, transport=fake.async_transport())
    return press_with_fastapi.make_app(tines, HOST, SECRET, CREATED)


both = pytest.mark.parametrize("make", [fastapi_app, flask_app])


def labels(fake: FakeTenant) -> list[str]:
    return [action["label"] for action in fake.items("/api/v2/cases/42/actions")]


@both
@pytest.mark.parametrize("tasks", [0, 2000], ids=["a small case", "2 MB"])
def test_a_press_removes_its_button_and_no_other(make: Make, tasks: int) -> None:
    fake = tenant()
    fake.add_many("/api/v2/cases/42/tasks", ({"description": "x" * 1000} for _ in range(tasks)))

    (response,) = fake.press(42, 1, to=make(fake))

    assert response.status == 200
    assert b"being removed" in response.body
    assert response.headers["access-control-allow-origin"] == fake.origin
    assert labels(fake) == ["Stays"]


@both
def test_a_double_click_is_no_error(make: Make, caplog: pytest.LogCaptureFixture) -> None:
    fake = tenant()

    responses = fake.press(42, 1, to=make(fake), clicks=2)

    assert [response.status for response in responses] == [200, 200]
    assert sorted(exchange.response.status for exchange in fake.journal) == [204, 404]
    assert labels(fake) == ["Stays"]
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []


@both
@pytest.mark.parametrize(("secret", "button"), [("wrong", 1), (None, 1), (SECRET, 2)])
def test_without_the_secret_or_of_another_button_a_press_removes_nothing(
    make: Make, secret: str | None, button: int
) -> None:
    """The secret shows who sends: whoever knows it may name any button."""
    fake = tenant(secret)

    (response,) = fake.press(42, button, to=make(fake))

    assert (response.status, len(fake.journal)) == (403, 0)


@both
def test_another_origin_gets_no_permission(make: Make) -> None:
    fake = tenant()
    app = make(fake)
    fake.origin = "https://other.example.com"

    with pytest.raises(PreflightRefusedError):
        fake.press(42, 1, to=app)


def posted(app: Any, body: bytes) -> int:
    """The status of a POST of any body."""
    if isinstance(app, Flask):
        return app.test_client().post("/press", data=body).status_code
    return TestClient(app).post("/press", content=body).status_code


@both
@pytest.mark.parametrize("body", [b"", b"[]", b'{"secret": "s3cret", "case": 7}', b'{"secret": "s3cret"}'])
def test_what_is_no_press_is_refused_and_removes_nothing(make: Make, body: bytes) -> None:
    fake = tenant()

    assert (posted(make(fake), body), len(fake.journal)) in {(400, 0), (403, 0)}


def test_flask_responds_before_it_writes_to_the_tenant() -> None:
    fake, body = tenant(), {"secret": SECRET, "case": {"id": 42}, "button": {"id": 1}}

    response = flask_app(fake).test_client().post("/press", json=body)

    assert (response.status_code, response.text, len(fake.journal)) == (200, "The button is being removed.", 0)
    response.close()  # as each server does when it has sent all
    assert labels(fake) == ["Stays"]


def test_fastapi_responds_before_it_writes_to_the_tenant() -> None:
    fake = tenant()
    receiver = fastapi_app(fake)
    written_before: list[int] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        async def noting(message: Any) -> None:
            written_before.append(len(fake.journal))
            await send(message)

        await receiver(scope, receive, noting)

    fake.press(42, 1, to=app)

    assert set(written_before) == {0}
    assert labels(fake) == ["Stays"]


def test_a_button_that_cannot_be_removed_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    fake = tenant()

    press_with_flask.remove(TinesClient(fake.origin, "wrong", transport=fake.transport()), 42, 1)

    assert "button 1 of case 42 is still there" in caplog.text


def test_the_applications_are_made_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "TINES_TENANT": "https://acme.example",
        "TINES_API_KEY": "key",
        "PRESS_SECRET": SECRET,
        "PRESS_BUTTONS": "",
    }.items():
        monkeypatch.setenv(name, value)

    assert press_with_fastapi.main()
    assert press_with_flask.main()


def test_a_press_closes_its_case_once(tines_fake: FakeTenant, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it does: a comment, a completed task, the status; the button goes, and a second click does nothing more."""
    monkeypatch.setenv("PRESS_SECRET", SECRET)
    monkeypatch.setenv("PRESS_BUTTONS", "42/1")
    monkeypatch.setenv("TINES_TENANT", HOST)
    task = tines_fake.case(42).add_task(description="Contain").id
    params = {"secret": SECRET, "task": str(task)}
    tines_fake.case(42).add_action(id=1, action_type="webhook", url=URL, query_params=params)

    app = importlib.import_module("close_case_with_fastapi").app
    responses = tines_fake.press(42, 1, to=app, user={"email": "eve@example.com"}, clicks=2)

    assert [response.status for response in responses] == [200, 200]
    (comment,), (done,) = (tines_fake.items(f"/api/v2/cases/42/{one}") for one in ("comments", "tasks"))
    assert (comment["value"], done["completed"], labels(tines_fake)) == ("Closed by eve@example.com.", True, [])
    closed = tines_fake.journal.requests(path="/api/v2/cases/42")[0]
    assert (closed.method, closed.json) == ("PUT", {"status": "closed"})
    assert len(tines_fake.journal) == 5
    assert TestClient(app).post("/press", json={"secret": "wrong"}).status_code == 403
