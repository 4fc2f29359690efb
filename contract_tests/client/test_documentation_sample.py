"""The documentation's own sample, as printed there, from a plain HTTP server that knows nothing of our document."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tines_cases import ActionType, CaseAction, CaseActionPage, PageMeta
from tines_cases.errors import NotFoundError

_SAMPLE = b"""{
  "case_id": 1,
  "actions": [
    {
      "id": 1,
      "url": "",
      "label": "Claim case",
      "story_name": "Case Management",
      "story_emoji": ":fire:",
      "action_type": "webhook",
      "action_text": "Open form",
      "created_at": "2023-10-31T15:42:00Z",
      "updated_at": "2023-10-31T16:42:00Z"
    },
    {
      "id": 2,
      "url": "",
      "label": "Escalate",
      "story_name": "Case Management",
      "story_emoji": ":rocket:",
      "action_type": "webhook",
      "action_text": "Open page",
      "created_at": "2023-10-31T17:42:00Z",
      "updated_at": "2023-10-31T18:42:00Z"
    }
  ],
  "meta": {
    "count": 2,
    "current_page": "https://your-tenant.tines.com/api/v2/cases/1/actions?per_page=20&page=1",
    "next_page": null,
    "next_page_number": null,
    "pages": 1,
    "per_page": 20,
    "previous_page": null
  }
}
"""


class _Printed(BaseHTTPRequestHandler):
    """Responds to one path with the sample, and remembers what was asked for."""

    seen: list[tuple[str, str | None]]

    def do_GET(self) -> None:
        self.seen.append((self.path, self.headers["Authorization"]))
        found = self.path.partition("?")[0] == "/api/v2/cases/1/actions" and len(self.seen) < 10
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(_SAMPLE if found else b"{}")

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The server, which listens on a free port of this machine."""
    monkeypatch.setenv("NO_PROXY", "*")
    handler = type("Handler", (_Printed,), {"seen": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def _same_in_both(**differing: Any) -> dict[str, Any]:
    return {"url": "", "story_name": "Case Management", "action_type": ActionType.WEBHOOK} | differing


def _on_that_day(hour: int) -> datetime:
    return datetime(2023, 10, 31, hour, 42, tzinfo=UTC)


_FIRST = _same_in_both(
    id=1,
    label="Claim case",
    story_emoji=":fire:",
    action_text="Open form",
    created_at=_on_that_day(15),
    updated_at=_on_that_day(16),
)
_SECOND = _same_in_both(
    id=2,
    label="Escalate",
    story_emoji=":rocket:",
    action_text="Open page",
    created_at=_on_that_day(17),
    updated_at=_on_that_day(18),
)


def test_all_nine_fields_and_the_whole_of_meta_are_read_over_sockets(opened: Any, printed: Any) -> None:
    with opened(tenant=f"http://127.0.0.1:{printed.server_port}") as client:
        page = client.list(1)
    assert len(_FIRST) == len(_SECOND) == 9
    for action, expected in zip(page.actions, (_FIRST, _SECOND), strict=True):
        assert {name: getattr(action, name) for name in expected} == expected
        assert (action.page_emoji, action.query_params) == (None, None)
    assert page.meta == PageMeta(
        count=2,
        current_page="https://your-tenant.tines.com/api/v2/cases/1/actions?per_page=20&page=1",
        next_page=None,
        next_page_number=None,
        pages=1,
        per_page=20,
        previous_page=None,
    )
    assert page == CaseActionPage(case_id=1, actions=[CaseAction(**_FIRST), CaseAction(**_SECOND)], meta=page.meta)


def test_the_sample_is_iterated_over_with_the_key_and_one_request(opened: Any, printed: Any) -> None:
    with opened(tenant=f"127.0.0.1:{printed.server_port}") as client:
        actions = client.iterate(1)
        assert actions.total() == 2
        assert list(actions) == [CaseAction(**_FIRST), CaseAction(**_SECOND)]
    assert printed.RequestHandlerClass.seen == [("/api/v2/cases/1/actions?per_page=500&page=1", "Bearer the-key")]


def test_the_page_of_a_case_that_the_server_does_not_have_is_an_error(opened: Any, printed: Any) -> None:
    with opened(tenant=f"127.0.0.1:{printed.server_port}") as client, pytest.raises(NotFoundError):
        client.list(2)
