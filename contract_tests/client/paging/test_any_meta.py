"""Whatever the pages say of themselves, `iterate` sends only what the document allows, and only to the tenant."""

from typing import Any

import httpx
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_tests.client.paging.conftest import LIST, action
from tines_cases.errors import TinesError
from tines_runtime.paging.paging import MOST_READINGS

_SIZES = st.sampled_from([0, 1, 20, 50, 499, 500, 501, 2**63 - 1])
_NUMBERS = st.sampled_from([1, 2, 3, 4, 0, -1, 2**31, 2**63 - 1, 2**63, 2**64])
_LINKS = st.one_of(
    st.sampled_from(["null", "", "?", "http://[", "https://evil.example/?page=2", "?page=", f"?page={'9' * 5000}"]),
    _NUMBERS.map(f"{LIST}?per_page=20&page={{}}".format),
    _NUMBERS.map("//evil.example/api/v2/cases/2/actions?page=7&page={}&per_page=0".format),
    st.text(),
)
_META = st.fixed_dictionaries(
    {
        **dict.fromkeys(["count", "pages", "per_page"], _SIZES),
        **dict.fromkeys(["current_page", "previous_page", "next_page"], st.none() | _LINKS),
    },
    optional={"next_page_number": st.none() | _NUMBERS},
)
_LAST = dict.fromkeys(["count", "pages", "per_page"], 0) | dict.fromkeys(["current_page", "previous_page", "next_page"])


@settings(max_examples=60)
@given(st.lists(_META | st.sampled_from([400, 401, 404, 422, 500]), max_size=5))
def test_whatever_the_pages_say_iterate_sends_what_the_document_allows(opened: Any, plans: list[Any]) -> None:
    requests: list[httpx.URL] = []

    def respond(request: httpx.Request) -> httpx.Response:
        requests.append(request.url)
        plan = plans[len(requests) - 1] if len(requests) <= len(plans) else _LAST
        if isinstance(plan, int):
            return httpx.Response(plan)
        return httpx.Response(200, json={"case_id": 1, "actions": [action(len(requests))], "meta": plan})

    with opened(respond) as client:
        try:
            read = client.iterate(1).rest()
        except TinesError:
            read = []
    assert len(read) <= len(requests) <= MOST_READINGS * (len(plans) + 1)
    assert {str(url.copy_with(query=None)) for url in requests} == {LIST}
    for url in requests:
        numbers = {name: int(text) for name, text in url.params.multi_items()}
        assert len(numbers) == len(url.params.multi_items())
        assert {"per_page": 20, "page": 1, **numbers}.keys() == {"per_page", "page"}
        assert 1 <= numbers.get("per_page", 20) <= 500
        assert 1 <= numbers.get("page", 1) < 2**63
