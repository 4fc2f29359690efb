"""Other people's clients: the one that openapi-python-client generates by itself from the same document, and tapi.

Neither is part of this project. The first is generated for each run into a folder that goes away again; tapi (GPL-3) is
installed in the environment of the figures and nowhere else. Both are loaded by name, since type checkers lack them.
"""

import contextlib
import importlib
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

DOCUMENT = Path(__file__).resolve().parents[1] / "openapi.yaml"
_PACKAGE = "stock_client"


def _module(name: str) -> Any:
    return importlib.import_module(name)


class Stock:
    """The generator's own client."""

    def __init__(self, origin: str) -> None:
        client = _module(f"{_PACKAGE}.client")
        self._list = _module(f"{_PACKAGE}.api.case_actions.list_case_actions").sync
        self._client = client.AuthenticatedClient(base_url=origin, token="key")

    def models(self, case: int, size: int) -> Iterator[list[Any]]:
        number: int | None = 1
        while number is not None:
            page = self._list(case, client=self._client, per_page=size, page=number)
            yield page.actions
            number = page.meta.next_page_number

    def close(self) -> None:
        self._client.get_httpx_client().close()


@contextlib.contextmanager
def stock_generated() -> Iterator[None]:
    """Generate the stock client, and let it be imported while the block lasts."""
    with tempfile.TemporaryDirectory() as folder:
        script = str(Path(sys.executable).with_name("openapi-python-client"))
        target = str(Path(folder, _PACKAGE))
        options = ["--path", str(DOCUMENT), "--meta", "none", "--output-path", target]
        subprocess.run([script, "generate", *options], check=True, capture_output=True)
        sys.path.insert(0, folder)
        try:
            yield
        finally:
            sys.path.remove(folder)


class Tapi:
    """tapi 0.2.3, which speaks to https://<domain>.tines.com alone: its requests are sent on to the server of ours.

    It builds a client with the system's certificates for each request. Nothing here needs them, so that it is shown
    with its certificate checks on, as it comes, and off, by its own switch.
    """

    def __init__(self, origin: str, verify: bool) -> None:
        self._verify = verify
        self._client = _module("tapi.client.client")

        def request(method: str, url: str, **options: Any) -> httpx.Response:
            return httpx.request(method, url.replace("https://bench.tines.com", origin), **options)

        self._client.request = request
        self._api = _module("tapi.api.case.actions").CaseActionsAPI("bench", "key")

    def dicts(self, case: int, size: int) -> Iterator[list[dict[str, Any]]]:
        self._client.Client.verify_ssl = self._verify
        number: int | None = 1
        while number is not None:
            page = self._api.list(case, per_page=size, page=number)["body"]
            yield page["actions"]
            number = page["meta"]["next_page_number"]
