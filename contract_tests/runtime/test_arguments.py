"""Arguments that make no sense are told at once, before anything is sent; all others go where they should."""

import contextlib
import string
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from conftest import KEY, PAGE, Flavour
from hypothesis import example, given
from hypothesis import strategies as st

from tines_cases import AsyncTinesClient, RetryPolicy, TinesClient
from tines_cases.errors import ConfigurationError

LARGEST = 2**63 - 1


class Counting(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Answers with a page, and keeps what it was asked."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return httpx.Response(200, json=PAGE)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return self.handle_request(request)


@pytest.fixture
def counting() -> Iterator[Counting]:
    """A transport that must not be asked anything."""
    transport = Counting()
    yield transport
    assert transport.requests == []


both_kinds = pytest.mark.parametrize("kind", [TinesClient, AsyncTinesClient])

UNUSABLE_KEYS = {
    "empty": "",
    "ends in a line break": "key\n",
    "begins with a line break": "\r\nkey",
    "holds a line break": "key\r\nX-Evil: 1",
    "holds a blank": "my key",
    "blank": " ",
    "holds a tab": "my\tkey",
    "holds a null": "key\x00",
    "outside ASCII": "clé",
    "bytes": b"key",
    "a number": 1,
}


@both_kinds
@pytest.mark.parametrize("key", UNUSABLE_KEYS.values(), ids=UNUSABLE_KEYS.keys())
def test_an_unusable_key_is_a_configuration_error(kind: Any, key: Any, counting: Counting) -> None:
    with pytest.raises(ConfigurationError, match="API key"):
        kind("acme.example", key, transport=counting)


UNUSABLE_TENANTS = {
    "": "empty",
    " ": "empty",
    "https://acme.example/api": "path",
    "acme.example/api": "path",
    "https://acme.example?query=1": "query",
    "https://acme.example#fragment": "fragment",
    "https://user@acme.example": "user",
    "https://user:password@acme.example": "user",
    "@acme.example": "user",
    "ftp://acme.example": "scheme",
    "ws://acme.example": "scheme",
    "file://acme.example": "scheme",
    "http://acme.example": "clear",
    "http://10.0.0.1": "clear",
    "http://0.0.0.0": "clear",
    "http://127.0.0.1.acme.example": "clear",
    "http://localhost.acme.example": "clear",
    "http://evil.localhost": "clear",
    "http://[fd00::1]": "clear",
    "https://": "host",
    "https://acme.example:port": "port",
    "https://acme.example:99999": "port",
    "https://[::1": "brackets",
    "acme\n.example": "line break",
    "acme .example": "blank",
    "acme\\.example": "host",
    "acmé.example": "ASCII",
    "-acme.example": "host",
    ".example": "host",
    "1.2.3": "host",
    "1.2.3.999": "host",
    "acme..1": "host",
    "fe80::1%eth0": "port",
    "[fe80::1%eth0]": "host",
}


@both_kinds
@pytest.mark.parametrize(("tenant", "told"), UNUSABLE_TENANTS.items())
def test_an_unusable_tenant_is_a_configuration_error(kind: Any, tenant: str, told: str, counting: Counting) -> None:
    with pytest.raises(ConfigurationError, match=told):
        kind(tenant, KEY, transport=counting)


@both_kinds
@pytest.mark.parametrize("tenant", [1, b"acme.example", ["acme.example"]])
def test_a_tenant_that_is_no_text_is_a_configuration_error(kind: Any, tenant: Any, counting: Counting) -> None:
    with pytest.raises(ConfigurationError, match="must be a str"):
        kind(tenant, KEY, transport=counting)


@both_kinds
@pytest.mark.parametrize(
    ("tenant", "origin"),
    {
        "acme.tines.com": "https://acme.tines.com",
        "https://acme.tines.com": "https://acme.tines.com",
        "https://acme.tines.com/": "https://acme.tines.com",
        " HTTPS://ACME.Tines.com\n": "https://acme.tines.com",
        "acme.tines.com:8443": "https://acme.tines.com:8443",
        "tines_internal.corp": "https://tines_internal.corp",
        "10.0.0.1": "https://10.0.0.1",
        "[fd00::1]:8443": "https://[fd00::1]:8443",
        "localhost": "http://localhost",
        "localhost:8080": "http://localhost:8080",
        "https://localhost": "https://localhost",
        "127.0.0.1:8080": "http://127.0.0.1:8080",
        "http://127.8.8.8": "http://127.8.8.8",
        "[::1]:8080": "http://[::1]:8080",
    }.items(),
)
def test_a_tenant_is_a_host_or_an_origin(kind: Any, tenant: str, origin: str, counting: Counting) -> None:
    assert repr(kind(tenant, KEY, transport=counting)) == f"{kind.__name__}({origin!r})"


@given(st.text(alphabet=string.ascii_letters + string.digits + "./:@?#[]%\\-_ \t\n\u2025", max_size=30))
@example("https://127.0.0.1\\@evil.example")
@example("http://127.0.0.1#@evil.example")
@example("http://127.0.0.1:80\\.evil.example")
@example("http:/evil.example")
@example("0x7f.1")
def test_no_tenant_sends_the_key_in_the_clear_or_to_a_host_it_does_not_name(tenant: str) -> None:
    transport = Counting()
    try:
        client = TinesClient(tenant, KEY, transport=transport)
    except ConfigurationError:
        return
    client.case_actions.list(1)

    url = transport.requests[0].url
    assert url.host.lower() in tenant.lower()
    assert url.scheme == "https" or url.host in ("localhost", "::1") or url.host.startswith("127.")
    assert url.raw_path == b"/api/v2/cases/1/actions"


WRONG_TYPE = [True, False, 1.0, 1.5, "1", None, [1], b"1", 1j]
OUT_OF_BOUNDS = [0, -1, 2**63, 10**5000, -(2**63)]


@pytest.mark.parametrize("way", ["list", "iterate"])
@pytest.mark.parametrize("case_id", WRONG_TYPE, ids=repr)
def test_a_case_id_that_is_no_integer_is_a_type_error(
    flavour: Flavour, counting: Counting, case_id: Any, way: str
) -> None:
    client = flavour.open("127.0.0.1", transport=counting)

    with pytest.raises(TypeError, match="case_id must be an integer"):
        getattr(client, way)(case_id)


@pytest.mark.parametrize("way", ["list", "iterate"])
@pytest.mark.parametrize("case_id", OUT_OF_BOUNDS, ids=lambda number: f"{number:.0e}" if number < 1e300 else "huge")
def test_a_case_id_out_of_bounds_is_a_value_error(flavour: Flavour, counting: Counting, case_id: int, way: str) -> None:
    client = flavour.open("127.0.0.1", transport=counting)

    with pytest.raises(ValueError, match="case_id must be from 1 to 9223372036854775807"):
        getattr(client, way)(case_id)


@pytest.mark.parametrize(("name", "value"), [("per_page", 0), ("per_page", 501), ("page", 0), ("page", 2**63)])
def test_a_page_out_of_bounds_is_a_value_error(flavour: Flavour, counting: Counting, name: str, value: int) -> None:
    client = flavour.open("127.0.0.1", transport=counting)

    with pytest.raises(ValueError, match=f"{name} must be from 1 to"):
        client.list(1, **{name: value})


@pytest.mark.parametrize("value", [item for item in WRONG_TYPE if item is not None], ids=repr)
@pytest.mark.parametrize("name", ["per_page", "page"])
def test_a_page_that_is_no_integer_is_a_type_error(flavour: Flavour, counting: Counting, name: str, value: Any) -> None:
    client = flavour.open("127.0.0.1", transport=counting)

    with pytest.raises(TypeError, match=f"{name} must be an integer"):
        client.list(1, **{name: value})


@given(st.integers(1, LARGEST), st.none() | st.integers(1, 500), st.none() | st.integers(1, LARGEST))
def test_arguments_within_bounds_are_sent_as_they_are(case_id: int, per_page: int | None, page: int | None) -> None:
    transport = Counting()
    TinesClient("127.0.0.1", KEY, transport=transport).case_actions.list(case_id, per_page=per_page, page=page)

    [request] = transport.requests
    expected = {name: str(value) for name, value in (("per_page", per_page), ("page", page)) if value is not None}
    assert request.url.path == f"/api/v2/cases/{case_id}/actions"
    assert dict(request.url.params) == expected


class Index:
    """An integer to whoever asks, as NumPy's are."""

    def __index__(self) -> int:
        return 7


def test_what_stands_for_an_integer_is_one() -> None:
    transport = Counting()
    TinesClient("127.0.0.1", KEY, transport=transport).case_actions.list(Index(), per_page=Index())  # type: ignore[arg-type]

    assert transport.requests[0].url.raw_path == b"/api/v2/cases/7/actions?per_page=7"


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


@pytest.mark.parametrize("value", [object(), {1: {2, object()}}, "\ud800", _endless()], ids=lambda v: type(v).__name__)
def test_a_body_that_is_no_json_is_told_before_it_is_sent(flavour: Flavour, counting: Counting, value: Any) -> None:
    client = flavour.open("127.0.0.1", transport=counting)

    with pytest.raises((TypeError, ValueError)):
        client.request("POST", "/api/v2/cases", json=value)


def test_params_that_are_too_long_are_told_before_they_are_sent(flavour: Flavour, counting: Counting) -> None:
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


@both_kinds
@pytest.mark.parametrize("timeout", [0, -1, float("nan"), float("inf")])
def test_a_timeout_that_is_no_positive_number_is_a_value_error(kind: Any, counting: Counting, timeout: float) -> None:
    client = kind("127.0.0.1", KEY, transport=counting)
    with pytest.raises(ValueError, match="timeout must be a positive number"):
        kind("127.0.0.1", KEY, transport=counting, timeout=timeout)
    with pytest.raises(ValueError, match="timeout must be a positive number"):
        client.with_options(timeout=timeout)


@both_kinds
@pytest.mark.parametrize("options", [{"timeout": "1"}, {"timeout": True}, {"retry": None}, {"retry": 3}], ids=repr)
def test_an_option_of_another_type_is_a_type_error(kind: Any, counting: Counting, options: dict[str, Any]) -> None:
    client = kind("127.0.0.1", KEY, transport=counting)
    with pytest.raises(TypeError, match="must be"):
        kind("127.0.0.1", KEY, transport=counting, **options)
    with pytest.raises(TypeError, match="must be"):
        client.with_options(**options)


@pytest.mark.parametrize(
    "settings",
    [
        {"attempts": 0},
        {"attempts": -1},
        {"attempts": 1.5},
        {"attempts": True},
        {"first_wait": -1},
        {"first_wait": float("inf")},
        {"longest_wait": float("nan")},
        {"longest_wait": True},
        {"max_retry_after": "60"},
    ],
    ids=repr,
)
def test_a_retry_policy_that_makes_no_sense_is_refused(settings: dict[str, Any]) -> None:
    with pytest.raises((TypeError, ValueError)):
        RetryPolicy(**settings)


@both_kinds
@pytest.mark.parametrize("transport", [object(), "http", httpx.Client])
def test_a_transport_that_is_none_is_a_type_error(kind: Any, transport: Any) -> None:
    with pytest.raises(TypeError, match="transport must be an httpx"):
        kind("127.0.0.1", KEY, transport=transport)


def test_a_transport_of_the_other_flavour_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="BaseTransport"):
        TinesClient("127.0.0.1", KEY, transport=httpx.AsyncHTTPTransport())  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="AsyncBaseTransport"):
        AsyncTinesClient("127.0.0.1", KEY, transport=httpx.HTTPTransport())  # type: ignore[arg-type]
