"""What servers of the tests respond, and a transport that keeps what it was asked."""

import re
from collections.abc import Callable, Iterable
from typing import Any, Literal

import httpx

from contract_tests.runtime.servers.hostile_server import (
    Behaviour,
    HostileServer,
    Peer,
    http,
    http_json,
    resets,
    responds,
    sends,
)

ACTION = {
    "id": 1,
    "url": "https://hooks.example/webhook/secret-path/secret",
    "label": "Escalate",
    "story_name": None,
    "story_emoji": None,
    "action_type": "webhook",
    "created_at": "2026-04-01T10:00:00Z",
    "updated_at": "2026-04-01T10:00:00Z",
}
LIST = "https://acme.example/api/v2/cases/1/actions"


def page(
    count: int, number: int, actions: Iterable[int] | None = None, *, size: int = 20, **meta: Any
) -> dict[str, Any]:
    """A page of a case whose actions are numbered from 1, as the documentation says."""
    pages = -(-count // size)
    ids = range(1, count + 1)[(number - 1) * size : number * size] if actions is None else actions
    links = {
        name: f"{LIST}?per_page={size}&page={other}" if 1 <= other <= pages else None
        for name, other in {"current_page": number, "previous_page": number - 1, "next_page": number + 1}.items()
    }
    following = number + 1 if number < pages else None
    meta = {**links, "next_page_number": following, "per_page": size, "pages": pages, "count": count, **meta}
    return {"case_id": 1, "actions": [ACTION | {"id": one} for one in ids], "meta": meta}


PAGE = page(1, 1)
RESPONSE = http_json(200, PAGE)
RESPONDS = responds(RESPONSE)

FAILURES_OF_ANY_CALL: dict[str, Behaviour] = {
    "timeout": Peer.hold,
    "reset": resets(),
    "closed": sends(),
    "no HTTP": sends(b"nonsense\r\n\r\n"),
    "redirect": sends(http(302, b"", "Location: https://other.example/")),
}

Serve = Callable[..., HostileServer]
Road = Literal["http", "https", "tunnel", "tunnel behind TLS"]
"""How a client comes to a server: plainly, over TLS, through a proxy, or through one that speaks TLS itself."""
Reach = Callable[..., tuple[HostileServer, str]]


class Around(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """What a program puts around the network, to log or to retry: its pool is nobody's business."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def handle_request(self, request: httpx.Request) -> Any:
        return self._inner.handle_request(request)

    async def handle_async_request(self, request: httpx.Request) -> Any:
        return await self._inner.handle_async_request(request)

    def close(self) -> None:
        self._inner.close()

    async def aclose(self) -> None:
        await self._inner.aclose()


def around(flavour: str) -> Around:
    return Around(httpx.HTTPTransport() if flavour == "sync" else httpx.AsyncHTTPTransport())


class Counting(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Responds with a page of the case that it is asked for, and keeps what it was asked."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        case = re.search(r"/cases/(\d+)/", request.url.path)
        return httpx.Response(200, json={**PAGE, "case_id": int(case[1]) if case else 1})

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return self.handle_request(request)
