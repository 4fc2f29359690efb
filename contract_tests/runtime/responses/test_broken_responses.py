"""No whole HTTP response: each way to break one ends in an error of the right class, and harms no later call."""

import functools
import gzip
import socket
import ssl

import pytest

from contract_tests.client_adapters import PLENTY, Flavour
from contract_tests.runtime.servers.hostile_server import (
    Behaviour,
    Peer,
    closes_at_once,
    floods,
    http,
    http_json,
    resets,
    responds,
    sends,
)
from contract_tests.runtime.servers.layers import as_proxy, over_tls, relays
from contract_tests.runtime.servers.samples import PAGE, Serve
from tines_cases.errors import ConnectionFailedError, ProtocolError, TransportError

RESPONSE = http_json(200, PAGE)
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
"""Seconds for what must end by itself, long before a deadline."""


def resets_at_once(peer: Peer) -> None:
    peer.reset()


def speaks_no_tls(peer: Peer) -> None:
    peer.receive()
    peer.send(b"no TLS")


def once(body: bytes, encoding: str) -> Behaviour:
    """One whole response, which says that it is the last."""
    return sends(http(200, body, f"Content-Encoding: {encoding}", "Connection: close"))


@functools.cache
def _bomb() -> bytes:
    return gzip.compress(b" " * 100_000_000, 1)


def gzip_bomb(peer: Peer) -> None:
    once(_bomb(), "gzip")(peer)


CUT_OFF: dict[str, Behaviour] = {
    "closed before the request": closes_at_once,
    "closed after the request": sends(),
    "closed in the status line": sends(b"HTTP/1.1 20"),
    "closed after the greeting of another protocol": sends(b"SSH-2.0-OpenSSH_9.9\r\n"),
    "closed in the headers": sends(b"HTTP/1.1 200 OK\r\nContent-Le"),
    "closed before the body": sends(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"),
    "closed in the body": sends(RESPONSE[:-1]),
    "closed in a chunk": sends(CHUNKED, b"9\r\n{"),
    "closed between chunks": sends(CHUNKED, b"1\r\n{\r\n"),
    "closed after a 1xx response": sends(b"HTTP/1.1 100 Continue\r\n\r\n"),
    "reset before the request": resets_at_once,
    "reset after the request": resets(),
    "reset in the headers": resets(b"HTTP/1.1 200 OK\r\nContent-Le"),
    "reset in the body": resets(RESPONSE[:-1]),
}

NONSENSE: dict[str, Behaviour] = {
    "random bytes": sends(bytes(range(256)) * 4),
    "HTTP/2": sends(b"\x00\x00\x12\x04\x00\x00\x00\x00\x00" + b"\x00" * 18),
    "another protocol from here on": sends(b"HTTP/1.1 101 Switching Protocols\r\n\r\n"),
    "no status": sends(b"HTTP/1.1 OK\r\n\r\n"),
    "a header without a colon": sends(b"HTTP/1.1 200 OK\r\nnonsense\r\n\r\n"),
    "two lengths": sends(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}"),
    "a negative length": sends(b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{}"),
    "a chunk of no size": sends(CHUNKED, b"zz\r\n{}\r\n0\r\n\r\n"),
    "a chunk of a negative size": sends(CHUNKED, b"-2\r\n{}\r\n0\r\n\r\n"),
    "a chunk of endless size": sends(CHUNKED, b"f" * 30 + b"\r\n{}\r\n"),
    "a chunk longer than it says": sends(CHUNKED, b"1\r\n{}\r\n0\r\n\r\n"),
    "headers without end": floods(b"HTTP/1.1 200 OK\r\n", b"X-More: of it\r\n" * 100),
    "one header without end": floods(b"HTTP/1.1 200 OK\r\nX-Long: ", b"x" * 4096),
    "trailers without end": floods(CHUNKED + b"0\r\n", b"X-More: of it\r\n" * 100),
    "a body without end": floods(b"HTTP/1.1 200 OK\r\n\r\n", b" " * 1_000_000),
    "a body larger than is taken": floods(b"HTTP/1.1 200 OK\r\nContent-Length: 70000000\r\n\r\n", b" " * 1_000_000),
    "chunks without end": floods(CHUNKED, b"f4240\r\n" + b" " * 1_000_000 + b"\r\n"),
    "gzip that isn't": once(b'{"case_id": 1}', "gzip"),
    "gzip with a wrong checksum": once(gzip.compress(RESPONSE)[:-8] + b"\x00" * 8, "gzip"),
    "gzip cut off": once(gzip.compress(RESPONSE)[:-9], "gzip"),
    "gzip cut off in its head": once(gzip.compress(RESPONSE)[:5], "gzip"),
    "a gzip bomb": gzip_bomb,
    "an encoding nobody asked for": once(b"{}", "br"),
    "two encodings": once(gzip.compress(gzip.compress(b"{}")), "gzip, gzip"),
}


@pytest.mark.parametrize("broken", CUT_OFF.values(), ids=CUT_OFF.keys())
def test_a_response_that_is_cut_off_is_a_failed_connection(flavour: Flavour, serve: Serve, broken: Behaviour) -> None:
    server = serve(broken)
    client = flavour.open(server.origin)

    error = client.failure(within=0)

    assert type(error) is ConnectionFailedError
    assert error.may_have_been_processed or server.requests == []
    assert server.open_connections() == 0
    assert client.list(1).case_id == 1


@pytest.mark.parametrize("broken", NONSENSE.values(), ids=NONSENSE.keys())
def test_what_cannot_be_read_as_a_response_is_a_broken_protocol(
    flavour: Flavour, serve: Serve, broken: Behaviour
) -> None:
    server = serve(broken)
    client = flavour.open(server.origin)

    error = client.failure(within=PLENTY)

    assert type(error) is ProtocolError
    assert error.may_have_been_processed
    assert server.open_connections() == 0
    assert client.list(1).case_id == 1


def test_a_refused_port_is_a_failed_connection_that_reached_nobody(flavour: Flavour, serve: Serve) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        client = flavour.open(f"127.0.0.1:{port}")
        error = client.failure(within=0)

    assert _reached_nobody(error)
    serve(port=port)
    assert client.list(1).case_id == 1


def _reached_nobody(error: Exception) -> bool:
    assert type(error) is ConnectionFailedError
    return not error.may_have_been_processed


@pytest.mark.parametrize("host", ["nowhere.invalid", f"{'a' * 64}.example", "two..dots.example"])
def test_a_name_that_nobody_has_is_a_failed_connection_that_reached_nobody(
    flavour: Flavour, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    resolved = socket.getaddrinfo

    def lookup(name: str | bytes, *rest: int, **named: int) -> object:
        if name in ("nowhere.invalid", b"nowhere.invalid"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return resolved(name, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    client = flavour.open(host)

    assert _reached_nobody(client.failure())


def test_a_certificate_that_nobody_trusts_reaches_nobody(flavour: Flavour, serve: Serve, tls: ssl.SSLContext) -> None:
    server = serve(then=over_tls(tls, responds(RESPONSE)))
    client = flavour.open(f"https://127.0.0.1:{server.port}")

    assert _reached_nobody(client.failure(within=0))
    assert server.open_connections() == 0
    assert server.requests == []


def test_a_certificate_of_another_host_reaches_nobody(
    flavour: Flavour, serve: Serve, tls: ssl.SSLContext, trusted: None
) -> None:
    server = serve(then=over_tls(tls, responds(RESPONSE)))
    client = flavour.open(f"https://localhost:{server.port}")

    assert _reached_nobody(client.failure(within=0))
    assert server.open_connections() == 0
    assert server.requests == []


def test_a_server_without_tls_under_https_reaches_nobody(
    flavour: Flavour, serve: Serve, tls: ssl.SSLContext, trusted: None
) -> None:
    server = serve(speaks_no_tls, then=over_tls(tls, responds(RESPONSE)))
    client = flavour.open(f"https://127.0.0.1:{server.port}")

    assert _reached_nobody(client.failure(within=0))
    assert server.open_connections() == 0
    assert client.list(1).case_id == 1


@pytest.mark.parametrize("status", [400, 403, 407, 502])
def test_a_proxy_that_refuses_the_tunnel_reaches_nobody(
    flavour: Flavour,
    serve: Serve,
    tls: ssl.SSLContext,
    trusted: None,
    monkeypatch: pytest.MonkeyPatch,
    status: int,
) -> None:
    server = serve(sends(http(status)), then=as_proxy(over_tls(tls, responds(RESPONSE))))
    monkeypatch.setenv("HTTPS_PROXY", server.origin)
    client = flavour.open("https://acme.example")

    error = client.failure(within=0)

    assert _reached_nobody(error)
    assert str(status) in str(error)
    assert server.open_connections() == 0
    assert client.list(1).case_id == 1


BEHIND_A_PROXY: dict[str, tuple[Behaviour, type[TransportError]]] = {
    "speaks no TLS": (speaks_no_tls, ConnectionFailedError),
    "closes at once": (closes_at_once, ConnectionFailedError),
    "closes in the body": (sends(RESPONSE[:-1]), ConnectionFailedError),
    "resets in the body": (resets(RESPONSE[:-1]), ConnectionFailedError),
    "speaks no HTTP": (sends(b"nonsense\r\n\r\n"), ProtocolError),
}


@pytest.mark.parametrize(("broken", "kind"), BEHIND_A_PROXY.values(), ids=BEHIND_A_PROXY.keys())
def test_a_proxy_that_speaks_tls_changes_no_failure(
    flavour: Flavour,
    serve: Serve,
    tls: ssl.SSLContext,
    trusted: None,
    monkeypatch: pytest.MonkeyPatch,
    broken: Behaviour,
    kind: type[TransportError],
) -> None:
    inside_tls = broken not in (speaks_no_tls, closes_at_once)
    server = serve(over_tls(tls, broken) if inside_tls else broken, then=over_tls(tls, responds(RESPONSE)))
    proxy = serve(then=over_tls(tls, as_proxy(relays(server.port))))
    monkeypatch.setenv("HTTPS_PROXY", f"https://127.0.0.1:{proxy.port}")
    client = flavour.open("https://acme.example")

    error = client.failure(within=PLENTY)

    assert type(error) is kind
    assert isinstance(error, TransportError)
    assert error.may_have_been_processed is inside_tls
    assert proxy.open_connections() == 0
    response = client.request("PUT", "/api/v2/cases/1", json="x" * 1_000_000)
    assert response.body == RESPONSE[-len(response.body) :]


def test_tunnels_that_failed_do_not_use_up_the_connections(
    flavour: Flavour, serve: Serve, tls: ssl.SSLContext, trusted: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempts = 105
    server = serve(*[as_proxy(speaks_no_tls)] * attempts, then=as_proxy(over_tls(tls, responds(RESPONSE))))
    monkeypatch.setenv("HTTPS_PROXY", server.origin)
    client = flavour.open("https://acme.example")

    for _ in range(attempts):
        assert isinstance(client.failure(within=PLENTY), TransportError)

    assert client.list(1).case_id == 1
