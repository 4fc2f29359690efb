"""Every skin of the fake tenant gives the same answers, and the served one is a good citizen."""

import asyncio
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator

import httpx
import pytest

from tines_fake import Credentials, FakeTenant, Request

PATHS = [
    "/api/v2/cases/1/actions",
    "/api/v2/cases/2/actions?per_page=3&page=2",
    "/api/v2/cases/99/actions",
    "/api/v2/cases/x%2Fy/actions",
    "/api/v1/cases/1/actions",
    "/",
]
KEYS = [None, "wrong", "fake-tenant-key"]


def _headers(key: str | None) -> dict[str, str]:
    return {"Host": "fake.tines.test"} | ({"Authorization": f"Bearer {key}"} if key else {})


def _in_process(fake: FakeTenant, path: str, key: str | None) -> tuple[int, bytes]:
    with httpx.Client(transport=fake.transport(), base_url=fake.origin) as client:
        answer = client.get(path, headers=_headers(key))
    return answer.status_code, answer.content


def _async(transport: httpx.AsyncBaseTransport, path: str, key: str | None) -> tuple[int, bytes]:
    async def get() -> tuple[int, bytes]:
        async with httpx.AsyncClient(transport=transport, base_url="https://fake.tines.test") as client:
            answer = await client.get(path, headers=_headers(key))
        return answer.status_code, answer.content

    return asyncio.run(get())


@pytest.fixture(scope="module")
def served() -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tines_fake", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        yield process
        process.terminate()


@pytest.fixture(scope="module")
def origin(served: subprocess.Popen[str]) -> str:
    assert served.stdout is not None
    return served.stdout.readline().strip().removeprefix("TINES_TENANT=")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("key", KEYS, ids=["no key", "wrong key", "right key"])
def test_every_skin_gives_the_same_answer(path: str, key: str | None, origin: str) -> None:
    fake = FakeTenant.sample()
    expected = _in_process(fake, path, key)
    assert _async(fake.async_transport(), path, key) == expected
    assert _async(httpx.ASGITransport(fake.asgi), path, key) == expected
    over_tcp = httpx.get(f"{origin}{path}", headers=_headers(key))
    assert over_tcp.status_code == expected[0]
    assert over_tcp.content.replace(b"http://", b"https://") == expected[1]


def test_every_skin_takes_what_is_written(origin: str) -> None:
    new = {"url": "https://example.com", "label": "Runbook", "action_type": "page"}
    told = []
    for tenant, transport in (
        ("https://fake.tines.test", httpx.ASGITransport(FakeTenant.sample().asgi)),
        ("https://fake.tines.test", FakeTenant.sample().async_transport()),
        (origin, None),
    ):

        async def write(tenant: str = tenant, transport: httpx.AsyncBaseTransport | None = transport) -> list[object]:
            headers = {"Authorization": "Bearer fake-tenant-key"}
            async with httpx.AsyncClient(transport=transport, base_url=tenant, headers=headers) as client:
                made = await client.post("/api/v2/cases/3/actions", json=new)
                path = f"/api/v2/cases/3/actions/{made.json()['id']}"
                changed = await client.put(path, json={"label": "Read"})
                gone = await client.delete(path)
            return [made.status_code, made.json()["label"], changed.json()["label"], gone.status_code, gone.content]

        told.append(asyncio.run(write()))
    assert told == [[201, "Runbook", "Read", 204, b""]] * 3


def test_a_served_fake_says_where_it_is_and_which_key_it_takes(origin: str, served: subprocess.Popen[str]) -> None:
    assert origin.startswith("http://127.0.0.1:")
    assert served.stdout is not None
    assert served.stdout.readline().strip() == "TINES_API_KEY=fake-tenant-key"


def test_ctrl_c_stops_a_served_fake_cleanly() -> None:
    command = [sys.executable, "-m", "tines_fake", "--api-key", "mine"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        origin = process.stdout.readline().strip().removeprefix("TINES_TENANT=")
        assert httpx.get(f"{origin}/").status_code == 404
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=10)
    assert process.returncode == 0
    assert "Traceback" not in told


def test_a_port_that_is_taken_is_a_message_and_no_traceback() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "tines_fake", "--port", port]
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 1
    assert f"cannot listen on 127.0.0.1 port {port}" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_journal_holds_what_was_asked_and_no_key() -> None:
    fake = FakeTenant.sample()
    for key in KEYS:
        _in_process(fake, "/api/v2/cases/1/actions?page=1", key)
    assert [entry.request.credentials for entry in fake.journal] == [
        Credentials.NONE,
        Credentials.WRONG,
        Credentials.RIGHT,
    ]
    assert {entry.request.query for entry in fake.journal} == {"page=1"}
    assert fake.api_key not in repr(list(fake.journal))


def test_another_method_is_refused() -> None:
    fake = FakeTenant.sample()
    request = Request(method="PATCH", origin=fake.origin, path="/api/v2/cases/1/actions")
    assert fake.answer(request).status == 405


def test_a_field_that_no_action_has_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="colour"):
        FakeTenant().add_action(1, colour="red")
