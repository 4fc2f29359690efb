"""Tenants in processes of their own, over plain sockets, over TLS and through a proxy."""

import contextlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import trustme

SCHEMES = ("plain", "TLS", "CONNECT")
PLENTY = 120.0
"""Seconds: on a machine that is busy, too, nothing takes longer."""


class Tenant:
    """Where a tenant is, and how many connections it has."""

    def __init__(self, scheme: str, port: int, authority: trustme.CA) -> None:
        self.scheme = scheme
        self.port = port
        self.origin = {"plain": f"http://127.0.0.1:{port}", "TLS": f"https://127.0.0.1:{port}"}.get(
            scheme, "https://acme.example"
        )
        self._authority = authority

    def is_left_with(self, most: int) -> bool:
        """Whether it has no more open connections than that, once it has noticed."""
        end = time.monotonic() + PLENTY
        while self._open_connections() > most:
            if time.monotonic() > end:
                return False
            time.sleep(0.1)  # the server notices in its own time, and nothing says when
        return True

    def _open_connections(self) -> int:
        return int(httpx.get(f"{self.origin}/open", timeout=PLENTY, **self._how()).text)

    def _how(self) -> dict[str, Any]:
        if self.scheme == "plain":
            return {}
        import ssl

        context = ssl.create_default_context()
        self._authority.configure_trust(context)
        return {"verify": context} | ({"proxy": f"http://127.0.0.1:{self.port}"} if self.scheme == "CONNECT" else {})


StartTenant = Callable[[str, float], Tenant]


@pytest.fixture
def start_tenant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StartTenant]:
    """Start a tenant: `plain`, over `TLS`, or as the end of a tunnel through a proxy (`CONNECT`); and its latency."""
    authority = trustme.CA()
    certificate = tmp_path / "certificate.pem"
    authority.issue_cert("acme.example", "127.0.0.1").private_key_and_cert_chain_pem.write_to_path(str(certificate))
    trusted = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(trusted))
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with contextlib.ExitStack() as running:

        def start(scheme: str, latency: float) -> Tenant:
            command = [sys.executable, "-m", "contract_tests.stress.slow_server", f"--latency={latency}"]
            if scheme != "plain":
                command.append(f"--certificate={certificate}")
            if scheme == "CONNECT":
                command.append("--proxy")
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
            server = running.enter_context(subprocess.Popen(command, **pipes))  # type: ignore[call-overload]  # from a dict
            running.callback(server.stdin.close)
            port = int(server.stdout.readline())
            if scheme == "CONNECT":
                monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
            return Tenant(scheme, port, authority)

        yield start
