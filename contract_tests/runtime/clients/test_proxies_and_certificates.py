"""What the environment says of tenants, keys, proxies and certificates is followed, or refused."""

import ssl
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import trustme

from contract_tests.client_adapters import Flavour
from contract_tests.runtime.secrets.key_search import KEY, places_that_show_the_key
from contract_tests.runtime.servers.hostile_server import as_proxy, over_tls
from contract_tests.runtime.servers.samples import RESPONDS, Serve
from tines_cases import AsyncTinesClient, TinesClient
from tines_cases.errors import ConfigurationError, ConnectionFailedError

both_kinds = pytest.mark.parametrize("kind", [TinesClient, AsyncTinesClient])


@both_kinds
def test_tenant_and_key_come_from_the_environment(kind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINES_TENANT", "127.0.0.1:81")
    monkeypatch.setenv("TINES_API_KEY", KEY)

    assert repr(kind()) == f"{kind.__name__}('http://127.0.0.1:81')"


@both_kinds
def test_arguments_go_before_the_environment(kind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINES_TENANT", "http://not-loopback.example")
    monkeypatch.setenv("TINES_API_KEY", "no\nkey")

    assert repr(kind("127.0.0.1", KEY)) == f"{kind.__name__}('http://127.0.0.1')"


@both_kinds
@pytest.mark.parametrize("missing", ["TINES_TENANT", "TINES_API_KEY"])
@pytest.mark.parametrize("value", [None, ""])
def test_what_is_neither_given_nor_set_is_named(
    kind: Any, monkeypatch: pytest.MonkeyPatch, missing: str, value: str | None
) -> None:
    monkeypatch.setenv("TINES_TENANT", "127.0.0.1")
    monkeypatch.setenv("TINES_API_KEY", KEY)
    monkeypatch.delenv(missing)
    if value is not None:
        monkeypatch.setenv(missing, value)

    with pytest.raises(ConfigurationError, match=missing):
        kind()


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])
@pytest.mark.parametrize("scheme", ["http://", ""])
def test_calls_go_through_the_proxy_of_the_environment(
    flavour: Flavour,
    serve: Serve,
    tls: ssl.SSLContext,
    trusted: None,
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    scheme: str,
) -> None:
    proxy = serve(then=as_proxy(over_tls(tls, RESPONDS)))
    monkeypatch.setenv(variable, f"{scheme}127.0.0.1:{proxy.port}")
    client = flavour.open("acme.example")

    assert client.list(1).case_id == 1
    assert client.list(1).case_id == 1

    assert proxy.connections == 1
    connect, *calls = proxy.requests
    assert connect.startswith(b"CONNECT acme.example:443 HTTP/1.1\r\n")
    assert b"k3y" not in connect
    assert len(calls) == 2


@pytest.mark.parametrize("excluded", ["acme.example", ".example", "other.test,acme.example", "*"])
def test_no_proxy_excludes_hosts(
    flavour: Flavour, serve: Serve, trusted: None, monkeypatch: pytest.MonkeyPatch, excluded: str
) -> None:
    proxy = serve()
    monkeypatch.setenv("HTTPS_PROXY", proxy.origin)
    monkeypatch.setenv("NO_PROXY", excluded)
    monkeypatch.setattr("socket.getaddrinfo", _unknown)
    client = flavour.open("acme.example")

    assert type(client.failure()) is ConnectionFailedError
    assert proxy.connections == 0


def _unknown(*_: object, **__: object) -> object:
    raise OSError("nobody has this name")


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_this_machine_is_reached_without_a_proxy(
    flavour: Flavour, serve: Serve, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    proxy, server = serve(), serve()
    monkeypatch.setenv(variable, proxy.origin)
    client = flavour.open(server.origin)

    assert client.list(1).case_id == 1
    assert proxy.connections == 0


@pytest.mark.parametrize("given", [True, False], ids=["option", "environment"])
def test_the_key_goes_through_a_proxy_in_the_clear_only_if_allowed(
    flavour: Flavour, serve: Serve, monkeypatch: pytest.MonkeyPatch, given: bool
) -> None:
    proxy = serve(RESPONDS)
    monkeypatch.setenv("HTTP_PROXY", proxy.origin)
    options = {"proxy": proxy.origin} if given else {}

    with pytest.raises(ConfigurationError, match=r"to a proxy in the clear.*NO_PROXY.*allow_http='proxy'"):
        flavour.open("http://fake.internal", allow_http=True, **options)

    assert flavour.open("http://fake.internal", allow_http="proxy", **options).list(1).case_id == 1
    assert proxy.requests[0].startswith(b"GET http://fake.internal/api/v2/")


PORTS_OF_NOBODY = [f"http://127.0.0.1:{port}" for port in ("99999", "0", "-1", "x")]


@both_kinds
@pytest.mark.parametrize("proxy", ["ftp://127.0.0.1", "http://[::1", "http://", *PORTS_OF_NOBODY])
def test_a_proxy_that_makes_no_sense_is_a_configuration_error(
    kind: Any, trusted: None, monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy)

    with pytest.raises(ConfigurationError, match="proxy"):
        kind("acme.example", KEY)


@both_kinds
def test_a_socks_proxy_without_its_library_is_a_configuration_error(
    kind: Any, trusted: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "socksio", None)
    monkeypatch.setenv("HTTPS_PROXY", "socks5://127.0.0.1:1080")

    with pytest.raises(ConfigurationError, match=r"httpx\[socks\]"):
        kind("acme.example", KEY)


@both_kinds
@pytest.mark.parametrize("content", [None, b"no certificate", b""])
def test_certificates_that_cannot_be_read_are_a_configuration_error(
    kind: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any, content: bytes | None
) -> None:
    path = tmp_path / "certificates.pem"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))

    with pytest.raises(ConfigurationError, match="SSL_CERT_FILE"):
        kind("acme.example", KEY)


@both_kinds
def test_certificates_do_not_matter_on_this_machine(kind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/at/all.pem")

    kind("127.0.0.1", KEY)


def test_a_proxy_that_cannot_be_reached_is_not_shown(flavour: Flavour, trusted: None) -> None:
    client = flavour.open("acme.example", key="another", proxy=f"http://user:{quote(KEY, safe='')}@127.0.0.1:1")

    assert places_that_show_the_key(client.failure()) == []


def test_a_proxy_and_its_authority_can_be_given(
    flavour: Flavour, serve: Serve, tls: ssl.SSLContext, authority: trustme.CA, tmp_path: Path
) -> None:
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    proxy = serve(then=as_proxy(over_tls(tls, RESPONDS)))

    client = flavour.open("acme.example", proxy=f"http://user:pa55@127.0.0.1:{proxy.port}", verify=file)

    assert client.list(1).case_id == 1
    assert proxy.requests[0].startswith(b"CONNECT acme.example:443 HTTP/1.1\r\n")
    assert b"Proxy-Authorization: Basic " in proxy.requests[0]


@pytest.mark.parametrize("given", [True, False], ids=["verify", "transport"])
def test_a_context_can_be_given_in_place_of_a_file(
    flavour: Flavour, serve: Serve, tls: ssl.SSLContext, authority: trustme.CA, given: bool
) -> None:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    kind = httpx.HTTPTransport if flavour.name == "sync" else httpx.AsyncHTTPTransport
    options = {"verify": context} if given else {"transport": kind(verify=context)}
    server = serve(then=over_tls(tls, RESPONDS))

    assert flavour.open(f"https://127.0.0.1:{server.port}", **options).list(1).case_id == 1


def test_a_certificate_of_the_clients_own_is_shown(
    flavour: Flavour, serve: Serve, tls: ssl.SSLContext, authority: trustme.CA, trusted: None, tmp_path: Path
) -> None:
    tls.verify_mode = ssl.CERT_REQUIRED
    authority.configure_trust(tls)
    mine = authority.issue_cert("client@example.com")
    mine.private_key_and_cert_chain_pem.write_to_path(str(tmp_path / "mine.pem"))
    server = serve(then=over_tls(tls, RESPONDS))
    origin = f"https://127.0.0.1:{server.port}"

    assert flavour.open(origin, cert=tmp_path / "mine.pem").list(1).case_id == 1
    assert isinstance(flavour.open(origin).failure(), ConnectionFailedError)
