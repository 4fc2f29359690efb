"""A served fake prints what it is, ends at Ctrl-C, and does not grow with its requests."""

import asyncio
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from contract_tests.fake.served.served import Served, served
from contract_tests.idle_clock import idle_clock
from tines_fake import FakeTenant, Journal, Request
from tines_fake.__main__ import main

LIST = "/api/v2/cases/1/actions"


@pytest.fixture(scope="module")
def running() -> Iterator[Served]:
    with served() as one:
        yield one


def test_it_prints_where_it_is_and_what_it_holds(running: Served) -> None:
    assert running.origin.startswith("http://127.0.0.1:")
    assert running.lines[1] == "export TINES_API_KEY=fake-tenant-key"
    assert {"  1,203 at /api/v2/cases/2/actions", f"      2 at {LIST}"} <= {*running.lines}


def test_it_has_no_control_unless_it_is_asked_for(running: Served) -> None:
    assert running.send("POST", "/__fake/reset")[0] == 404


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:80", "a.localhost", "127.0.0.2", "[::1]:8000", "ours:8000"])
def test_it_responds_under_names_of_this_machine(only_ours: Served, host: str) -> None:
    assert only_ours.send("GET", LIST, Host=host)[0] == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "192.0.2.1", "127.0.0.1.evil.example", "[", ""]
)
@pytest.mark.parametrize("path", [LIST, "/__fake/health"])
def test_another_name_is_told_what_to_do(only_ours: Served, path: str, host: str) -> None:
    """A web page of that name would else read and write what the fake holds."""
    status, body = only_ours.send("GET", path, Host=host)
    assert (status, b"start it with --allow-host" in body) == (421, True)


@pytest.fixture(scope="module")
def only_ours() -> Iterator[Served]:
    with served("--control", "--allow-host", "ours") as one:
        yield one


@pytest.fixture(scope="module")
def undisturbed() -> float:
    """Seconds in which one without a client stops; it says no more than that."""
    with served() as one:
        return _seconds_to_stop(one)


@pytest.mark.parametrize("rest", ["", "Content-Length: 9\r\n\r\nabc"], ids=["headers", "body"])
def test_ctrl_c_stops_it_cleanly_whatever_is_half_sent(rest: str, undisturbed: float) -> None:
    """It takes no second longer than without one."""
    with served() as one, socket.create_connection(one.address) as client:
        client.sendall(f"POST {LIST} HTTP/1.1\r\nHost: x\r\n{rest}".encode())
        assert one.send("GET", "/")[0] == 404  # by now it has read the half
        assert _seconds_to_stop(one) < undisturbed + 1


def _seconds_to_stop(one: Served) -> float:
    with idle_clock() as seconds:
        assert _stopped(one) == (0, "stopped\n")
        return seconds()


def _stopped(one: Served) -> tuple[int, str]:
    one.process.send_signal(signal.SIGINT)
    _, errors = one.process.communicate(timeout=60)
    return one.process.returncode, errors


def test_a_port_that_is_taken_is_a_message_and_no_traceback() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "tines_fake", "--port", port]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert f"cannot listen on 127.0.0.1 port {port}" in done.stderr
    assert "Traceback" not in done.stderr


def test_it_says_so_where_others_can_reach_it() -> None:
    with served("--host", "0.0.0.0") as one:
        assert "Others on the network can reach it" in _stopped(one)[1]


@pytest.mark.parametrize("key", ["", "a b", "a\nb"])
def test_a_key_that_no_client_could_send_is_a_matter_of_usage(key: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--api-key", key]) == 2
    assert "api_key" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("printed", "message"), [("[]", "holds no quirks"), ('{"ordr": 1}', "do you mean order"), ("{", "Expecting")]
)
def test_a_file_that_holds_no_quirks_is_refused(
    printed: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "probed.json"
    file.write_text(printed)
    assert main(["--like", str(file)]) == 2
    assert re.match(f"--like: .*{message}", capsys.readouterr().err)


def test_a_seed_that_is_not_there_is_named_with_its_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--fault", '{"failure":' + "[" * 100_000]) == 2
    assert capsys.readouterr().err == "--fault: it is nested too deeply\n"
    assert main(["--seed", "no-such-file.json"]) == 2
    assert capsys.readouterr().err == "--seed: [Errno 2] No such file or directory: 'no-such-file.json'\n"


def test_a_body_over_the_limit_is_413_and_the_fake_goes_on(running: Served) -> None:
    limit = FakeTenant.largest_body
    assert running.send("POST", LIST, b"x" * (limit + 1))[0] == 413
    assert running.send("POST", LIST, b"x" * limit)[0] == 400
    assert running.send("GET", LIST)[0] == 200


def test_a_body_is_read_no_further_than_its_limit() -> None:
    fake, chunk = FakeTenant.sample(), b"x" * 65536
    sent: list[Any] = []
    received = 0

    async def receive() -> dict[str, Any]:
        nonlocal received
        received += len(chunk)
        return {"type": "http.request", "body": chunk, "more_body": received < 100 * fake.largest_body}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": LIST, "query_string": b"", "headers": []}
    asyncio.run(fake.asgi(scope, receive, send))
    assert sent[0]["status"] == 413
    assert received <= fake.largest_body + len(chunk)


def test_the_limit_of_a_body_can_be_set_and_no_larger_one_is_kept() -> None:
    fake = FakeTenant.sample()
    fake.largest_body = 2
    for body, status in ((b"{}x", 413), (b"{}", 422)):
        assert fake.respond(Request(method="POST", origin=fake.origin, path=LIST, body=body)).status == status
    assert [one.request.body for one in fake.journal] == [b"", b"{}"]


def test_a_bounded_journal_keeps_the_last_and_cuts_bodies() -> None:
    fake = FakeTenant.sample(journal=Journal(longest=3, largest_body=10))
    for number in range(5):
        fake.respond(Request(method="POST", origin=fake.origin, path=LIST, query=f"n={number}", body=b"y" * 20))
    assert [one.request.query for one in fake.journal] == ["n=2", "n=3", "n=4"]
    assert {(len(one.request.body), len(one.response.body)) for one in fake.journal} == {(10, 10)}


def test_a_journal_in_process_keeps_everything() -> None:
    fake = FakeTenant.sample()
    for _ in range(1500):
        fake.respond(Request(origin=fake.origin, path=LIST, query="per_page=1"))
    assert len(fake.journal) == 1500
    assert fake.journal[0].response.body.startswith(b'{"case_id":1')
