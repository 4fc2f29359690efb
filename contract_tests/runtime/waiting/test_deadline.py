"""A call ends at its deadline, whatever the server, the proxy or the network does to hold it."""

import contextlib
import itertools
import socket
import ssl
import struct
from collections.abc import Callable, Iterator

import pytest

from contract_tests.client_adapters import DEADLINE, PLENTY, Flavour
from contract_tests.runtime.servers.hostile_server import Behaviour, Peer, drips, floods, http_json, responds, sends
from contract_tests.runtime.servers.layers import as_proxy, over_tls, relays
from contract_tests.runtime.servers.samples import PAGE, Serve
from tines_cases.errors import DeadlineError

RESPONSE = http_json(200, PAGE)
HEAD = RESPONSE[: RESPONSE.index(b"\r\n\r\n") + 4]
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
LONG = 60.0
"""Seconds that a server would go on for: far longer than a busy machine can delay a call."""
MORE_THAN_BUFFERS_HOLD = 20_000_000
"""Bytes: what the system's buffers take without a reader is less."""
HANDSHAKE_RECORD = struct.pack("!BHH", 22, 0x0303, 16384)
"""The head of a TLS record whose 16 KiB the client waits for."""


def bytewise(data: bytes) -> Iterator[bytes]:
    """The data again and again, byte by byte."""
    return (bytes([byte]) for byte in itertools.cycle(data))


def taking_sips(peer: Peer) -> None:
    peer.sip(LONG)


def stopping(peer: Peer) -> None:
    sends(RESPONSE[:-1])(peer)
    peer.hold()


SLOW: dict[str, Behaviour] = {
    "silent": Peer.hold,
    "dripping status line": drips(b"HTTP/1.1 200 ", lambda: bytewise(b"O")),
    "dripping headers": drips(b"HTTP/1.1 200 OK\r\n", lambda: itertools.repeat(b"X-More: of it\r\n")),
    "dripping body": drips(HEAD, lambda: bytewise(b" ")),
    "dripping body without a length": drips(b"HTTP/1.1 200 OK\r\n\r\n", lambda: bytewise(b" ")),
    "dripping chunks": drips(CHUNKED, lambda: itertools.repeat(b"1\r\n \r\n")),
    "dripping chunk extension": drips(CHUNKED + b"1;", lambda: bytewise(b"x")),
    "dripping trailers": drips(CHUNKED + b"0\r\n", lambda: itertools.repeat(b"X-More: of it\r\n")),
    "dripping 1xx responses": drips(b"", lambda: itertools.repeat(b"HTTP/1.1 103 Early Hints\r\n\r\n")),
    "endless 1xx responses": floods(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100),
    "endless empty chunk extensions": floods(CHUNKED, b"1;x\r\n \r\n" * 100),
    "stopped in the middle of the body": stopping,
}
each_slow_server = pytest.mark.parametrize("slow", SLOW.values(), ids=SLOW.keys())
some_slow_servers = pytest.mark.parametrize("slow", ["dripping headers", "dripping body"])


@each_slow_server
def test_a_slow_server_holds_no_call_past_the_deadline(flavour: Flavour, serve: Serve, slow: Behaviour) -> None:
    server = serve(slow)
    client = flavour.open(server.origin, timeout=DEADLINE)

    error = client.failure()

    assert type(error) is DeadlineError
    assert error.may_have_been_processed
    assert server.open_connections() == 0
    assert client.list(1, timeout=PLENTY).case_id == 1


@some_slow_servers
def test_tls_does_not_weaken_the_deadline(
    flavour: Flavour, serve: Serve, tls: ssl.SSLContext, trusted: None, slow: str
) -> None:
    server = serve(over_tls(tls, SLOW[slow]), then=over_tls(tls, responds(RESPONSE)))
    client = flavour.open(f"https://127.0.0.1:{server.port}", timeout=DEADLINE)

    error = client.failure()

    assert type(error) is DeadlineError
    assert server.open_connections() == 0
    assert client.list(1, timeout=PLENTY).case_id == 1


def _drip_handshake(peer: Peer) -> None:
    peer.receive()
    peer.send(HANDSHAKE_RECORD)
    peer.drip(bytewise(b"\x00"))


@pytest.mark.parametrize("handshake", [Peer.hold, _drip_handshake])
def test_a_tls_handshake_that_never_ends_is_left_at_the_deadline(
    flavour: Flavour, serve: Serve, tls: ssl.SSLContext, trusted: None, handshake: Behaviour
) -> None:
    server = serve(handshake, then=over_tls(tls, responds(RESPONSE)))
    client = flavour.open(f"https://127.0.0.1:{server.port}", timeout=DEADLINE)

    error = client.failure()

    assert type(error) is DeadlineError
    assert not error.may_have_been_processed
    assert server.open_connections() == 0
    assert client.list(1, timeout=PLENTY).case_id == 1


def _through(server_port: int, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{server_port}")
    return "https://acme.example"


@pytest.mark.parametrize(
    ("proxy", "may_have_been_processed"),
    [
        (Peer.hold, True),
        (drips(b"HTTP/1.1 200 ", lambda: bytewise(b"O")), True),
        (as_proxy(Peer.hold), False),
        (as_proxy(_drip_handshake), False),
    ],
    ids=["silent", "dripping response to CONNECT", "silent tunnel", "dripping handshake in the tunnel"],
)
def test_a_proxy_holds_no_call_past_the_deadline(
    flavour: Flavour,
    serve: Serve,
    tls: ssl.SSLContext,
    trusted: None,
    monkeypatch: pytest.MonkeyPatch,
    proxy: Behaviour,
    may_have_been_processed: bool,
) -> None:
    server = serve(proxy, then=as_proxy(over_tls(tls, responds(RESPONSE))))
    client = flavour.open(_through(server.port, monkeypatch), timeout=DEADLINE)

    error = client.failure()

    assert type(error) is DeadlineError
    assert error.may_have_been_processed is may_have_been_processed
    assert server.open_connections() == 0
    assert client.list(1, timeout=PLENTY).case_id == 1


@pytest.mark.parametrize("handshake", [Peer.hold, _drip_handshake])
def test_a_handshake_inside_the_tls_of_a_proxy_is_left_at_the_deadline(
    flavour: Flavour,
    serve: Serve,
    tls: ssl.SSLContext,
    trusted: None,
    monkeypatch: pytest.MonkeyPatch,
    handshake: Behaviour,
) -> None:
    server = serve(handshake, then=over_tls(tls, responds(RESPONSE)))
    proxy = serve(then=over_tls(tls, as_proxy(relays(server.port))))
    monkeypatch.setenv("HTTPS_PROXY", f"https://127.0.0.1:{proxy.port}")
    client = flavour.open("https://acme.example", timeout=DEADLINE)

    error = client.failure()

    assert type(error) is DeadlineError
    assert not error.may_have_been_processed
    assert proxy.open_connections() == 0
    assert client.list(1, timeout=PLENTY).case_id == 1


@some_slow_servers
def test_a_tunnel_does_not_weaken_the_deadline(
    flavour: Flavour,
    serve: Serve,
    tls: ssl.SSLContext,
    trusted: None,
    monkeypatch: pytest.MonkeyPatch,
    slow: str,
) -> None:
    server = serve(as_proxy(over_tls(tls, SLOW[slow])), then=as_proxy(over_tls(tls, responds(RESPONSE))))
    client = flavour.open(_through(server.port, monkeypatch), timeout=DEADLINE)

    error = client.failure()

    assert type(error) is DeadlineError
    assert server.open_connections() == 0
    assert client.list(1, timeout=PLENTY).case_id == 1


def test_a_server_that_takes_a_body_in_sips_is_left_at_the_deadline(flavour: Flavour, serve: Serve) -> None:
    server = serve(taking_sips)
    client = flavour.open(server.origin, timeout=DEADLINE)

    body = "x" * MORE_THAN_BUFFERS_HOLD

    error = client.failure(lambda: client.request("PUT", "/api/v2/cases/1", json=body), within=2.0)

    assert type(error) is DeadlineError
    assert error.may_have_been_processed
    assert client.list(1, timeout=PLENTY).case_id == 1


@contextlib.contextmanager
def _deaf(address: str, port: int) -> Iterator[None]:
    """Nobody responds at the address: its queue of connections is full, and never accepted from."""
    with contextlib.ExitStack() as held:
        listener = held.enter_context(socket.socket())
        listener.bind((address, port))
        listener.listen(0)
        for _ in range(4):
            filler = held.enter_context(socket.socket())
            filler.setblocking(False)
            filler.connect_ex((address, port))
        yield


DEAD = [f"127.0.0.{number}" for number in range(2, 8)]


@pytest.fixture
def resolve(monkeypatch: pytest.MonkeyPatch) -> Callable[[list[str]], None]:
    """Say which addresses acme.example has."""
    resolved = socket.getaddrinfo

    def respond_with(addresses: list[str]) -> None:
        def lookup(host: str | bytes, port: int, *rest: int, **named: int) -> list[tuple[object, ...]]:
            if host in ("acme.example", b"acme.example"):
                return [
                    (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (address, port))
                    for address in addresses
                ]
            return resolved(host, port, *rest, **named)  # type: ignore[return-value]

        monkeypatch.setattr(socket, "getaddrinfo", lookup)

    return respond_with


def test_many_dead_addresses_of_one_name_share_the_deadline(
    flavour: Flavour, serve: Serve, tls: ssl.SSLContext, trusted: None, resolve: Callable[[list[str]], None]
) -> None:
    server = serve(then=over_tls(tls, responds(RESPONSE)))
    client = flavour.open(f"https://acme.example:{server.port}", timeout=DEADLINE)
    resolve(DEAD)
    with contextlib.ExitStack() as deaf:
        for address in DEAD:
            deaf.enter_context(_deaf(address, server.port))
        error = client.failure()

    assert type(error) is DeadlineError
    assert not error.may_have_been_processed
    resolve(["127.0.0.1"])
    assert client.list(1, timeout=PLENTY).case_id == 1


def test_a_dead_address_leaves_time_for_the_next_one(
    flavour: Flavour, serve: Serve, tls: ssl.SSLContext, trusted: None, resolve: Callable[[list[str]], None]
) -> None:
    server = serve(then=over_tls(tls, responds(RESPONSE)))
    resolve([DEAD[0], "127.0.0.1"])
    with _deaf(DEAD[0], server.port):
        client = flavour.open(f"https://acme.example:{server.port}", timeout=LONG / 20)
        assert client.list(1).case_id == 1


def test_no_timeout_is_no_bound(flavour: Flavour, serve: Serve) -> None:
    half = len(RESPONSE) // 2
    server = serve(drips(RESPONSE[:half], lambda: iter([RESPONSE[half:-1], RESPONSE[-1:]])))
    client = flavour.open(server.origin, timeout=None)

    assert client.list(1).case_id == 1


@pytest.mark.parametrize("seconds", [1e9, 1e300])
def test_a_timeout_that_the_system_cannot_count_is_no_bound(flavour: Flavour, serve: Serve, seconds: float) -> None:
    client = flavour.open(serve().origin, timeout=seconds)

    assert client.list(1).case_id == 1
