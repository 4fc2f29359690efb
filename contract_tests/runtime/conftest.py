"""Clients of every flavour, a hostile server, and the proof that nothing is left behind."""

import contextlib
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import anyio
import anyio.from_thread
import anyio.lowlevel
import pytest
import trustme

from contract_tests.client_adapters import FLAVOURS, Flavour, running
from contract_tests.runtime.servers.hostile_server import Behaviour, HostileServer, as_proxy, over_tls, relays
from contract_tests.runtime.servers.samples import RESPONDS, Counting, Reach, Road, Serve


@pytest.fixture(params=FLAVOURS)
def flavour(request: pytest.FixtureRequest, serve: object) -> Iterator[Flavour]:
    """Each flavour in turn; at the end no thread and no task of the client's may be left.

    It comes after the servers, so that clients close before the servers look for what is still open.
    """
    before = set(threading.enumerate())
    with running(request.param) as run:
        tasks = run(_count_tasks) if request.param != "sync" else 0
        flavour = Flavour(request.param, run)
        try:
            yield flavour
        finally:
            flavour.close_all()
        assert (run(_count_tasks) if request.param != "sync" else 0) == tasks
    left = [thread.name for thread in set(threading.enumerate()) - before if not _is_spare(thread)]
    assert left == []


async def _count_tasks() -> int:
    await anyio.lowlevel.checkpoint()
    return len(anyio.get_running_tasks())


def _is_spare(thread: threading.Thread) -> bool:
    """trio keeps the threads it has looked names up in for a while; the fixtures' servers end after the clients."""
    return thread.name.startswith(("Trio thread", "hostile server"))


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start hostile servers: behaviours for the first connections, a response as it should be for all others.

    At the end the client, which is closed by then, may hold no connection open.
    """
    with contextlib.ExitStack() as running:
        servers: list[HostileServer] = []

        def start(*behaviours: Behaviour, then: Behaviour | None = None, port: int = 0) -> HostileServer:
            server = HostileServer(*behaviours, then=then or RESPONDS, port=port)
            servers.append(running.enter_context(server))
            return server

        yield start
        assert [server.open_connections() for server in servers] == [0] * len(servers)


@pytest.fixture
def reach(serve: Serve, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Reach:
    """Serve, and say by which origin a client comes there: by the road of that name."""

    def start(road: Road, *first: Behaviour, then: Behaviour = RESPONDS) -> tuple[HostileServer, str]:
        if road == "http":
            server = serve(*first, then=then)
            return server, server.origin
        tls = request.getfixturevalue("tls")
        request.getfixturevalue("trusted")
        server = serve(*first, then=as_proxy(over_tls(tls, then)) if road == "tunnel" else over_tls(tls, then))
        if road == "https":
            return server, f"https://127.0.0.1:{server.port}"
        proxy = server if road == "tunnel" else serve(then=over_tls(tls, as_proxy(relays(server.port))))
        monkeypatch.setenv("HTTPS_PROXY", f"{'http' if road == 'tunnel' else 'https'}://127.0.0.1:{proxy.port}")
        return proxy, "https://acme.example"

    return start


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def tls(authority: trustme.CA) -> ssl.SSLContext:
    """What a server needs to be acme.example and 127.0.0.1."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("acme.example", "127.0.0.1").configure_cert(context)
    return context


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Clients trust the test's own authority, through SSL_CERT_FILE."""
    path = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    monkeypatch.setenv("SSL_CERT_FILE", str(path))


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on what the environment says of tenants, keys, proxies and certificates."""
    names = ["http_proxy", "https_proxy", "all_proxy", "no_proxy", "ssl_cert_file", "ssl_cert_dir"]
    for name in [*names, "tines_tenant", "tines_api_key"]:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def counting() -> Iterator[Counting]:
    """A transport that must not be asked anything."""
    transport = Counting()
    yield transport
    assert transport.requests == []
