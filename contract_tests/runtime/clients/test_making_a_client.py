"""A key, a tenant or an option that makes no sense raises when the client is made; nothing is sent, no secret shown."""

import ssl
import string
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contract_tests.runtime.secrets.key_search import KEY, places_that_show_the_key
from contract_tests.runtime.servers.samples import Counting
from tines_cases import AsyncTinesClient, RetryPolicy, TinesClient
from tines_cases.errors import ConfigurationError

both_kinds = pytest.mark.parametrize("kind", [TinesClient, AsyncTinesClient])


@contextmanager
def refused(message: str | None, *kinds: type[Exception]) -> Iterator[None]:
    with pytest.raises(kinds or (ConfigurationError,), match=message) as caught:
        yield
    assert places_that_show_the_key(caught.value) == []


_WITHIN = ("{}\n", "\r\n{}", "{}\r\nX-Evil: 1", "{} ", "my {}", "{0}\t{0}", "{}é", "{}\x00", " ", "")


@both_kinds
@pytest.mark.parametrize("key", [*(one.format(KEY) for one in _WITHIN), KEY.encode(), [KEY], 1], ids=repr)
def test_an_unusable_key_is_a_configuration_error(kind: Any, key: Any, counting: Counting) -> None:
    with refused("API key"):
        kind("acme.example", key, transport=counting)


@both_kinds
def test_an_unusable_key_of_the_environment_is_one_too(kind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINES_API_KEY", f"{KEY}\n")
    with refused("API key"):
        kind("acme.example")


UNUSABLE_TENANTS: dict[str, tuple[Any, ...]] = {
    "empty": ("", " "),
    "path": ("https://acme.example/api", "acme.example/api"),
    "query": ("https://acme.example?query=1",),
    "fragment": ("https://acme.example#fragment",),
    "user": ("https://user@acme.example", "https://user:k3y@acme.example", "@acme.example", "me:k3y@acme.example "),
    "scheme": ("ftp://acme.example", "ws://acme.example", "file://acme.example"),
    "clear": (
        *("http://acme.example", "http://10.0.0.1", "http://0.0.0.0", "http://127.0.0.1.acme.example"),
        *("http://localhost.acme.example", "http://evil.localhost", "http://[fd00::1]"),
    ),
    "host": (
        "https://",
        "acme\\.example",
        "-acme.example",
        ".example",
        "1.2.3",
        "1.2.3.999",
        "acme..1",
        "[fe80::1%eth0]",
    ),
    "port": ("https://me:k3y@acme.example:port", "https://acme.example:99999", "fe80::1%eth0"),
    "brackets": ("https://[::1",),
    "line break": ("acme\n.example",),
    "blank": ("acme .example",),
    "ASCII": ("acmé.example",),
    "must be a str": (1, b"acme.example", ["acme.example"]),
}


@both_kinds
@pytest.mark.parametrize(
    ("message", "tenant"), [(text, one) for text, some in UNUSABLE_TENANTS.items() for one in some]
)
def test_an_unusable_tenant_is_a_configuration_error(kind: Any, message: str, tenant: Any, counting: Counting) -> None:
    with refused(message):
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
@pytest.mark.parametrize(
    ("options", "problem"),
    [
        *(({"timeout": value}, "timeout must be a positive number") for value in (0, -1, float("nan"), float("inf"))),
        *(({"timeout": value}, "timeout must be") for value in ("1", True)),
        *(({"retry": value}, "retry must be") for value in (None, 3)),
    ],
    ids=str,
)
def test_what_calls_are_to_keep_to_makes_sense(
    kind: Any, counting: Counting, options: dict[str, Any], problem: str
) -> None:
    client = kind("127.0.0.1", KEY, transport=counting)
    for make in (client.with_options, lambda **given: kind("127.0.0.1", KEY, transport=counting, **given)):
        with refused(problem, TypeError, ValueError):
            make(**options)


@pytest.mark.parametrize(
    "settings",
    [
        *({"attempts": value} for value in (0, -1, 1.5, True)),
        *({"first_wait": value} for value in (-1, float("inf"))),
        *({"longest_wait": value} for value in (float("nan"), True)),
        {"max_retry_after": "60"},
        *({"statuses": value} for value in (503, "5", [200], [True], [6e2])),
    ],
    ids=repr,
)
def test_a_retry_policy_that_makes_no_sense_is_refused(settings: dict[str, Any]) -> None:
    with pytest.raises((TypeError, ValueError)):
        RetryPolicy(**settings)


_SECRET_PROXY = f"http://user:{quote(KEY, safe='')}@127.0.0.1:1"


class AsyncFunction:
    async def __call__(self, _: object) -> None: ...


SECRETS: dict[str, Any] = {
    "proxy": _SECRET_PROXY,
    "cert": ("cert.pem", "key.pem", KEY),
    "headers": {"X-Token": KEY},
}


@both_kinds
@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"headers": {"Authorization": f"Bearer {KEY}"}}, "Authorization is set by the client: give api_key"),
        ({"headers": {"user-agent": KEY}}, "user-agent is set by the client: give user_agent"),
        ({"headers": {"Content-Length": KEY}}, "Content-Length is set by the client"),
        ({"headers": {"a b": KEY}}, "'a b' is no name of a header"),
        ({"headers": {"X-Team": f"{KEY}\r\nX-Other: y"}}, "the value of X-Team holds a line break"),
        ({"headers": {"X-Team": 7, "X": KEY}}, "headers must be a mapping of texts"),
        ({"headers": [("a", KEY)]}, "headers must be a mapping of texts, not list"),
        ({"headers": {"X-Team": KEY, "x-team": KEY}}, "x-team is given twice"),
        ({"headers": {"X-Team": f"{KEY} "}}, "the value of X-Team .* begins or ends with a blank"),
        *(({"user_agent": agent}, "^user_agent") for agent in ("", "two\nlines", "näive", 7)),
        ({"verify": "/nowhere.pem"}, "verify: the certificates in '/nowhere.pem' cannot be read"),
        ({"verify": False}, "verify must be a CA file or an SSLContext, not bool"),
        ({"cert": "/nowhere.pem"}, "cert: the client's certificate or its key cannot be read"),
        ({"verify": ssl.create_default_context(), "cert": "a.pem"}, "cert has no effect on an SSLContext"),
        ({"cert": ("a.pem", "b.pem", KEY, "d")}, "cert must be a file, or a tuple of a file"),
        ({"cert": (KEY, KEY, [KEY])}, "cert"),
        ({"limits": 5}, "limits must be httpx.Limits, not int"),
        ({"proxy": _SECRET_PROXY.replace("127.0.0.1:1", "host:99999")}, "proxy makes no sense"),
        ({"proxy": [KEY]}, "proxy"),
        *(({"max_body": size}, "max_body") for size in (0, -1, True, "1", 1.5, None)),
        ({"requests_per_minute": 0}, "requests_per_minute must be 1 or more, not 0"),
        ({"requests_per_minute": 1.5}, "requests_per_minute must be an integer, not float"),
        ({"on_attempt": 7}, "on_attempt must be a function of an Attempt, not int"),
        ({"on_request": 7}, "on_request must be a function of an AttemptRequest, not int"),
        *(({"on_request": one}, "on_request must not be async") for one in (AsyncTinesClient.close, AsyncFunction())),
        *(({"transport": one}, "transport must be") for one in (object(), "http", httpx.Client)),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_an_option_that_makes_no_sense_is_refused(kind: Any, options: dict[str, Any], problem: str) -> None:
    with refused(problem, TypeError, ValueError):
        kind("acme.example", KEY, **options)
    with refused(None, TypeError, ValueError):
        kind("acme.example", "another", **{**SECRETS, **options})


@both_kinds
@pytest.mark.parametrize(
    "option", [{"proxy": _SECRET_PROXY}, {"verify": "a.pem"}, {"cert": KEY}, {"limits": httpx.Limits()}]
)
def test_what_a_transport_decides_by_itself_is_refused_beside_one(
    kind: Any, counting: Counting, option: dict[str, Any]
) -> None:
    with refused(f"{next(iter(option))} has no effect on a transport of your own", TypeError):
        kind("127.0.0.1", KEY, transport=counting, **option)


@both_kinds
def test_http_to_another_machine_has_to_be_allowed(kind: Any) -> None:
    with refused("allow_http=True"):
        kind("http://fake.internal:8080", KEY)
    with refused("to a proxy in the clear|cert"):
        kind("http://fake.internal:8080", "another", allow_http=True, **SECRETS)
    assert "http://fake.internal:8080" in repr(kind("http://fake.internal:8080", KEY, allow_http=True))


def test_a_transport_of_the_other_flavour_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="BaseTransport"):
        TinesClient("127.0.0.1", KEY, transport=httpx.AsyncHTTPTransport())  # type: ignore[arg-type]  # refused
    with pytest.raises(TypeError, match="AsyncBaseTransport"):
        AsyncTinesClient("127.0.0.1", KEY, transport=httpx.HTTPTransport())  # type: ignore[arg-type]  # refused
