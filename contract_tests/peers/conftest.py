"""Other people's programs and clients, and the served fake that they are set on; `nox -s peers` has what it takes."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from contract_tests.peers.node_programs import Node
from tines_cases import RetryPolicy, TinesClient
from tines_fake import FakeTenant
from tines_fake.serving import bind, origin_of

DOCUMENT = Path(__file__).resolve().parents[2] / "openapi.yaml"


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
