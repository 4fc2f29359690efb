"""Whatever the pages say of themselves, `iterate` sends only what the document allows, and only to the tenant."""

import math
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tines_cases.errors import TinesError

_SETTINGS = settings(
    max_examples=60, derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
_SIZES = st.sampled_from([0, 1, 20, 50, 499, 500, 501, 2**63 - 1])
_NUMBERS = st.sampled_from([1, 2, 3, 4, 0, -1, 2**31, 2**63 - 1, 2**63, 2**64])
_LINKS = st.one_of(
    st.sampled_from(["null", "", "?", "http://[", "https://evil.example/?page=2", "?page=", f"?page={'9' * 5000}"]),
    _NUMBERS.map("https://acme.tines.com/api/v2/cases/1/actions?per_page=20&page={}".format),
    _NUMBERS.map("//evil.example/api/v2/cases/2/actions?page=7&page={}&per_page=0".format),
    st.text(),
)
_META = st.fixed_dictionaries(
    {
        "count": _SIZES,
        "pages": _SIZES,
        "per_page": _SIZES,
        "current_page": st.none() | _LINKS,
        "previous_page": st.none() | _LINKS,
        "next_page": st.none() | _LINKS,
    },
    optional={"next_page_number": st.none() | _NUMBERS},
)
_LAST = dict.fromkeys(["count", "pages", "per_page"], 0) | dict.fromkeys(["current_page", "previous_page", "next_page"])
_REFUSALS = st.sampled_from([400, 401, 404, 422, 500])


@pytest.fixture(autouse=True, scope="module")
def one_by_one() -> Iterator[None]:
    """No page is asked for ahead, however busy the machine is: so many responses are so many requests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tines_runtime.paging.paging.REAL_WAIT", math.inf)
        yield


def _action(number: int) -> dict[str, Any]:
    texts = dict.fromkeys(["url", "label", "story_name", "story_emoji"], "") | {"action_type": "page"}
    return {"id": number, **texts, **dict.fromkeys(["created_at", "updated_at"], "2023-10-31T15:42:00Z")}


def _response(plan: Any, number: int) -> httpx.Response:
    if isinstance(plan, int):
        return httpx.Response(plan)
    return httpx.Response(200, json={"case_id": 1, "actions": [_action(number)], "meta": plan})


@_SETTINGS
@given(st.lists(_META | _REFUSALS, max_size=5))
def test_whatever_the_pages_say_iterate_sends_what_the_document_allows(
    opened: Any, accusations: Any, plans: list[Any]
) -> None:
    requests: list[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return _response((plans + [_LAST] * len(requests))[len(requests) - 1], len(requests))

    with opened(respond) as client:
        try:
            read = client.iterate(1).rest()
        except TinesError:
            read = []
    assert len(read) <= len(requests) <= len(plans) + 1
    assert [accusations(request) for request in requests] == [[]] * len(requests)
    assert {request.url.host for request in requests} == {"acme.tines.com"}
