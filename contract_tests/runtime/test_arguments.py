"""Arguments of calls that make no sense raise at once, before anything is sent; all others go where they should."""

import contextlib
import math
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contract_tests.client_adapters import Flavour
from contract_tests.runtime.key_search import KEY
from contract_tests.runtime.samples import Counting
from tines_cases import TinesClient

BAD_REQUESTS: dict[str, tuple[Any, ...]] = {
    "no method": ("", "/"),
    "a method that is no text": (None, "/"),
    "a method with a line break": ("GET\r\nX: y", "/"),
    "a method that echoes": ("TRACE", "/"),
    "a method that tunnels": ("CONNECT", "/"),
    "no path": ("GET", ""),
    "a path that is no text": ("GET", 1),
    "a relative path": ("GET", "api/v2/cases"),
    "another origin": ("GET", "https://evil.example/"),
    "another host": ("GET", "//evil.example/"),
    "a user": ("GET", "@evil.example/"),
    "a port": ("GET", ":1/"),
    "a blank": ("GET", "/a b"),
    "a line break": ("GET", "/a\r\nX-Evil: 1"),
    "outside ASCII": ("GET", "/é"),
    "a fragment": ("GET", "/a#b"),
    "too long": ("GET", "/" + "a" * 100_000),
}


@pytest.mark.parametrize("arguments", BAD_REQUESTS.values(), ids=BAD_REQUESTS.keys())
def test_a_request_that_makes_no_sense_is_a_value_error(
    flavour: Flavour, counting: Counting, arguments: tuple[Any, ...]
) -> None:
    client = flavour.open("127.0.0.1", transport=counting)

    with pytest.raises(ValueError, match=r"must be|must begin|longer"):
        client.request(*arguments)


def _endless() -> list[Any]:
    inner: list[Any] = []
    inner.append(inner)
    return inner


@pytest.mark.parametrize(
    "value",
    [
        *(object(), {1: {2, object()}}, "\ud800", _endless(), b"{}", bytearray(b"{}")),
        *({"a": b"{}"}, [bytearray(b"{}")], ({"a": memoryview(b"")},), {b"a"}),
        *(math.nan, {"a": [math.inf]}, [{"a": -math.inf}]),
    ],
    ids=lambda v: type(v).__name__,
)
def test_a_body_that_is_no_json_is_refused_before_it_is_sent(flavour: Flavour, counting: Counting, value: Any) -> None:
    client = flavour.open("127.0.0.1", transport=counting)

    with pytest.raises((TypeError, ValueError)):
        client.request("POST", "/api/v2/cases", json=value)


@pytest.mark.parametrize(
    ("value", "sent"),
    [
        (True, "a=true"),
        ([True, None, 2, "x y"], "a=true&a=2&a=x+y"),
        ((False,), "a=false"),
        (range(2), "a=0&a=1"),
        ([], ""),
        (None, ""),
    ],
    ids=repr,
)
def test_each_of_several_values_of_a_param_is_sent_as_one_alone_would_be(
    flavour: Flavour, value: Any, sent: str
) -> None:
    transport = Counting()
    flavour.open("127.0.0.1", transport=transport).request("GET", "/x", params={"a": value})

    assert transport.requests[0].url.query.decode() == sent


def test_a_param_that_is_a_mapping_is_refused_before_it_is_sent(flavour: Flavour, counting: Counting) -> None:
    client = flavour.open("127.0.0.1", transport=counting)

    with pytest.raises(TypeError, match="params: a must be a text, a number or several of them, not dict"):
        client.request("GET", "/x", params={"a": {"b": 1}})


def test_params_that_are_too_long_are_refused_before_they_are_sent(flavour: Flavour, counting: Counting) -> None:
    client = flavour.open("127.0.0.1", transport=counting)

    with pytest.raises(ValueError, match="longer"):
        client.request("GET", "/", params={"q": "a" * 100_000})


@given(st.text(alphabet=st.characters(max_codepoint=0x2FF), max_size=20).map(lambda text: "/" + text))
@example("/\\evil.example")
@example("/@evil.example")
@example("/..//evil.example")
@example("/?//evil.example")
@example("/%0d%0aX-Evil:1")
@example("/[::1]:1/")
def test_no_path_leads_to_another_host(path: str) -> None:
    transport = Counting()
    client = TinesClient("127.0.0.1:81", KEY, transport=transport)
    with contextlib.suppress(ValueError):
        client.request("GET", path)

    for request in transport.requests:
        url = request.url
        assert (url.scheme, url.host, url.port, url.fragment) == ("http", "127.0.0.1", 81, "")


def test_params_are_sent_with_the_path_and_none_is_left_out() -> None:
    transport = Counting()
    client = TinesClient("127.0.0.1", KEY, transport=transport)
    client.request("get", "/api/v2/cases?a=1", params={"b": 2, "c": None, "d": True, "e": ["x", "y z"], "f": "&"})

    assert transport.requests[0].method == "GET"
    assert transport.requests[0].url.raw_path == b"/api/v2/cases?a=1&b=2&d=true&e=x&e=y+z&f=%26"


def test_json_is_sent_with_its_type() -> None:
    transport = Counting()
    TinesClient("127.0.0.1", KEY, transport=transport).request("POST", "/api/v2/cases", json={"name": "a"})

    [request] = transport.requests
    assert request.content == b'{"name":"a"}'
    assert request.headers["content-type"] == "application/json"
    assert request.headers["content-length"] == "12"
