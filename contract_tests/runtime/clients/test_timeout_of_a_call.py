"""A call's own timeout stands in for the client's, and one that makes no sense is refused before anything is sent."""

from collections.abc import Callable
from typing import Any

import pytest

from contract_tests.client_adapters import DEADLINE, Client, Flavour
from contract_tests.runtime.servers.hostile_server import Peer, drips, http_json
from contract_tests.runtime.servers.samples import PAGE, Counting, Serve
from tines_cases import KEEP
from tines_cases.errors import DeadlineError

RESPONSE = http_json(200, PAGE)
CALLS: dict[str, Callable[..., Any]] = {
    "list": lambda client, timeout: client.list(1, timeout=timeout),
    "iterate": lambda client, timeout: client.iterate(1, timeout=timeout).rest(),
    "request": lambda client, timeout: client.request("GET", "/api/v2/cases/1", timeout=timeout),
}
each_call = pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())


def _slow(seconds: float) -> Any:
    return drips(RESPONSE[:-1], lambda: iter([b"", RESPONSE[-1:]]), every=seconds)


@each_call
def test_a_shorter_one_holds(flavour: Flavour, serve: Serve, call: Callable[..., Any]) -> None:
    client = flavour.open(serve(Peer.hold).origin, timeout=60)

    assert type(client.failure(lambda: call(client, DEADLINE))) is DeadlineError
    assert call(client, KEEP)


@each_call
@pytest.mark.parametrize("timeout", [10, None])
def test_a_longer_one_holds(flavour: Flavour, serve: Serve, call: Callable[..., Any], timeout: float | None) -> None:
    client = flavour.open(serve(_slow(0.03)).origin, timeout=0.02)

    assert call(client, timeout)


@each_call
def test_the_clients_own_holds_where_none_is_given(flavour: Flavour, serve: Serve, call: Callable[..., Any]) -> None:
    client = flavour.open(serve(Peer.hold).origin, timeout=DEADLINE)

    assert type(client.failure(lambda: call(client, KEEP))) is DeadlineError


@each_call
@pytest.mark.parametrize("timeout", [0, -1, float("nan"), float("inf"), True, "1"])
def test_one_that_makes_no_sense_is_refused(
    flavour: Flavour, counting: Counting, call: Callable[[Client, Any], Any], timeout: Any
) -> None:
    client = flavour.open("acme.example", transport=counting)

    with pytest.raises((TypeError, ValueError), match="timeout must be"):
        call(client, timeout)
