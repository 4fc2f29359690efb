"""No whole HTTP response: each way to break one ends in an error of the right class, and harms no later call."""

import gzip
import socket
import ssl
from collections.abc import Callable

import pytest

from contract_tests.client_adapters import PLENTY, Flavour
from contract_tests.runtime.servers.hostile_server import (
    Behaviour,
    Peer,
    as_proxy,
    closes_at_once,
    floods,
    http,
    over_tls,
    resets,
    sends,
)
from contract_tests.runtime.servers.samples import RESPONSE, Reach, Road, Serve
from tines_cases import RetryPolicy
from tines_cases.errors import ConnectionFailedError, ProtocolError, TransportError

CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


def speaks_no_tls(peer: Peer) -> None:
    peer.receive()
    peer.send(b"no TLS")


def once(body: bytes, encoding: str) -> Behaviour:
    """One whole response, which says that it is the last."""
    return sends(http(200, body, f"Content-Encoding: {encoding}", "Connection: close"))


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
    "reset before the request": Peer.reset,
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
    **{
        f"a length of {length[:4]!r}": sends(b"HTTP/1.1 200 OK\r\nContent-Length: %b\r\n\r\n{}" % length.encode())
        for length in ("-1", "9" * 5_000, "1_0", "٣")
    },
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
    "a gzip bomb": once(gzip.compress(b" " * 1_000_000) * 100, "gzip"),
    "an encoding nobody asked for": once(b"{}", "br"),
    "two encodings": once(gzip.compress(gzip.compress(b"{}")), "gzip, gzip"),
}


ON_THE_ROAD: dict[str, tuple[Road, Callable[[ssl.SSLContext], Behaviour], bool]] = {
    "no TLS under https": ("https", lambda _: speaks_no_tls, False),
    "400 of a proxy": ("tunnel", lambda _: sends(http(400)), False),
    "403 of a proxy": ("tunnel", lambda _: sends(http(403)), False),
    "407 of a proxy": ("tunnel", lambda _: sends(http(407)), False),
    "502 of a proxy": ("tunnel", lambda _: sends(http(502)), False),
    "no TLS": ("tunnel behind TLS", lambda _: speaks_no_tls, False),
    "closed at once": ("tunnel behind TLS", lambda _: closes_at_once, False),
    "closed in the body": ("tunnel behind TLS", lambda tls: over_tls(tls, CUT_OFF["closed in the body"]), True),
    "reset in the body": ("tunnel behind TLS", lambda tls: over_tls(tls, CUT_OFF["reset in the body"]), True),
    "no HTTP": ("tunnel behind TLS", lambda tls: over_tls(tls, NONSENSE["no status"]), True),
}
"""Road, what happens there, and whether the call may have been processed."""


@pytest.mark.parametrize("broken", [*CUT_OFF, *NONSENSE])
def test_a_broken_response_is_an_error_of_its_class(flavour: Flavour, serve: Serve, broken: str) -> None:
    server = serve(CUT_OFF.get(broken) or NONSENSE[broken])
    client = flavour.open(server.origin)

    error = client.failure(within=0 if broken in CUT_OFF else PLENTY)

    assert type(error) is (ConnectionFailedError if broken in CUT_OFF else ProtocolError)
    assert error.may_have_been_processed or (broken in CUT_OFF and server.requests == [])
    assert server.open_connections() == 0
    assert client.list(1).case_id == 1


@pytest.mark.parametrize("broken", ON_THE_ROAD)
def test_tls_and_proxies_change_no_failure(flavour: Flavour, reach: Reach, tls: ssl.SSLContext, broken: str) -> None:
    road, make, processed = ON_THE_ROAD[broken]
    server, origin = reach(road, make(tls))
    client = flavour.open(origin)

    error = client.failure(within=PLENTY)

    assert type(error) is (ProtocolError if broken == "no HTTP" else ConnectionFailedError)
    assert error.may_have_been_processed is processed
    assert broken[:3] in str(error) or not broken.endswith("of a proxy")
    assert server.open_connections() == 0
    response = client.request("PUT", "/api/v2/cases/1", json="x" * 1_000_000)
    assert response.body == RESPONSE[-len(response.body) :]


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

    assert _reached_nobody(flavour.open(host).failure())


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"], ids=["that nobody trusts", "of another host"])
def test_an_untrusted_certificate_reaches_nobody_and_is_final(
    flavour: Flavour, reach: Reach, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    server, _ = reach("https")
    if host == "127.0.0.1":
        monkeypatch.delenv("SSL_CERT_FILE")
    client = flavour.open(f"https://{host}:{server.port}", retry=RetryPolicy(first_wait=0))

    error = client.failure(within=0)

    assert _reached_nobody(error)
    assert "certificate verify failed" in str(error)
    assert server.open_connections() == 0
    assert (server.requests, server.connections) == ([], 1)


def test_tunnels_that_failed_do_not_use_up_the_connections(flavour: Flavour, reach: Reach) -> None:
    attempts = 105
    _, origin = reach("tunnel", *[as_proxy(speaks_no_tls)] * attempts)
    client = flavour.open(origin)

    for _ in range(attempts):
        assert isinstance(client.failure(within=PLENTY), TransportError)

    assert client.list(1).case_id == 1
