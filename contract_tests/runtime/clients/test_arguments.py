"""Arguments of calls that make no sense raise at once, before anything is sent; all others go where they should."""

import contextlib
import json
import math
from enum import Enum, IntEnum, StrEnum
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contract_tests.client_adapters import Flavour, blocking
from contract_tests.runtime.secrets.key_search import KEY
from contract_tests.runtime.servers.samples import Counting
from tines_cases import TinesClient
from tines_fake import FakeTenant

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
    "another host, by a backslash": ("GET", "/\\evil.example/"),
    "a line break, percent-encoded": ("GET", "/a%0D%0AX-Evil:1"),
    "a null, percent-encoded": ("GET", "/a%00"),
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

    with pytest.raises(ValueError, match=r"must be|must begin|must hold|longer"):
        client.request(*arguments)


class Plain(Enum):
    A = 1
    B = "b"


_ENUMS: list[Enum] = [Plain.A, Plain.B, StrEnum("Text", {"A": "x y"}).A, IntEnum("Number", {"A": 7}).A]  # type: ignore[attr-defined]


def _endless() -> list[Any]:
    inner: list[Any] = []
    inner.append(inner)
    return inner


_NO_JSON: tuple[Any, ...] = (
    *(object(), {1: {2, object()}}, "\ud800", b"{}", bytearray(b"{}"), {"a": b"{}"}, ({"a": memoryview(b"")},), {b"a"}),
    *(math.nan, [{"a": -math.inf}], {1: 1, "1": 2}, {True: 1, "true": 2}, {None: 1}, {1.5: 1}),
)


@blocking
@pytest.mark.parametrize(
    ("value", "place"),
    [
        *((value, r"\bjson\b") for value in _NO_JSON),
        ({"a": [0, {"b": object()}]}, r"json\.a\[1\]\.b must be one that JSON has, not object"),
        ({"a": [math.nan]}, r"json\.a\[0\] must be finite"),
        ({"a": {b"k": 1}}, r"a name in json\.a must be a str, not bytes"),
        (_endless(), "json cannot be sent: nested too deeply"),
        ({"a": {"b": 1, Plain.B: 2}}, r"json\.a has the name 'b' twice"),
    ],
)
def test_a_body_that_is_no_json_is_refused_at_its_place(
    flavour: Flavour, counting: Counting, value: Any, place: str
) -> None:
    with pytest.raises((TypeError, ValueError), match=place):
        flavour.open("127.0.0.1", transport=counting).request("POST", "/x", json=value)


_LEAVES = st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False)
_LEAVES = _LEAVES.filter(lambda value: value not in (math.inf, -math.inf)) | st.text() | st.sampled_from(_ENUMS)


@given(st.recursive(_LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20))
def test_the_fake_receives_the_json_that_was_given(value: Any) -> None:
    fake = FakeTenant()
    fake.add_route("POST", "/echo", {})
    with TinesClient(fake.origin, fake.api_key, transport=fake.transport()) as tines:
        tines.request("POST", "/echo", json={"value": value})

    [exchange] = fake.journal
    assert json.dumps(exchange.request.json) == json.dumps({"value": value}, default=lambda member: member.value)


@blocking
@pytest.mark.parametrize(
    ("value", "sent"),
    [
        (True, "a=true"),
        ([True, None, 2, "x y"], "a=true&a=2&a=x+y"),
        ((False,), "a=false"),
        (range(2), "a=0&a=1"),
        ([], ""),
        (None, ""),
        (_ENUMS, "a=1&a=b&a=x+y&a=7"),
        (Plain.B, "a=b"),
        (1.5, "a=1.5"),
    ],
    ids=repr,
)
def test_each_of_several_values_of_a_param_is_sent_as_one_alone_would_be(
    flavour: Flavour, value: Any, sent: str
) -> None:
    transport = Counting()
    flavour.open("127.0.0.1", transport=transport).request("GET", "/x", params={"a": value})

    assert transport.requests[0].url.query.decode() == sent


@blocking
@pytest.mark.parametrize(
    ("params", "problem"),
    [
        ({"a": {"b": 1}}, "params: a must be a text, a number or several of them, not dict"),
        ({"a": object()}, "params: a must be a text, a number or several of them, not object"),
        ({"a": [1, [2]]}, r"params: a\[1\] must be a text or a number, not list"),
        ({"a": bytearray(b"x")}, "params: a must be .*, not bytearray"),
        ({"a": ["x", math.nan]}, r"params: a\[1\] must be finite"),
        ({"a": math.inf}, "params: a must be finite"),
        ({"a": "\ud800"}, "params: a holds half of a surrogate pair"),
        ({"a": 10**500}, "params: a is longer than 64 bits"),
        ({b"a": 1}, "a name in params must be a str, not bytes"),
        ({1: 1, "1": 2}, "a name in params must be a str, not int"),
        ({Plain.B: 1, "b": 2}, "params has the name 'b' twice"),
        ([("a", 1)], "params must be a mapping, not list"),
        ({"a": "b" * 100_000}, "are longer than"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_a_param_that_cannot_be_meant_is_refused_before_it_is_sent(
    flavour: Flavour, counting: Counting, params: Any, problem: str
) -> None:
    client = flavour.open("127.0.0.1", transport=counting)

    with pytest.raises((TypeError, ValueError), match=problem):
        client.request("GET", "/x", params=params)


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


@pytest.mark.parametrize("dots", ["/..", "/../../2", "/./3", "/%2e%2e", "/.%2E/2", "/..?a=1", "/..%2f2", "/%5C..%5c2"])
def test_no_path_leads_to_another_endpoint_by_dots(dots: str) -> None:
    transport = Counting()
    with pytest.raises(ValueError, match="dots"):
        TinesClient("127.0.0.1:81", KEY, transport=transport).request("DELETE", f"/api/v2/cases/1/actions{dots}")
    assert transport.requests == []


def test_params_are_sent_with_the_path_and_none_is_left_out() -> None:
    transport = Counting()
    client = TinesClient("127.0.0.1", KEY, transport=transport)
    client.request("get", "/api/v2/cases?a=1", params={"b": 2, "c": None, "d": True, "e": ["x", "y z"], "f": "&"})

    assert transport.requests[0].method == "GET"
    assert transport.requests[0].url.raw_path == b"/api/v2/cases?a=1&b=2&d=true&e=x&e=y+z&f=%26"
