"""What people set on a client: headers, its name, limits, a pace, and who hears of attempts."""

import time
from collections.abc import Callable
from enum import Enum

import anyio
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_tests.client_adapters import PLENTY, Client, Flavour
from contract_tests.runtime.secrets.key_search import KEY
from contract_tests.runtime.servers.hostile_server import refuses
from contract_tests.runtime.servers.samples import Counting, Serve
from tines_cases import AsyncTinesClient, Attempt, AttemptRequest, RetryPolicy
from tines_cases.errors import DeadlineError
from tines_fake import FakeTenant, VirtualClock
from tines_runtime.options import _Turns


class Colour(Enum):
    BLUE = "blue"


def test_headers_and_the_clients_name_are_sent(flavour: Flavour, serve: Serve) -> None:
    server = serve()
    client = flavour.open(server.origin, headers={"X-Team": Colour.BLUE, "Cookie": "a=b"}, user_agent="my-tool/1.0")

    client.list(1)
    client.sibling(timeout=5.0).list(1)

    for request in server.requests:
        assert {"x-team: blue", "cookie: a=b", "user-agent: my-tool/1.0"} <= set(_lines(request))


def _lines(request: bytes) -> list[str]:
    return request.decode().lower().split("\r\n")


@pytest.mark.parametrize("path", ["/x", "/x?a=[1]"], ids=["to the pool", "by the public way"])
def test_headers_of_a_call_replace_those_of_the_client(flavour: Flavour, serve: Serve, path: str) -> None:
    server = serve()
    client = flavour.open(server.origin, headers={"X-Team": "red", "X-Case": "1"})

    client.sibling(headers={"x-team": "green", "X-B": "2"}).sibling(timeout=5.0).request(
        "POST", path, json={}, headers={"X-TEAM": "blue"}
    )
    client.request("GET", path)

    ours = [[line for line in _lines(request) if line.startswith("x-")] for request in server.requests]
    assert [sorted(lines) for lines in ours] == [["x-b: 2", "x-case: 1", "x-team: blue"], ["x-case: 1", "x-team: red"]]
    assert {f"authorization: bearer {KEY}".lower(), "content-type: application/json"} <= {*_lines(server.requests[0])}


WAYS_OF_A_HEADER: dict[str, Callable[[Client, dict[str, str]], object]] = {
    "request": lambda client, headers: client.request("GET", "/x", headers=headers),
    "sibling": lambda client, headers: client.sibling(headers=headers),
    "on_request": lambda client, _: client.list(1),
}


@pytest.mark.parametrize("name", ["Authorization", "host", "Content-Length"])
@pytest.mark.parametrize("way", WAYS_OF_A_HEADER)
def test_no_header_replaces_one_that_the_client_sets(flavour: Flavour, counting: Counting, name: str, way: str) -> None:
    def add(request: AttemptRequest) -> None:
        request.headers[name] = "x"

    client = flavour.open("127.0.0.1", transport=counting, on_request=add if way == "on_request" else None)

    with pytest.raises(ValueError, match=f"{name} is set by the client"):
        WAYS_OF_A_HEADER[way](client, {name: "x"})


def test_a_hook_adds_headers_to_each_attempt(flavour: Flavour, serve: Serve) -> None:
    heard: list[AttemptRequest] = []

    def add(request: AttemptRequest) -> None:
        heard.append(request)
        request.headers.update(traceparent=f"00-{request.attempt}", **{"X-Team": "blue"})

    server = serve(refuses(503))
    client = flavour.open(server.origin, headers={"x-team": "red"}, retry=RetryPolicy(first_wait=0), on_request=add)
    client.sibling(headers={"X-B": "1", "X-Team": "green"}).iterate(1).rest()

    sent = [[line for line in _lines(one) if line.startswith(("x-", "tracep"))] for one in server.requests]
    assert sent == [["x-b: 1", f"traceparent: 00-{attempt}", "x-team: blue"] for attempt in (1, 2)]
    assert [(one.method, one.path, one.page) for one in heard] == [("GET", "/api/v2/cases/1/actions", 1)] * 2
    assert "blue" not in repr(heard)


def test_what_a_hook_raises_ends_the_call(flavour: Flavour, serve: Serve) -> None:
    def fail(request: AttemptRequest) -> None:
        if request.attempt == 2:
            raise KeyError("no span")

    server = serve(refuses(503))
    client = flavour.open(server.origin, retry=RetryPolicy(first_wait=0), on_request=fail)
    walk = client.iterate(1)

    with pytest.raises(KeyError, match="no span"):
        next(walk)
    assert [action.id for action in walk.rest()] == [1], "the walk goes on with the same page"


def test_a_hook_runs_within_the_deadline(flavour: Flavour) -> None:
    fake = FakeTenant(clock=VirtualClock())
    client = flavour.open_in(fake, timeout=3.0, on_request=lambda _: fake.clock.advance(4))

    with pytest.raises(DeadlineError):
        client.list(1)


def test_limits_say_how_many_connections_are_kept(flavour: Flavour, serve: Serve) -> None:
    server = serve()
    client = flavour.open(server.origin, limits=httpx.Limits(max_connections=1, max_keepalive_connections=0))

    client.list(1)
    client.list(1)

    assert server.connections == 2


def test_a_client_and_its_siblings_keep_their_pace(
    flavour: Flavour, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tines_runtime.options._MINUTE", 0.2)
    client = flavour.open(serve().origin, requests_per_minute=3)

    began = time.monotonic()
    for caller in (client, client.sibling(timeout=5.0)) * 3:
        caller.list(1)
    assert [action.id for action in client.iterate(1).rest()] == [1]
    assert time.monotonic() - began >= 0.4


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_a_call_that_is_cancelled_while_it_waits_for_its_turn_delays_no_other(
    monkeypatch: pytest.MonkeyPatch, backend: str
) -> None:
    monkeypatch.setattr("tines_runtime.options._MINUTE", 0.5)
    transport = Counting()
    tines = AsyncTinesClient("acme.example", KEY, transport=transport, requests_per_minute=1)

    async def use() -> None:
        await tines.case_actions.list(1)
        for _ in range(1_000):
            with anyio.move_on_after(0):
                await tines.case_actions.list(1)
        with anyio.fail_after(PLENTY):  # a thousand turns take 500 s
            await tines.case_actions.list(1)

    anyio.run(use, backend=backend)
    assert len(transport.requests) == 2


@given(
    st.integers(1, 4),
    st.lists(st.tuples(st.floats(0, 40), st.booleans()), min_size=1, max_size=60),
)
def test_whoever_gives_up_no_minute_has_more_turns_than_it_may(most: int, calls: list[tuple[float, bool]]) -> None:
    turns, moment, kept = _Turns(most), 0.0, []
    for passed, gives_up in calls:
        moment += passed
        turn = turns.take(moment)
        if gives_up and turn > moment:
            turns.give_back(turn)
        else:
            kept.append(turn)

    kept.sort()
    assert all(later - earlier >= 59.999 for earlier, later in zip(kept, kept[most:], strict=False))


def test_who_asked_hears_of_each_attempt(flavour: Flavour, serve: Serve) -> None:
    heard: list[Attempt] = []
    server = serve(refuses(503, f"X-Request-Id: {KEY}"))
    client = flavour.open(server.origin, retry=RetryPolicy(first_wait=0), on_attempt=heard.append)

    client.list(1)

    assert {(one.method, one.path) for one in heard} == {("GET", "/api/v2/cases/1/actions")}
    assert [(one.attempt, one.status, one.error, one.wait) for one in heard] == [
        (1, 503, "ServerError", 0),
        (2, 200, None, None),
    ]
    assert heard[0].request_id == "***"
