"""The judge of requests accuses: else no test that asks it would say anything."""

from typing import Any

import httpx
import pytest

_LIST = "https://acme.tines.com/api/v2/cases/1/actions"
_KEY = {"Authorization": "Bearer the-key"}


@pytest.mark.parametrize(
    "query", ["", "?per_page=1", "?per_page=500&page=1", "?page=9223372036854775807", "?per%5Fpage=20"]
)
def test_a_request_that_the_document_allows_is_not_accused(accusations: Any, query: str) -> None:
    assert accusations(httpx.Request("GET", _LIST + query, headers=_KEY)) == []


@pytest.mark.parametrize(
    ("url", "message"),
    [
        (f"{_LIST}/", "id: '' is not of type"),
        (_LIST.replace("/v2/", "/v1/"), "no operation"),
        (_LIST.replace("actions", "Actions"), "no operation"),
        (f"{_LIST}/2/3", "no operation"),
        (_LIST.replace("/1/", "//"), "case_id"),
        (_LIST.replace("/1/", "/0/"), "case_id"),
        (_LIST.replace("/1/", "/-1/"), "case_id"),
        (_LIST.replace("/1/", "/1.0/"), "case_id"),
        (_LIST.replace("/1/", "/01/"), "case_id"),
        (_LIST.replace("/1/", "/%D9%A1/"), "case_id"),
        (_LIST.replace("/1/", "/True/"), "case_id"),
        (_LIST.replace("/1/", "/9223372036854775808/"), "case_id"),
        (f"{_LIST}?per_page=0", "per_page"),
        (f"{_LIST}?per_page=501", "per_page"),
        (f"{_LIST}?per_page=", "per_page"),
        (f"{_LIST}?per_page=1e2", "per_page"),
        (f"{_LIST}?per_page=+5", "per_page"),
        (f"{_LIST}?per_page=None", "per_page"),
        (f"{_LIST}?page=0", "page"),
        (f"{_LIST}?page=9223372036854775808", "page"),
        (f"{_LIST}?page=1&page=1", "page comes twice"),
        (f"{_LIST}?case_id=1", "case_id is no query parameter"),
        (f"{_LIST}?Page=1", "Page is no query parameter"),
        (f"{_LIST}?perPage=5", "perPage is no query parameter"),
        (f"{_LIST}?order=asc", "order is no query parameter"),
        (_LIST.replace("https:", "http:"), "no server"),
        (_LIST.replace("//", "//someone@"), "no server"),
    ],
)
def test_a_wrong_url_is_accused(accusations: Any, url: str, message: str) -> None:
    (line,) = accusations(httpx.Request("GET", url, headers=_KEY))
    assert message in line


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "the-key"},
        {"Authorization": "Bearer "},
        {"Authorization": "Basic dGhlOmtleQ=="},
        {"X-User-Token": "the-key"},
        [("Authorization", "Bearer a"), ("Authorization", "Bearer b")],
    ],
)
def test_a_missing_or_odd_key_is_accused(accusations: Any, headers: Any) -> None:
    assert accusations(httpx.Request("GET", _LIST, headers=headers)) == ["it carries no bearer token, or more than one"]


def test_another_method_and_a_body_are_accused(accusations: Any) -> None:
    assert accusations(httpx.Request("PATCH", _LIST, headers=_KEY)) == ["no operation is PATCH /api/v2/cases/1/actions"]
    assert accusations(httpx.Request("GET", _LIST, headers=_KEY, json={"per_page": 1})) == ["it has a body"]


_NEW = {"url": "", "label": "", "action_type": "page"}


def test_a_body_that_the_document_allows_is_not_accused(accusations: Any) -> None:
    assert accusations(httpx.Request("POST", _LIST, headers=_KEY, json=_NEW)) == []
    assert accusations(httpx.Request("PUT", f"{_LIST}/batch", headers=_KEY, json={"actions": [_NEW]})) == []
    assert accusations(httpx.Request("PUT", f"{_LIST}/7", headers=_KEY, json={"query_params": None})) == []
    assert accusations(httpx.Request("DELETE", f"{_LIST}/7", headers=_KEY)) == []


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"json": {**_NEW, "label": 7}}, "7 is not of type 'string'"),
        ({"json": {**_NEW, "action_type": "form"}}, "'form' is not one of"),
        ({"json": {"url": "", "label": ""}}, "'action_type' is a required property"),
        ({"content": b'{"url": NaN}', "headers": {"Content-Type": "application/json"}}, "required property"),
        ({"content": b"{", "headers": {"Content-Type": "application/json"}}, "no JSON"),
        ({"content": b"{}"}, "its body is None"),
        ({}, "its body is None"),
    ],
    ids=repr,
)
def test_a_wrong_body_is_accused(accusations: Any, sent: dict[str, Any], message: str) -> None:
    headers = {**_KEY, **sent.pop("headers", {})}
    assert any(message in line for line in accusations(httpx.Request("POST", _LIST, headers=headers, **sent)))
