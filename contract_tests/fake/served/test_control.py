"""A served fake is controlled by JSON under /__fake/: from this machine alone, with a token of its own."""

import asyncio
import json
import re
import signal
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from contract_tests.fake.served.served import served
from tines_fake import FakeTenant
from tines_fake.serving.control import COMMANDS, ControlApp

TOKEN = "control-token"
CASE = "/api/v2/cases/1/actions"
Send = Callable[..., httpx.Response]


@pytest.fixture
def fake() -> FakeTenant:
    fake = FakeTenant()
    fake.case(1).add_action(label="Escalate")
    fake.keep()
    return fake


def _sender(fake: FakeTenant, host: str = "127.0.0.1", token: str = TOKEN) -> Send:
    def send(method: str, path: str, **options: Any) -> httpx.Response:
        async def sent() -> httpx.Response:
            transport = httpx.ASGITransport(ControlApp(fake, TOKEN), client=(host, 4711))
            shown = fake.api_key if path.startswith("/api") else token
            headers = {"Authorization": f"Bearer {shown}"} if shown else {}
            async with httpx.AsyncClient(transport=transport, base_url="http://fake", headers=headers) as client:
                return await client.request(method, path, **options)

        return asyncio.run(sent())

    return send


@pytest.fixture
def send(fake: FakeTenant) -> Send:
    return _sender(fake)


def test_a_tenant_is_seeded_looked_at_and_reset(send: Send) -> None:
    assert send("POST", "/__fake/seed", json={CASE: [{"label": "Claim"}]}).json() == {}
    assert [one["label"] for one in send("GET", CASE).json()["actions"]] == ["Escalate", "Claim"]
    assert [one["label"] for one in send("GET", "/__fake/state").json()[CASE]] == ["Escalate", "Claim"]
    send("POST", "/__fake/reset")
    assert [one["label"] for one in send("GET", CASE).json()["actions"]] == ["Escalate"]


def test_faults_and_failures_come_and_go(send: Send) -> None:
    down = {"failure": "status", "status": 503, "body": "html"}
    first = send("POST", "/__fake/faults", json={"faults": [down], "operation": "listCaseActions", "nth": [1]}).json()
    second = send("POST", "/__fake/faults", json={"faults": ["ID-TEXT"]}).json()
    assert (first["faults"], second["faults"]) == (["STATUS-503"], ["ID-TEXT"])
    assert send("GET", CASE).status_code == 503
    assert send("GET", CASE).json()["actions"][0]["id"] == "1"
    assert send("GET", "/__fake/faults").json()["active"] == [first, second]
    send("DELETE", "/__fake/faults", json={"number": second["number"]})
    assert send("GET", CASE).json()["actions"][0]["id"] == 1
    send("DELETE", "/__fake/faults")
    assert send("GET", "/__fake/faults").json()["active"] == []


def test_quirks_are_changed_one_by_one(send: Send) -> None:
    send("PUT", "/__fake/quirks", json={"timestamps": "offset"})
    quirks = send("PUT", "/__fake/quirks", json={"largest_page": 50}).json()
    assert (quirks["timestamps"], quirks["largest_page"]) == ("offset", 50)
    assert quirks == send("GET", "/__fake/quirks").json()
    assert send("GET", CASE).json()["actions"][0]["created_at"].endswith("+00:00")


def test_its_clock_is_moved(send: Send) -> None:
    assert send("GET", "/__fake/clock").json()["virtual"] is False
    send("PUT", "/__fake/clock", json={"now": "2031-01-01T00:00:00Z"})
    send("PUT", "/__fake/clock", json={"advance": 60})
    assert send("GET", "/__fake/clock").json() == {"now": "2031-01-01T00:01:00+00:00", "virtual": True}
    new = {"url": "https://example.com", "label": "x", "action_type": "page"}
    assert send("POST", CASE, json=new).json()["created_at"] == "2031-01-01T00:01:00Z"
    send("POST", "/__fake/reset")
    assert send("GET", "/__fake/clock").json()["virtual"] is False


def test_the_journal_is_read_and_cleared_and_holds_no_key(send: Send, fake: FakeTenant) -> None:
    send("GET", f"{CASE}?per_page=5")
    response = send("GET", "/__fake/journal")
    (exchange,) = response.json()["exchanges"]
    assert (exchange["method"], exchange["path"], exchange["status"]) == ("GET", CASE, 200)
    assert exchange["query"] == {"per_page": "5"}
    assert (exchange["key"], exchange["headers"]["authorization"]) == ("the right key", "…")
    assert fake.api_key not in response.text
    assert json.loads(exchange["response"])["actions"][0]["label"] == "Escalate"
    send("DELETE", "/__fake/journal")
    assert send("GET", "/__fake/journal").json() == {"exchanges": []}


@pytest.mark.parametrize("token", ["", "wrong", FakeTenant().api_key])
def test_without_its_token_nothing_is_done(fake: FakeTenant, token: str) -> None:
    for method, name in COMMANDS:
        expected = 200 if name == "health" else 401
        assert _sender(fake, token=token)(method, f"/__fake/{name}").status_code == expected
    assert len(fake.case(1).actions) == 1


@pytest.mark.parametrize(("host", "allowed"), [("127.0.0.2", True), ("::1", True), ("10.0.0.7", False), ("", False)])
def test_only_this_machine_may_use_it(fake: FakeTenant, host: str, allowed: bool) -> None:
    assert _sender(fake, host)("POST", "/__fake/reset").status_code == (200 if allowed else 403)
    assert _sender(fake, host)("GET", CASE).status_code == 200


@pytest.mark.parametrize(
    ("method", "name", "sent", "message"),
    [
        ("POST", "seed", b"{", "JSON|Expecting"),
        ("POST", "seed", b"[]", "must be an object"),
        ("POST", "seed", b"[" * 100_000, ""),
        ("POST", "seed", {CASE: [{"label": 7}]}, "label must be string, not 7"),
        ("POST", "faults", {"faults": ["PAGE-OVERLAPS"]}, "do you mean PAGE-OVERLAP"),
        ("POST", "faults", {"faults": []}, "must be a list"),
        ("POST", "faults", {"faults": [7]}, "faults are ids"),
        ("POST", "faults", {"faults": ["ID-TEXT"], "operation": ["x"]}, ""),
        ("POST", "faults", {"faults": ["ID-TEXT"], "probability": "often"}, ""),
        ("POST", "faults", {"faults": ["ID-TEXT"], "n": 1}, "there is no field of faults 'n'"),
        ("DELETE", "faults", {"number": 10**9}, "no active faults"),
        ("PUT", "quirks", {"ordr": "label"}, "do you mean order"),
        ("PUT", "quirks", {"order": ["label"]}, "order must be one of"),
        ("PUT", "clock", {"advance": -1}, "from 0 on"),
        ("PUT", "clock", {"advance": "1"}, "number of seconds"),
        ("PUT", "clock", {"now": "tomorrow"}, "tomorrow"),
        ("PUT", "clock", {"now": "2031-01-01T00:00:00"}, "time zone"),
        ("PUT", "clock", {}, "advance"),
    ],
)
def test_what_makes_no_sense_is_400_with_a_message(send: Send, method: str, name: str, sent: Any, message: str) -> None:
    body = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
    response = send(method, f"/__fake/{name}", content=body)
    assert response.status_code == 400
    if message:
        assert re.search(message, response.json()["error"])


def test_an_unknown_path_says_what_there_is(send: Send) -> None:
    response = send("GET", "/__fake/rest")
    assert (response.status_code, "POST /__fake/reset" in response.json()["error"]) == (404, True)


def test_all_that_a_served_fake_is_given_on_the_command_line(tmp_path: Any) -> None:
    seed = tmp_path / "seed.json"
    seed.write_text(json.dumps({CASE: [{"label": "B"}, {"label": "A"}]}))
    like = tmp_path / "probed.json"
    like.write_text('{"quirks": {"order": "label", "charset": false}}')
    options = ("--json", "--control", "--log", "--api-key", "mine", "--seed", str(seed), "--like", str(like))
    with served(
        *options, "--quirk", "charset=true", "--fault", "ID-TEXT", "--fault", '{"failure": "latency", "seconds": 0}'
    ) as one:
        where = json.loads(one.lines[0])
        client = httpx.Client(base_url=where["origin"], headers={"Authorization": f"Bearer {where['api_key']}"})
        listed, charset = client.get(CASE).json()["actions"], client.get(CASE).headers["content-type"]
        control = {"Authorization": f"Bearer {where['control_token']}"}
        assert httpx.post(f"{where['origin']}/__fake/reset", headers=control).status_code == 200
        again = client.get(CASE).json()["actions"]
        client.close()
        one.process.send_signal(signal.SIGINT)
        _, errors = one.process.communicate(timeout=60)
    assert (where["api_key"], charset) == ("mine", "application/json; charset=utf-8")
    assert [(action["label"], type(action["id"])) for action in listed] == [("A", str), ("B", str)]
    assert again == listed
    assert f"GET {CASE} 200" in errors
