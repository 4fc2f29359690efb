"""What servers of the tests respond, and a transport that keeps what it was asked."""

import re
from collections.abc import Callable
from typing import Literal

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
PAGE = {
    "case_id": 1,
    "actions": [ACTION],
    "meta": {
        "current_page": "https://acme.example/api/v2/cases/1/actions?per_page=20&page=1",
        "previous_page": None,
        "next_page": None,
        "next_page_number": None,
        "per_page": 20,
        "pages": 1,
        "count": 1,
    },
}
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
