"""What is sent again, and what is not."""

import logging

import pytest

from contract_tests.client_adapters import Flavour
from contract_tests.runtime.servers.hostile_server import (
    Behaviour,
    closes_at_once,
    http,
    http_json,
    refuses,
    resets,
    responds,
    sends,
)
from contract_tests.runtime.servers.samples import PAGE, Serve
from tines_cases import RetryPolicy
from tines_cases.errors import (
    ApiError,
    ConnectionFailedError,
    ServerError,
)

RESPONSE = http_json(200, PAGE)
NO_WAIT = RetryPolicy(first_wait=0)


BROKEN: dict[str, Behaviour] = {
    "closed before the request": closes_at_once,
    "closed after the request": sends(),
    "reset after the request": resets(),
    "closed in the body": sends(RESPONSE[:-1]),
    "502": refuses(502),
    "503": refuses(503),
    "504": refuses(504),
}
each_broken = pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())


@each_broken
@pytest.mark.parametrize("method", ["GET", "OPTIONS", "PUT", "DELETE"])
def test_what_http_lets_be_repeated_is_sent_again(
    flavour: Flavour, serve: Serve, broken: Behaviour, method: str
) -> None:
    server = serve(broken, broken, broken, then=responds(RESPONSE))
    client = flavour.open(server.origin, retry=NO_WAIT)

    assert client.request(method, "/api/v2/cases/1").status == 200
    assert server.connections == 4


@each_broken
@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_what_must_not_be_repeated_is_not_sent_again_where_it_may_have_been_processed(
    flavour: Flavour, serve: Serve, broken: Behaviour, method: str
) -> None:
    server = serve(broken)
    client = flavour.open(server.origin, retry=NO_WAIT)

    error = client.failure(lambda: client.request(method, "/api/v2/cases/1", json={}), within=0)

    assert isinstance(error, (ConnectionFailedError, ServerError))
    assert getattr(error, "may_have_been_processed", True)
    assert server.connections == 1


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_a_rate_limit_is_waited_for_whatever_is_sent(flavour: Flavour, serve: Serve, method: str) -> None:
    server = serve(refuses(429, "Retry-After: 0"), refuses(429))
    client = flavour.open(server.origin, retry=NO_WAIT)

    assert client.request(method, "/api/v2/cases/1").status == 200
    assert len(server.requests) == 3


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_what_never_reached_anybody_is_sent_again_whatever_it_is(
    flavour: Flavour, serve: Serve, caplog: pytest.LogCaptureFixture, method: str
) -> None:
    server = serve()
    port = server.port
    server.__exit__(None, None, None)
    client = flavour.open(f"127.0.0.1:{port}", retry=NO_WAIT)

    with caplog.at_level(logging.DEBUG, "tines_cases"):
        error = client.failure(lambda: client.request(method, "/api/v2/cases/1"), within=0)

    assert isinstance(error, ConnectionFailedError)
    assert not error.may_have_been_processed
    assert [record.name for record in caplog.records].count("tines_cases") == 4


@pytest.mark.parametrize("status", [302, 400, 401, 403, 404, 409, 418, 422, 500, 501, 505])
def test_other_statuses_are_final(flavour: Flavour, serve: Serve, status: int) -> None:
    server = serve(refuses(status))
    client = flavour.open(server.origin, retry=NO_WAIT)

    error = client.failure(within=0)

    assert isinstance(error, ApiError)
    assert error.status == status
    assert server.connections == 1


@pytest.mark.parametrize("nonsense", [b"nonsense\r\n\r\n", http(200, b"{}", "Content-Encoding: br"), http(200, b"{}")])
def test_nonsense_is_final(flavour: Flavour, serve: Serve, nonsense: bytes) -> None:
    server = serve(sends(nonsense))
    client = flavour.open(server.origin, retry=NO_WAIT)

    assert type(client.failure(within=0)).__name__ in ("ProtocolError", "DecodeError")
    assert server.connections == 1


@pytest.mark.parametrize(("retry", "attempts"), [(NO_WAIT, 4), (RetryPolicy(attempts=2, first_wait=0), 2)])
def test_the_last_of_so_many_attempts_is_raised(
    flavour: Flavour, serve: Serve, retry: RetryPolicy, attempts: int
) -> None:
    server = serve(*[refuses(502)] * (attempts - 1), refuses(504))
    client = flavour.open(server.origin, retry=retry)

    error = client.failure(within=0)

    assert isinstance(error, ServerError)
    assert error.status == 504
    assert server.connections == attempts


def test_none_sends_once(flavour: Flavour, serve: Serve) -> None:
    server = serve(refuses(503))
    client = flavour.open(server.origin, retry=RetryPolicy.none())

    assert type(client.failure(within=0)) is ServerError
    assert server.connections == 1


def test_a_request_may_have_a_retry_policy_of_its_own(flavour: Flavour, serve: Serve) -> None:
    server = serve(refuses(503))
    client = flavour.open(server.origin, retry=NO_WAIT)

    error = client.failure(lambda: client.request("DELETE", "/api/v2/cases/1", retry=RetryPolicy.none()), within=0)

    assert type(error) is ServerError
    assert server.connections == 1
