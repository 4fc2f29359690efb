"""A key, a tenant or an option that makes no sense raises when the client is made, and nothing is sent."""

import string
from typing import Any

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contract_tests.runtime.secrets.key_search import KEY
from contract_tests.runtime.servers.samples import Counting
from tines_cases import AsyncTinesClient, RetryPolicy, TinesClient
from tines_cases.errors import ConfigurationError

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
@pytest.mark.parametrize(("tenant", "message"), UNUSABLE_TENANTS.items())
def test_an_unusable_tenant_is_a_configuration_error(kind: Any, tenant: str, message: str, counting: Counting) -> None:
    with pytest.raises(ConfigurationError, match=message):
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
    with pytest.raises(TypeError, match="transport must be"):
        kind("127.0.0.1", KEY, transport=transport)


def test_a_transport_of_the_other_flavour_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="BaseTransport"):
        TinesClient("127.0.0.1", KEY, transport=httpx.AsyncHTTPTransport())  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="AsyncBaseTransport"):
        AsyncTinesClient("127.0.0.1", KEY, transport=httpx.HTTPTransport())  # type: ignore[arg-type]
