"""`python -m tines_fake`, in a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

from attrs import frozen


@frozen
class Served:
    """A served fake. lines: what it printed when it started, up to how it is stopped."""

    process: "subprocess.Popen[str]"
    lines: list[str]

    @property
    def origin(self) -> str:
        return self.lines[0].removeprefix("export TINES_TENANT=")

    @property
    def address(self) -> tuple[str, int]:
        parts = urlsplit(self.origin)
        return str(parts.hostname), int(parts.port or 80)

    def send(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, bytes]:
        connection = HTTPConnection(*self.address, timeout=20)
        key = self.lines[1].removeprefix("export TINES_API_KEY=")
        connection.request(method, path, body, {"Authorization": f"Bearer {key}", **headers})
        response = connection.getresponse()
        content = response.status, response.read()
        connection.close()
        return content


@contextmanager
def served(*options: str) -> Iterator[Served]:
    """A fake that is served as long as the context lasts."""
    command = [sys.executable, "-m", "tines_fake", "--port", "0", *options]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, **pipes) as process:
        try:
            assert process.stdout is not None
            lines = [process.stdout.readline().rstrip("\n")]
            while lines[-1] and not lines[-1].startswith(("Ctrl-C", "{")):
                lines.append(process.stdout.readline().rstrip("\n"))
            yield Served(process, lines)
        finally:  # else a test that fails would wait for it without end
            process.kill()
