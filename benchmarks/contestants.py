"""The contestants: the SDK, what people would write by hand, and other people's clients. Each gives pages by number.

Other people's are the client that openapi-python-client generates by itself from the same document, and tapi. Neither
is part of this project. The first is generated for each run into a folder that goes away again; tapi (GPL-3) is
installed in the environment of the figures and nowhere else. Both are loaded by name, since type checkers lack them.
"""

import contextlib
import datetime
import http.client
import importlib
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import msgspec
from attrs import frozen
from server import CASES

from tines_cases import TinesClient

DOCUMENT = Path(__file__).resolve().parents[1] / "openapi.yaml"
HEADERS = {"Authorization": "Bearer key", "Accept": "application/json"}
_STOCK = "stock_client"


class Action(msgspec.Struct):
    """The fields that the SDK's model has, with their types."""

    id: int
    url: str
    label: str
    story_name: str | None
    story_emoji: str | None
    action_type: str
    created_at: datetime.datetime
    updated_at: datetime.datetime
    page_emoji: str | None = None
    action_text: str | None = None
    query_params: dict[str, Any] | None = None


FIELDS = Action.__struct_fields__


class Meta(msgspec.Struct):
    """What is needed to go on."""

    count: int
    pages: int
    per_page: int
    next_page_number: int | None = None


class PageOfStructs(msgspec.Struct):
    """One page."""

    case_id: int
    actions: list[Action]
    meta: Meta


Page = tuple[list[Any], int | None]
"""The actions of a page, and the number of the next one."""


@frozen
class Contestant:
    """page: reads one, by case, size and number. fields: reads all of an action."""

    page: Callable[[int, int, int], Page]
    close: Callable[[], object]
    fields: Callable[[Any], object] = attrgetter(*FIELDS)

    def read(self, case: int, size: int) -> None:
        """Read every field of every action. Raises ValueError where not all actions came."""
        number: int | None = 1
        seen = 0
        while number is not None:
            actions, number = self.page(case, size, number)
            for action in actions:
                self.fields(action)
            seen += len(actions)
        check(seen, case)


def check(seen: int, case: int) -> None:
    if seen != CASES[case].actions:
        raise ValueError(f"{seen} actions came where {CASES[case].actions} were due")


_DECODER = msgspec.json.Decoder(PageOfStructs)


def _of_object(page: Any) -> Page:
    return page.actions, page.meta.next_page_number


def _of_dict(page: Any) -> Page:
    return page["actions"], page["meta"]["next_page_number"]


def as_structs(content: bytes) -> Page:
    return _of_object(_DECODER.decode(content))


def sdk(origin: str, transport: httpx.BaseTransport | None = None) -> Contestant:
    """As its README uses it: over httpx2, which is installed here, or over httpx, with a transport of that."""
    tines = TinesClient(origin, "key", transport=transport)
    return Contestant(
        lambda case, size, number: _of_object(tines.case_actions.list(case, per_page=size, page=number)), tines.close
    )


def by_hand(origin: str, library: Any) -> Contestant:
    """One Client of httpx or httpx2, kept open."""
    client = library.Client(base_url=origin, headers=HEADERS)

    def page(case: int, size: int, number: int) -> Page:
        response = client.get(_path(case), params={"per_page": size, "page": number})
        return as_structs(response.raise_for_status().content)

    return Contestant(page, client.close)


def floor(origin: str) -> Contestant:
    """http.client, which does least, on one connection."""
    connection = http.client.HTTPConnection(urlsplit(origin).netloc)

    def page(case: int, size: int, number: int) -> Page:
        connection.request("GET", f"{_path(case)}?per_page={size}&page={number}", headers=HEADERS)
        return as_structs(connection.getresponse().read())

    return Contestant(page, connection.close)


def _path(case: int) -> str:
    return f"/api/v2/cases/{case}/actions"


@contextlib.contextmanager
def stock_generated() -> Iterator[None]:
    """Generate the stock client, and let it be imported while the block lasts."""
    with tempfile.TemporaryDirectory() as folder:
        script = str(Path(sys.executable).with_name("openapi-python-client"))
        options = ["--path", str(DOCUMENT), "--meta", "none", "--output-path", str(Path(folder, _STOCK))]
        subprocess.run([script, "generate", *options], check=True, capture_output=True)
        sys.path.insert(0, folder)
        try:
            yield
        finally:
            sys.path.remove(folder)


def stock(origin: str) -> Contestant:
    """The generator's own client."""
    listed = importlib.import_module(f"{_STOCK}.api.case_actions.list_case_actions").sync
    client = importlib.import_module(f"{_STOCK}.client").AuthenticatedClient(base_url=origin, token="key")
    return Contestant(
        lambda case, size, number: _of_object(listed(case, client=client, per_page=size, page=number)),
        client.get_httpx_client().close,
    )


def tapi(origin: str, *, verify: bool) -> Contestant:
    """tapi 0.2.3, which speaks to https://<domain>.tines.com alone: its requests are sent on to the server of ours.

    It builds a client with the system's certificates for each request. Nothing here needs them, so that it is shown
    with its certificate checks on, as it comes, and off, by its own switch.
    """
    client: Any = importlib.import_module("tapi.client.client")

    def request(method: str, url: str, **options: Any) -> httpx.Response:
        return httpx.request(method, url.replace("https://bench.tines.com", origin), **options)

    client.request = request
    api = importlib.import_module("tapi.api.case.actions").CaseActionsAPI("bench", "key")

    def page(case: int, size: int, number: int) -> Page:
        client.Client.verify_ssl = verify
        return _of_dict(api.list(case, per_page=size, page=number)["body"])

    return Contestant(page, lambda: None, itemgetter(*FIELDS))
