"""The examples that receive a press, each with its framework: the fake presses, and the button goes away."""

import threading
from collections.abc import Callable
from typing import Any

import httpx
import press_with_fastapi
import press_with_flask
import press_with_wsgi
import pytest
from attrs import frozen
from starlette.testclient import TestClient

from tines_cases import AsyncTinesClient, TinesClient
from tines_fake import FakeTenant, PreflightRefusedError, Quirks

SECRET = "s3cret"
URL = "https://hooks.example.com/press"


class Gate(httpx.BaseTransport):
    """The way to the fake: open, and it counts what has come through."""

    def __init__(self, fake: FakeTenant) -> None:
        self.opened = threading.Event()
        self.opened.set()
        self.handled = threading.Semaphore(0)
        self._transport = fake.transport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        assert self.opened.wait(30)
        response = self._transport.handle_request(request)
        self.handled.release()
        return response


@frozen
class Receiver:
    """An example's application, and its way to the tenant where it goes there by threads."""

    app: Any
    gate: Gate | None = None

    def wait_for(self, requests: int) -> None:
        """Until so many requests have come through; Starlette's background tasks have by the time a press returns."""
        if self.gate is not None:
            assert all(self.gate.handled.acquire(timeout=30) for _ in range(requests))


def tenant(secret: str | None = SECRET, **quirks: Any) -> FakeTenant:
    fake = FakeTenant(quirks=Quirks(**quirks))
    params = {} if secret is None else {"secret": secret}
    fake.add_action(42, id=1, label="Escalate", action_type="webhook", url=URL, query_params=params)
    fake.add_action(42, id=2, label="Stays", action_type="webhook", url=URL)
    return fake


def blocking(make_app: Callable[..., Any]) -> Callable[[FakeTenant], Receiver]:
    def make(fake: FakeTenant) -> Receiver:
        gate = Gate(fake)
        tines = TinesClient(fake.origin, fake.api_key, transport=gate)
        return Receiver(make_app(tines, fake.origin, SECRET), gate)

    return make


def awaiting(fake: FakeTenant) -> Receiver:
    tines = AsyncTinesClient(fake.origin, fake.api_key, transport=fake.async_transport())
    return Receiver(press_with_fastapi.make_app(tines, fake.origin, SECRET))


Make = Callable[[FakeTenant], Receiver]
MAKERS: dict[str, Make] = {
    "FastAPI": awaiting,
    "Flask": blocking(press_with_flask.make_app),
    "WSGI": blocking(press_with_wsgi.make_app),
}


@pytest.fixture(params=MAKERS.values(), ids=MAKERS.keys())
def make(request: pytest.FixtureRequest) -> Make:
    return request.param


def labels(fake: FakeTenant) -> list[str]:
    return [action["label"] for action in fake.items("/api/v2/cases/42/actions")]


def test_a_press_removes_its_button_and_no_other(make: Make) -> None:
    fake = tenant()
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


@pytest.mark.parametrize(
    "quirks",
    [{"optional_fields": "null"}, {"optional_fields": "absent"}, {"unknown_fields": True}],
    ids=["nulls", "absent fields", "unknown fields"],
)
def test_a_press_of_any_sound_tenant_is_understood(make: Make, quirks: dict[str, Any]) -> None:
    fake = tenant(**quirks)
    receiver = make(fake)

    fake.press(42, 1, to=receiver.app, sent_by="tenant")
    receiver.wait_for(1)

    assert labels(fake) == ["Stays"]


def test_a_big_case_is_understood(make: Make) -> None:
    fake = tenant()
    fake.add_many("/api/v2/cases/42/tasks", ({"description": "x" * 1000} for _ in range(2000)))
    receiver = make(fake)

    fake.press(42, 1, to=receiver.app)
    receiver.wait_for(1)

    assert len(fake.presses[1].request.body) > 2_000_000
    assert labels(fake) == ["Stays"]


@pytest.mark.parametrize("secret", ["wrong", None])
def test_a_press_without_the_secret_is_refused_and_removes_nothing(make: Make, secret: str | None) -> None:
    fake = tenant(secret)

    (response,) = fake.press(42, 1, to=make(fake).app)

    assert (response.status, len(fake.journal)) == (403, 0)


def test_another_origin_gets_no_permission(make: Make) -> None:
    fake = tenant()
    receiver = make(fake)
    fake.origin = "https://other.example.com"

    with pytest.raises(PreflightRefusedError):
        fake.press(42, 1, to=receiver.app)


def posted(receiver: Receiver, body: bytes) -> int:
    """The status of a POST of any body."""
    if receiver.gate is None:
        return TestClient(receiver.app).post(URL, content=body).status_code
    with httpx.Client(transport=httpx.WSGITransport(app=receiver.app)) as client:
        return client.post(URL, content=body).status_code


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"secret": "s3cret", "case": 7}', b'{"secret": "s3cret"}'])
def test_what_is_no_press_is_refused_and_removes_nothing(make: Make, body: bytes) -> None:
    fake = tenant()

    assert (posted(make(fake), body), len(fake.journal)) in {(400, 0), (403, 0)}


@pytest.mark.parametrize("name", ["Flask", "WSGI"])
def test_a_click_does_not_wait_for_the_tenant(name: str) -> None:
    fake = tenant()
    receiver = MAKERS[name](fake)
    assert receiver.gate is not None
    receiver.gate.opened.clear()

    (response,) = fake.press(42, 1, to=receiver.app)

    assert (response.status, labels(fake)) == (200, ["Escalate", "Stays"])
    receiver.gate.opened.set()
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


@pytest.mark.parametrize("module", [press_with_flask, press_with_wsgi], ids=["Flask", "WSGI"])
def test_a_button_that_cannot_be_removed_is_in_the_log(module: Any, caplog: pytest.LogCaptureFixture) -> None:
    fake = tenant()

    module.remove(TinesClient(fake.origin, "wrong", transport=fake.transport()), 42, 1)

    assert "button 1 of case 42 is still there" in caplog.text


def test_the_applications_are_made_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"TINES_TENANT": "https://acme.example", "TINES_API_KEY": "key", "PRESS_SECRET": SECRET}.items():
        monkeypatch.setenv(name, value)

    assert press_with_fastapi.main()
    assert press_with_flask.main()
