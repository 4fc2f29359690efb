"""Responses of every age are read: three generations of the item, two of `meta`, and what no source settles."""

import json
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from tines_cases import ActionType, CaseAction, PageMeta

# The sample that the documentation printed at first.
_OLDEST = """{
  "id": 1, "url": "", "label": "Claim case", "story_name": "Case Management", "story_emoji": ":fire:",
  "action_type": "webhook", "action_text": "Open form",
  "created_at": "2023-10-31T15:42:00Z", "updated_at": "2023-10-31T16:42:00Z"
}"""
# A recorded response of February 2025: page_emoji has come, and query_params has not.
_MIDDLE = """{
  "id": 29907, "url": "https://example.tines.com", "label": "Open", "story_name": null, "story_emoji": null,
  "page_emoji": null, "action_type": "page", "action_text": "Open",
  "created_at": "2025-02-03T18:41:59Z", "updated_at": "2025-02-03T18:41:59Z"
}"""
# The documentation's edition of April 2026: both have come.
_NEWEST = """{
  "id": 3, "url": "https://example.tines.com/webhook/a/b", "label": "Escalate", "story_name": "Case Management",
  "story_emoji": ":rocket:", "page_emoji": ":page:", "action_type": "webhook", "action_text": "Go",
  "query_params": {"status": "open", "notify": true},
  "created_at": "2026-04-01T00:00:00.125Z", "updated_at": "2026-04-01T02:00:00+02:00"
}"""


_READ = {
    _OLDEST: CaseAction(
        id=1,
        url="",
        label="Claim case",
        story_name="Case Management",
        story_emoji=":fire:",
        page_emoji=None,
        action_type=ActionType.WEBHOOK,
        action_text="Open form",
        query_params=None,
        created_at=datetime(2023, 10, 31, 15, 42, tzinfo=UTC),
        updated_at=datetime(2023, 10, 31, 16, 42, tzinfo=UTC),
    ),
    _MIDDLE: CaseAction(
        id=29907,
        url="https://example.tines.com",
        label="Open",
        story_name=None,
        story_emoji=None,
        page_emoji=None,
        action_type=ActionType.PAGE,
        action_text="Open",
        query_params=None,
        created_at=datetime(2025, 2, 3, 18, 41, 59, tzinfo=UTC),
        updated_at=datetime(2025, 2, 3, 18, 41, 59, tzinfo=UTC),
    ),
    _NEWEST: CaseAction(
        id=3,
        url="https://example.tines.com/webhook/a/b",
        label="Escalate",
        story_name="Case Management",
        story_emoji=":rocket:",
        page_emoji=":page:",
        action_type=ActionType.WEBHOOK,
        action_text="Go",
        query_params={"status": "open", "notify": True},
        created_at=datetime(2026, 4, 1, 0, 0, 0, 125000, tzinfo=UTC),
        updated_at=datetime(2026, 4, 1, 0, 0, 0, tzinfo=UTC),
    ),
}
_META = """{
  "count": 3, "current_page": "https://acme.tines.com/api/v2/cases/1/actions?per_page=20&page=1", "next_page": null,
  "pages": 1, "per_page": 20, "previous_page": null
}"""
_AGES = pytest.mark.parametrize("item", _READ, ids=["the oldest", "of 2025", "of 2026"])


def _page(*items: str, meta: str = _META) -> str:
    return f'{{"case_id": 1, "actions": [{", ".join(items)}], "meta": {meta}}}'


@_AGES
def test_an_item_of_each_age_is_read_whole(read: Any, item: str) -> None:
    assert read(_page(item)).actions == [_READ[item]]


def test_items_of_all_ages_are_read_from_one_page_and_iterated_over(opened: Any) -> None:
    with opened(lambda request: httpx.Response(200, content=_page(*_READ))) as client:
        assert client.list(1).actions == list(_READ.values())
        assert list(client.iterate(1)) == list(_READ.values())


@pytest.mark.parametrize("number", ["", ', "next_page_number": null'])
@pytest.mark.parametrize("following", [None, "null"])
def test_the_last_page_is_the_last_by_the_older_meta_too(opened: Any, number: str, following: str | None) -> None:
    """One recorded response writes the null of `next_page` as a string: its value is kept, and it ends the walk."""
    meta = _META.replace('"next_page": null', f'"next_page": {json.dumps(following)}{number}')
    meta = meta.replace('"count": 3', '"count": 1')
    requests = []

    def respond(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(200, content=_page(_OLDEST, meta=meta))

    with opened(respond) as client:
        assert list(client.iterate(1)) == [_READ[_OLDEST]]
        assert len(requests) == 1
        assert client.list(1).meta == PageMeta(
            count=1,
            current_page="https://acme.tines.com/api/v2/cases/1/actions?per_page=20&page=1",
            next_page=following,
            next_page_number=None,
            pages=1,
            per_page=20,
            previous_page=None,
        )
