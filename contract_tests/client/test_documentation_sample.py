"""The documentation's own sample, as printed there, from a server that knows nothing of our document."""

from datetime import UTC, datetime
from typing import Any

from contract_tests.runtime.hostile_server import HostileServer, http, responds
from tines_cases import ActionType, CaseAction, CaseActionPage, PageMeta

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


def _action(**differing: Any) -> CaseAction:
    return CaseAction(url="", story_name="Case Management", action_type=ActionType.WEBHOOK, **differing)


def _on_that_day(hour: int) -> datetime:
    return datetime(2023, 10, 31, hour, 42, tzinfo=UTC)


_FIRST = _action(
    id=1,
    label="Claim case",
    story_emoji=":fire:",
    action_text="Open form",
    created_at=_on_that_day(15),
    updated_at=_on_that_day(16),
)
_SECOND = _action(
    id=2,
    label="Escalate",
    story_emoji=":rocket:",
    action_text="Open page",
    created_at=_on_that_day(17),
    updated_at=_on_that_day(18),
)


_META = PageMeta(
    count=2,
    current_page="https://your-tenant.tines.com/api/v2/cases/1/actions?per_page=20&page=1",
    next_page=None,
    next_page_number=None,
    pages=1,
    per_page=20,
    previous_page=None,
)


def test_the_sample_is_read_and_iterated_over_with_every_value(opened: Any) -> None:
    with (
        HostileServer(then=responds(http(200, _SAMPLE))) as server,
        opened(tenant=f"127.0.0.1:{server.port}") as client,
    ):
        assert client.list(1) == CaseActionPage(case_id=1, actions=[_FIRST, _SECOND], meta=_META)
        assert (client.list(1).actions[0].page_emoji, client.list(1).actions[0].query_params) == (None, None)
        assert list(client.iterate(1)) == [_FIRST, _SECOND]
        assert client.iterate(1).total() == 2
