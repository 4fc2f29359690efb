"""A call ends at its deadline, whatever the server, the proxy or the network does to hold it."""

import contextlib
import itertools
import socket
import ssl
import struct
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from contract_tests.client_adapters import DEADLINE, PLENTY, Flavour
from contract_tests.runtime.servers.hostile_server import Behaviour, Peer, as_proxy, drips, floods, over_tls, sends
from contract_tests.runtime.servers.samples import RESPONSE, Counting, Reach, Road, Serve
from tines_cases import KEEP
from tines_cases.errors import DeadlineError

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
    "stopped in the middle of the body": sends(RESPONSE[:-1], then=Peer.hold),
}


def _drip_handshake(peer: Peer) -> None:
    peer.receive()
    peer.send(HANDSHAKE_RECORD)
    peer.drip(bytewise(b"\x00"))


ON_THE_ROAD: dict[str, tuple[Road, Callable[[ssl.SSLContext], Behaviour], bool | None]] = {
    "headers over TLS": ("https", lambda tls: over_tls(tls, SLOW["dripping headers"]), None),
    "body over TLS": ("https", lambda tls: over_tls(tls, SLOW["dripping body"]), None),
    "silent handshake": ("https", lambda _: Peer.hold, False),
    "dripping handshake": ("https", lambda _: _drip_handshake, False),
    "silent proxy": ("tunnel", lambda _: Peer.hold, True),
    "dripping response to CONNECT": ("tunnel", lambda _: SLOW["dripping status line"], True),
    "silent tunnel": ("tunnel", lambda _: as_proxy(Peer.hold), False),
    "dripping handshake in a tunnel": ("tunnel", lambda _: as_proxy(_drip_handshake), False),
    "headers in a tunnel": ("tunnel", lambda tls: as_proxy(over_tls(tls, SLOW["dripping headers"])), None),
    "body in a tunnel": ("tunnel", lambda tls: as_proxy(over_tls(tls, SLOW["dripping body"])), None),
    "silent handshake inside the TLS of a proxy": ("tunnel behind TLS", lambda _: Peer.hold, False),
    "dripping handshake inside the TLS of a proxy": ("tunnel behind TLS", lambda _: _drip_handshake, False),
}
"""Road, what happens there, and whether the call may have been processed: None where a busy machine decides."""


@pytest.mark.parametrize(
    ("flavour", "slow"),
    [
        *(("sync", one) for one in (*SLOW, *ON_THE_ROAD)),
        # Tasks have one network, which both event loops cancel in the same way.
        *(("asyncio", one) for one in SLOW),
        *(("trio", one) for one in ON_THE_ROAD),
    ],
    indirect=["flavour"],
)
def test_nothing_that_is_slow_holds_a_call_past_the_deadline(
    flavour: Flavour, reach: Reach, tls: ssl.SSLContext, slow: str
) -> None:
    road, make, processed = ON_THE_ROAD.get(slow) or ("http", lambda _: SLOW[slow], True)
    server, origin = reach(road, make(tls))
    client = flavour.open(origin, timeout=DEADLINE)

    error = client.failure()

    assert type(error) is DeadlineError
    assert processed in (None, error.may_have_been_processed)
    assert server.open_connections() == 0
    assert client.list(1, timeout=PLENTY).case_id == 1


def test_a_server_that_takes_a_body_in_sips_is_left_at_the_deadline(flavour: Flavour, serve: Serve) -> None:
    server = serve(lambda peer: peer.sip(LONG))
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
                kind = (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "")
                return [(*kind, (address, port)) for address in addresses]
            return resolved(host, port, *rest, **named)  # type: ignore[return-value]  # as it came

        monkeypatch.setattr(socket, "getaddrinfo", lookup)

    return respond_with


def test_many_dead_addresses_of_one_name_share_the_deadline(
    flavour: Flavour, reach: Reach, resolve: Callable[[list[str]], None]
) -> None:
    server, _ = reach("https")
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
    flavour: Flavour, reach: Reach, resolve: Callable[[list[str]], None]
) -> None:
    server, _ = reach("https")
    resolve([DEAD[0], "127.0.0.1"])
    with _deaf(DEAD[0], server.port):
        client = flavour.open(f"https://acme.example:{server.port}", timeout=LONG / 20)
        assert client.list(1).case_id == 1


@pytest.mark.parametrize("seconds", [None, 1e9, 1e300])
def test_what_the_system_cannot_count_is_no_bound(flavour: Flavour, serve: Serve, seconds: float | None) -> None:
    half = len(RESPONSE) // 2
    server = serve(drips(RESPONSE[:half], lambda: iter([RESPONSE[half:-1], RESPONSE[-1:]])))

    assert flavour.open(server.origin, timeout=seconds).list(1).case_id == 1


CALLS: dict[str, Callable[..., Any]] = {
    "list": lambda client, timeout: client.list(1, timeout=timeout),
    "iterate": lambda client, timeout: client.iterate(1, timeout=timeout).rest(),
    "request": lambda client, timeout: client.request("GET", "/api/v2/cases/1", timeout=timeout),
}
each_call = pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())


@each_call
@pytest.mark.parametrize(("clients", "own"), [(PLENTY, DEADLINE), (DEADLINE, KEEP)], ids=["own", "the client's"])
def test_a_calls_own_timeout_holds_and_else_the_clients(
    flavour: Flavour, serve: Serve, call: Callable[..., Any], clients: float, own: Any
) -> None:
    client = flavour.open(serve(Peer.hold).origin, timeout=clients)

    assert type(client.failure(lambda: call(client, own))) is DeadlineError
    assert call(client, PLENTY)


@each_call
@pytest.mark.parametrize("timeout", [10, None])
def test_a_calls_own_timeout_may_be_longer(
    flavour: Flavour, serve: Serve, call: Callable[..., Any], timeout: float | None
) -> None:
    slow = drips(RESPONSE[:-1], lambda: iter([b"", RESPONSE[-1:]]), every=0.03)

    assert call(flavour.open(serve(slow).origin, timeout=0.02), timeout)


@each_call
@pytest.mark.parametrize("timeout", [0, -1, float("nan"), float("inf"), True, "1"])
def test_a_timeout_that_makes_no_sense_is_refused_unsent(
    flavour: Flavour, counting: Counting, call: Callable[..., Any], timeout: Any
) -> None:
    client = flavour.open("acme.example", transport=counting)

    with pytest.raises((TypeError, ValueError), match="timeout must be"):
        call(client, timeout)
