"""Other people's programs and clients, and the served fake that they are set on; `nox -s peers` has what it takes."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from contract_tests.peers.node_programs import Node
from contract_tests.peers.stand_in import StandIn, serving
from contract_tests.peers.watched import Watched
from tines_cases import RetryPolicy, TinesClient
from tines_fake import FakeTenant

DOCUMENT = Path(__file__).resolve().parents[2] / "openapi.yaml"


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
    with serving() as stand_in:
        yield stand_in


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
