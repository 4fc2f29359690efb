"""Clients of every flavour, a hostile server, and the proof that nothing is left behind.

A test drives a blocking client, one under asyncio and one under trio by the same calls: the event loop runs in a thread
of its own.
"""

import contextlib
import functools
import ssl
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import anyio
import anyio.from_thread
import anyio.lowlevel
import pytest
import trustme

# Under --import-mode=importlib tests do not find the modules beside them.
sys.path.append(str(Path(__file__).parent))

from hostile_server import Behaviour, HostileServer, answers, http_json

from tines_cases import AsyncTinesClient, RetryPolicy, TinesClient
from tines_cases.errors import TinesError

KEY = 'k3y-"of\\a/b<l33t>&co'
"""An API key whose every writing differs: in JSON, HTML and URLs."""

DEADLINE = 0.3
"""Seconds that a call may take where a test lets one hang."""

GRACE = 0.5
"""Seconds past the deadline at which a call must have ended."""

ACTION = {
    "id": 1,
    "url": "https://hooks.example/webhook/secret-path/secret",
    "label": "Escalate",
    "story_name": None,
    "story_emoji": None,
    "action_type": "webhook",
    "created_at": "2026-04-01T10:00:00Z",
    "updated_at": "2026-04-01T10:00:00Z",
}
PAGE = {
    "case_id": 1,
    "actions": [ACTION],
    "meta": {
        "current_page": "https://acme.example/api/v2/cases/1/actions?per_page=20&page=1",
        "previous_page": None,
        "next_page": None,
        "next_page_number": None,
        "per_page": 20,
        "pages": 1,
        "count": 1,
    },
}


class Client:
    """A client of some flavour, driven from a blocking test."""

    def __init__(self, client: Any, run: Callable[..., Any]) -> None:
        self.client = client
        self._run = run

    def list(self, *arguments: Any, **named: Any) -> Any:
        return self._run(functools.partial(self.client.case_actions.list, *arguments, **named))

    def request(self, *arguments: Any, **named: Any) -> Any:
        return self._run(functools.partial(self.client.request, *arguments, **named))

    def iterate(self, *arguments: Any) -> Any:
        """All that iterating gives."""
        return self._run(functools.partial(_collected, self.client.case_actions, *arguments))

    def sibling(self, **options: Any) -> "Client":
        return Client(self.client.with_options(**options), self._run)

    def close(self) -> None:
        self._run(self.client.close)

    def failure(self, call: Callable[[], Any] | None = None, within: float = DEADLINE) -> TinesError:
        """The error that listing, or another call, ends in; in time."""
        began = time.monotonic()
        with pytest.raises(TinesError) as caught:
            self.list(1) if call is None else call()
        assert time.monotonic() - began <= within + GRACE
        return caught.value


def _collected(resource: Any, *arguments: Any) -> Any:
    items = resource.iterate(*arguments)
    return _collected_async(items) if hasattr(items, "__anext__") else list(items)


async def _collected_async(items: Any) -> list[Any]:
    return [item async for item in items]


class Flavour:
    """One of the three ways to use the SDK."""

    def __init__(self, name: str, run: Callable[..., Any]) -> None:
        self.name = name
        self.run = run
        self.kind: Any = TinesClient if name == "sync" else AsyncTinesClient
        self._opened: list[Client] = []

    def open(self, tenant: str, key: Any = KEY, **options: Any) -> Client:
        """A client that gives up at the deadline and tries once, unless told otherwise; closed with the test."""
        settings = {"timeout": DEADLINE, "retry": RetryPolicy.none()} | options
        client = Client(self.kind(tenant, key, **settings), self.run)
        self._opened.append(client)
        return client

    def close_all(self) -> None:
        for client in self._opened:
            client.close()


@pytest.fixture(params=["sync", "asyncio", "trio"])
def flavour(request: pytest.FixtureRequest, serve: object) -> Iterator[Flavour]:
    """Each flavour in turn; at the end no thread and no task of the client's may be left.

    It comes after the servers, so that clients close before the servers look for what is still open.
    """
    before = set(threading.enumerate())
    with _running(request.param) as run:
        tasks = run(_count_tasks) if request.param != "sync" else 0
        flavour = Flavour(request.param, run)
        try:
            yield flavour
        finally:
            flavour.close_all()
        assert (run(_count_tasks) if request.param != "sync" else 0) == tasks
    left = [thread.name for thread in set(threading.enumerate()) - before if not _is_spare(thread)]
    assert left == []


@contextlib.contextmanager
def _running(name: str) -> Iterator[Callable[..., Any]]:
    if name == "sync":
        yield lambda call: call()
        return
    with anyio.from_thread.start_blocking_portal(name) as portal:
        yield portal.call


async def _count_tasks() -> int:
    await anyio.lowlevel.checkpoint()
    return len(anyio.get_running_tasks())


def _is_spare(thread: threading.Thread) -> bool:
    """trio keeps the threads it has looked names up in for a while; the fixtures' servers end after the clients."""
    return thread.name.startswith(("Trio thread", "hostile server"))


Serve = Callable[..., HostileServer]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start hostile servers: behaviours for the first connections, an answer as it should be for all others.

    At the end the client, which is closed by then, may hold no connection open.
    """
    with contextlib.ExitStack() as running:
        servers: list[HostileServer] = []

        def start(*behaviours: Behaviour, then: Behaviour | None = None, port: int = 0) -> HostileServer:
            server = HostileServer(*behaviours, then=then or answers(http_json(200, PAGE)), port=port)
            servers.append(running.enter_context(server))
            return server

        yield start
        assert [server.open_connections() for server in servers] == [0] * len(servers)


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
