"""What people set on a client: headers, its name, a proxy, certificates, limits, a pace, and who hears of attempts."""

import ssl
import time
from enum import Enum
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from contract_tests.client_adapters import PLENTY, Flavour
from contract_tests.runtime.secrets.key_search import KEY
from contract_tests.runtime.servers.hostile_server import http_json, refuses, responds
from contract_tests.runtime.servers.layers import as_proxy, over_tls
from contract_tests.runtime.servers.samples import PAGE, Counting, Serve
from tines_cases import AsyncTinesClient, Attempt, RetryPolicy
from tines_cases.errors import ConfigurationError, ConnectionFailedError
from tines_runtime.options import _Turns

RESPONSE = http_json(200, PAGE)


class Colour(Enum):
    BLUE = "blue"


def test_headers_and_the_clients_name_are_sent(flavour: Flavour, serve: Serve) -> None:
    server = serve()
    client = flavour.open(server.origin, headers={"X-Team": Colour.BLUE, "Cookie": "a=b"}, user_agent="my-tool/1.0")

    client.list(1)
    client.sibling(timeout=5.0).list(1)

    for request in server.requests:
        lines = request.decode().lower().split("\r\n")
        assert {"x-team: blue", "cookie: a=b", "user-agent: my-tool/1.0"} <= set(lines)


@pytest.mark.parametrize(
    ("headers", "problem"),
    [
        ({"Authorization": "Bearer x"}, "Authorization is set by the client: give api_key"),
        ({"user-agent": "x"}, "user-agent is set by the client: give user_agent"),
        ({"Content-Length": "7"}, "Content-Length is set by the client"),
        ({"a b": "x"}, "'a b' is no name of a header"),
        ({"X-Team": "s3cret\r\nX-Other: y"}, "the value of X-Team holds a line break"),
        ({"X-Team": 7}, "headers must be a mapping of texts"),
        ([("a", "b")], "headers must be a mapping of texts, not list"),
        ({"X-Team": "a", "x-team": "b"}, "x-team is given twice"),
        ({"X-Team": "s3cret "}, "the value of X-Team .* begins or ends with a blank"),
    ],
)
def test_headers_that_make_no_sense_are_refused(flavour: Flavour, headers: Any, problem: str) -> None:
    with pytest.raises((TypeError, ValueError), match=problem) as caught:
        flavour.open("127.0.0.1", headers=headers)
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("agent", ["", "two\nlines", "näive", 7])
def test_a_name_that_no_header_can_hold_is_refused(flavour: Flavour, agent: Any) -> None:
    with pytest.raises((TypeError, ValueError), match=r"^user_agent"):
        flavour.open("127.0.0.1", user_agent=agent)


def test_a_proxy_and_its_authority_can_be_given(
    flavour: Flavour, serve: Serve, tls: ssl.SSLContext, authority: trustme.CA, tmp_path: Path
) -> None:
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    proxy = serve(then=as_proxy(over_tls(tls, responds(RESPONSE))))

    client = flavour.open("acme.example", proxy=f"http://user:pa55@127.0.0.1:{proxy.port}", verify=file)

    assert client.list(1).case_id == 1
    assert proxy.requests[0].startswith(b"CONNECT acme.example:443 HTTP/1.1\r\n")
    assert b"Proxy-Authorization: Basic " in proxy.requests[0]


def test_a_context_can_be_given_in_place_of_a_file(
    flavour: Flavour, serve: Serve, tls: ssl.SSLContext, authority: trustme.CA
) -> None:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    server = serve(then=over_tls(tls, responds(RESPONSE)))

    assert flavour.open(f"https://127.0.0.1:{server.port}", verify=context).list(1).case_id == 1


def test_a_certificate_of_the_clients_own_is_shown(
    flavour: Flavour, serve: Serve, tls: ssl.SSLContext, authority: trustme.CA, trusted: None, tmp_path: Path
) -> None:
    tls.verify_mode = ssl.CERT_REQUIRED
    authority.configure_trust(tls)
    mine = authority.issue_cert("client@example.com")
    mine.private_key_and_cert_chain_pem.write_to_path(str(tmp_path / "mine.pem"))
    server = serve(then=over_tls(tls, responds(RESPONSE)))
    origin = f"https://127.0.0.1:{server.port}"

    assert flavour.open(origin, cert=tmp_path / "mine.pem").list(1).case_id == 1
    assert isinstance(flavour.open(origin).failure(), ConnectionFailedError)


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"verify": "/nowhere.pem"}, "verify: the certificates in '/nowhere.pem' cannot be read"),
        ({"verify": False}, "verify must be a CA file or an SSLContext, not bool"),
        ({"cert": "/nowhere.pem"}, "cert: the client's certificate or its key cannot be read"),
        ({"verify": ssl.create_default_context(), "cert": "a.pem"}, "cert has no effect on an SSLContext"),
        ({"cert": ("a.pem", "b.pem", "s3cret", "d")}, "cert must be a file, or a tuple of a file"),
        ({"limits": 5}, "limits must be httpx.Limits, not int"),
        ({"proxy": "http://user:s3cret@host:99999"}, "proxy makes no sense"),
        ({"requests_per_minute": 0}, "requests_per_minute must be 1 or more, not 0"),
        ({"requests_per_minute": 1.5}, "requests_per_minute must be an integer or None, not float"),
        ({"on_attempt": 7}, "on_attempt must be a function of an Attempt, not int"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused(flavour: Flavour, options: dict[str, Any], problem: str) -> None:
    with pytest.raises((ConfigurationError, TypeError, ValueError), match=problem) as caught:
        flavour.open("acme.example", **options)
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    "option", [{"proxy": "http://a:1"}, {"verify": "a.pem"}, {"cert": "a.pem"}, {"limits": httpx.Limits()}]
)
def test_what_a_transport_decides_by_itself_is_refused_beside_one(
    flavour: Flavour, counting: Counting, option: dict[str, Any]
) -> None:
    with pytest.raises(TypeError, match=f"{next(iter(option))} has no effect on a transport of your own"):
        flavour.open("127.0.0.1", transport=counting, **option)


def test_limits_say_how_many_connections_are_kept(flavour: Flavour, serve: Serve) -> None:
    server = serve()
    client = flavour.open(server.origin, limits=httpx.Limits(max_connections=1, max_keepalive_connections=0))

    client.list(1)
    client.list(1)

    assert server.connections == 2


def test_http_to_another_machine_has_to_be_allowed(flavour: Flavour) -> None:
    with pytest.raises(ConfigurationError, match="allow_http=True"):
        flavour.open("http://fake.internal:8080")
    assert "http://fake.internal:8080" in repr(flavour.open("http://fake.internal:8080", allow_http=True).client)


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


def test_what_a_call_waits_for_its_turn_is_not_held_against_it(
    flavour: Flavour, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tines_runtime.options._MINUTE", 1.2)
    client = flavour.open(serve().origin, requests_per_minute=1, timeout=1.0)

    assert [client.list(1).case_id, client.list(1).case_id] == [1, 1]


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
        if gives_up and turn.seconds:
            turns.give_back(turn)
        else:
            kept.append(turn.at)

    kept.sort()
    assert all(later - earlier >= 59.999 for earlier, later in zip(kept, kept[most:], strict=False))


def test_who_asked_hears_of_each_attempt(flavour: Flavour, serve: Serve) -> None:
    heard: list[Attempt] = []
    server = serve(refuses(503, f"X-Request-Id: {KEY}"))
    client = flavour.open(server.origin, retry=RetryPolicy(first_wait=0), on_attempt=heard.append)

    client.list(1)

    first, second = heard
    assert (first.method, first.path, first.status, first.error) == (
        "GET",
        "/api/v2/cases/1/actions",
        503,
        "ServerError",
    )
    assert (first.attempt, second.attempt, second.status, second.error) == (1, 2, 200, None)
    assert (first.request_id, first.wait, second.wait) == ("***", 0, None)
