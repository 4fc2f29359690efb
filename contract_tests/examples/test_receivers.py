"""The examples that receive a press, each with its framework: the fake presses, and the button goes away."""

import importlib
import threading
from collections.abc import Callable
from typing import Any

import httpx
import press_with_fastapi
import press_with_flask
import pytest
from attrs import frozen
from starlette.testclient import TestClient

from tines_cases import AsyncTinesClient, TinesClient
from tines_fake import FakeTenant, PreflightRefusedError

SECRET = "s3cret"
CREATED = ["42/1"]
URL = "https://hooks.example.com/press"
HOST = "fake.tines.test"
"""Of the fake's origin: TINES_TENANT may be either."""


class Remover:
    """The function `remove` of an example, which its threads call: when it may begin, and how often it has ended."""

    def __init__(self, remove: Callable[..., None]) -> None:
        self.may_begin = threading.Event()
        self.may_begin.set()
        self.ended = threading.Semaphore(0)
        self._remove = remove

    def __call__(self, *arguments: Any) -> None:
        assert self.may_begin.wait(30)
        self._remove(*arguments)
        self.ended.release()


@frozen
class Receiver:
    """An example's application, and its remover where that works in threads."""

    app: Any
    remover: Remover | None = None

    def wait_for(self, removals: int) -> None:
        """Until so many have ended; the background tasks of Starlette have by the time a press returns."""
        if self.remover is not None:
            assert all(self.remover.ended.acquire(timeout=30) for _ in range(removals))


def tenant(secret: str | None = SECRET) -> FakeTenant:
    fake = FakeTenant()
    params = {} if secret is None else {"secret": secret}
    fake.add_action(42, id=1, label="Escalate", action_type="webhook", url=URL, query_params=params)
    fake.add_action(42, id=2, label="Stays", action_type="webhook", url=URL, query_params=params)
    return fake


Make = Callable[[FakeTenant], Receiver]


def blocking(monkeypatch: pytest.MonkeyPatch) -> Make:
    def make(fake: FakeTenant) -> Receiver:
        remover = Remover(press_with_flask.remove)
        monkeypatch.setattr(press_with_flask, "remove", remover)
        tines = TinesClient(fake.origin, fake.api_key, transport=fake.transport())
        return Receiver(press_with_flask.make_app(tines, HOST, SECRET, CREATED), remover)

    return make


def awaiting(fake: FakeTenant) -> Receiver:
    tines = AsyncTinesClient(fake.origin, fake.api_key, transport=fake.async_transport())
    return Receiver(press_with_fastapi.make_app(tines, HOST, SECRET, CREATED))


@pytest.fixture(params=["FastAPI", "Flask"])
def make(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Make:
    return awaiting if request.param == "FastAPI" else blocking(monkeypatch)


def labels(fake: FakeTenant) -> list[str]:
    return [action["label"] for action in fake.items("/api/v2/cases/42/actions")]


@pytest.mark.parametrize("tasks", [0, 2000], ids=["a small case", "2 MB"])
def test_a_press_removes_its_button_and_no_other(make: Make, tasks: int) -> None:
    fake = tenant()
    fake.add_many("/api/v2/cases/42/tasks", ({"description": "x" * 1000} for _ in range(tasks)))
    receiver = make(fake)

    (response,) = fake.press(42, 1, to=receiver.app)
    receiver.wait_for(1)

    assert response.status == 200
    assert b"being removed" in response.body
    assert response.headers["access-control-allow-origin"] == fake.origin
    assert labels(fake) == ["Stays"]


def test_a_double_click_is_no_error(make: Make, caplog: pytest.LogCaptureFixture) -> None:
    fake = tenant()
    receiver = make(fake)

    responses = fake.press(42, 1, to=receiver.app, clicks=2)
    receiver.wait_for(2)

    assert [response.status for response in responses] == [200, 200]
    assert sorted(exchange.response.status for exchange in fake.journal) == [204, 404]
    assert labels(fake) == ["Stays"]
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []


@pytest.mark.parametrize(("secret", "button"), [("wrong", 1), (None, 1), (SECRET, 2)])
def test_without_the_secret_or_of_another_button_a_press_removes_nothing(
    make: Make, secret: str | None, button: int
) -> None:
    """The secret shows who sends: whoever knows it may name any button."""
    fake = tenant(secret)

    (response,) = fake.press(42, button, to=make(fake).app)

    assert (response.status, len(fake.journal)) == (403, 0)


def test_another_origin_gets_no_permission(make: Make) -> None:
    fake = tenant()
    receiver = make(fake)
    fake.origin = "https://other.example.com"

    with pytest.raises(PreflightRefusedError):
        fake.press(42, 1, to=receiver.app)


def posted(receiver: Receiver, body: bytes) -> int:
    """The status of a POST of any body."""
    if receiver.remover is None:
        return TestClient(receiver.app).post(URL, content=body).status_code
    with httpx.Client(transport=httpx.WSGITransport(app=receiver.app)) as client:
        return client.post(URL, content=body).status_code


@pytest.mark.parametrize("body", [b"", b"[]", b'{"secret": "s3cret", "case": 7}', b'{"secret": "s3cret"}'])
def test_what_is_no_press_is_refused_and_removes_nothing(make: Make, body: bytes) -> None:
    fake = tenant()

    assert (posted(make(fake), body), len(fake.journal)) in {(400, 0), (403, 0)}


def test_a_click_does_not_wait_for_the_tenant(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = tenant()
    receiver = blocking(monkeypatch)(fake)
    assert receiver.remover is not None
    receiver.remover.may_begin.clear()

    (response,) = fake.press(42, 1, to=receiver.app)

    assert (response.status, labels(fake)) == (200, ["Escalate", "Stays"])
    receiver.remover.may_begin.set()
    receiver.wait_for(1)
    assert labels(fake) == ["Stays"]


def test_fastapi_responds_before_it_writes_to_the_tenant() -> None:
    fake = tenant()
    receiver = awaiting(fake)
    written_before: list[int] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        async def noting(message: Any) -> None:
            written_before.append(len(fake.journal))
            await send(message)

        await receiver.app(scope, receive, noting)

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
