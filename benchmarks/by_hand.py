"""What people would write by hand: httpx or httpx2 with json or msgspec, and http.client with msgspec, the floor."""

import datetime
import http.client
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import msgspec

HEADERS = {"Authorization": "Bearer key", "Accept": "application/json"}


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


class Meta(msgspec.Struct):
    """What is needed to go on."""

    count: int
    pages: int
    per_page: int
    next_page_number: int | None = None


class Page(msgspec.Struct):
    """One page."""

    case_id: int
    actions: list[Action]
    meta: Meta


DECODER = msgspec.json.Decoder(Page)


def _path(case: int) -> str:
    return f"/api/v2/cases/{case}/actions"


class Httpx:
    """One Client of httpx or httpx2, kept open."""

    def __init__(self, origin: str, library: Any = httpx) -> None:
        self._client = library.Client(base_url=origin, headers=HEADERS)

    def _get(self, case: int, size: int, number: int) -> bytes:
        response = self._client.get(_path(case), params={"per_page": size, "page": number})
        content: bytes = response.raise_for_status().content
        return content

    def dicts(self, case: int, size: int) -> Iterator[list[dict[str, Any]]]:
        number: int | None = 1
        while number is not None:
            page = json.loads(self._get(case, size, number))
            yield page["actions"]
            number = page["meta"]["next_page_number"]

    def structs(self, case: int, size: int) -> Iterator[list[Action]]:
        number: int | None = 1
        while number is not None:
            page = DECODER.decode(self._get(case, size, number))
            yield page.actions
            number = page.meta.next_page_number

    def close(self) -> None:
        self._client.close()


class AsyncHttpx:
    """One AsyncClient of httpx or httpx2, kept open."""

    def __init__(self, origin: str, library: Any = httpx) -> None:
        self._client = library.AsyncClient(base_url=origin, headers=HEADERS)

    async def structs(self, case: int, size: int) -> AsyncIterator[list[Action]]:
        number: int | None = 1
        while number is not None:
            response = await self._client.get(_path(case), params={"per_page": size, "page": number})
            page = DECODER.decode(response.raise_for_status().content)
            yield page.actions
            number = page.meta.next_page_number

    async def close(self) -> None:
        await self._client.aclose()


class Floor:
    """http.client, which does least, on one connection."""

    def __init__(self, origin: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(origin).netloc)

    def structs(self, case: int, size: int) -> Iterator[list[Action]]:
        number: int | None = 1
        while number is not None:
            self._connection.request("GET", f"{_path(case)}?per_page={size}&page={number}", headers=HEADERS)
            page = DECODER.decode(self._connection.getresponse().read())
            yield page.actions
            number = page.meta.next_page_number

    def close(self) -> None:
        self._connection.close()
