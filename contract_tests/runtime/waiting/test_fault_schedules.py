"""Under any schedule of faults a call is right or raises in time, tells the truth, and repeats nothing it may not."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from attrs import frozen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract_tests.client_adapters import DEADLINE, GRACE, PLENTY, Client, Flavour
from contract_tests.idle_clock import idle_clock
from contract_tests.runtime.servers.hostile_server import (
    Behaviour,
    HostileServer,
    Peer,
    closes_at_once,
    http_json,
    refuses,
    resets,
    sends,
)
from contract_tests.runtime.servers.samples import PAGE
from tines_cases import RetryPolicy
from tines_cases.errors import (
    ConnectionFailedError,
    DeadlineError,
    RateLimitError,
    ServerError,
    TinesError,
    TransportError,
)

RESPONSE = http_json(200, PAGE, "Connection: close")
RETRY = RetryPolicy(attempts=4, first_wait=0)
_SETTINGS = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


HANGS = sends(then=Peer.hold)


def responds_late(peer: Peer) -> None:
    if peer.read_request():
        threading.Event().wait(DEADLINE / 10)
        peer.send(RESPONSE)


@frozen
class Fault:
    """What one attempt meets.

    read: whether the tenant reads the request; where it does not, and the client knows, any call may be sent again.
    again: which calls are sent again where it may have been read. kind: the error of a call that ends here, None where
    it may succeed.
    """

    name: str
    behave: Behaviour | None
    read: bool
    again: frozenset[str]
    kind: type[TinesError] | None


READS, ALL, NONE = frozenset({"read"}), frozenset({"read", "write"}), frozenset[str]()
REFUSED = Fault("refused", None, False, ALL, ConnectionFailedError)
HANGING = Fault("hanging", HANGS, True, NONE, DeadlineError)
FAULTS = [
    REFUSED,
    Fault("closed before", closes_at_once, False, READS, ConnectionFailedError),
    Fault("reset before", Peer.reset, False, READS, ConnectionFailedError),
    Fault("closed after the request", sends(), True, READS, ConnectionFailedError),
    Fault("reset in the response", resets(RESPONSE[:40]), True, READS, ConnectionFailedError),
    Fault("reset after the response", resets(RESPONSE), True, READS, None),
    Fault("cut off", sends(RESPONSE[:-1]), True, READS, ConnectionFailedError),
    Fault("429", refuses(429, "Retry-After: 0"), True, ALL, RateLimitError),
    Fault("500", refuses(500), True, NONE, ServerError),
    Fault("503", refuses(503), True, READS, ServerError),
    Fault("late", responds_late, True, NONE, None),
    HANGING,
]
SOUND = Fault("sound", sends(RESPONSE), True, NONE, None)


class Schedule:
    """Faults in turn, a fault an attempt, and what was met."""

    def __init__(self, faults: list[Fault]) -> None:
        self.met: list[Fault] = []
        self._left = list(faults)

    def refuses_next(self) -> bool:
        if self._left[:1] != [REFUSED]:
            return False
        self.met.append(self._left.pop(0))
        return True

    def behave(self, peer: Peer) -> None:
        self.met.append(self._left.pop(0) if self._left else SOUND)
        behave = self.met[-1].behave
        assert behave is not None
        behave(peer)


@pytest.fixture(scope="module")
def deaf_port() -> Iterator[int]:
    """A port that refuses."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


def _transport(flavour: Flavour, schedule: Schedule, port: int) -> Any:
    """The network as it is, but for attempts that are to be refused."""

    def aim(request: httpx.Request) -> httpx.Request:
        if schedule.refuses_next():
            request.url = request.url.copy_with(port=port)
        return request

    class Aiming(httpx.HTTPTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            return super().handle_request(aim(request))

    class AsyncAiming(httpx.AsyncHTTPTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            return await super().handle_async_request(aim(request))

    return Aiming() if flavour.name == "sync" else AsyncAiming()


CALLS: dict[str, Callable[[Client], Any]] = {
    "read": lambda client: client.list(1).case_id,
    "write": lambda client: client.request("POST", "/api/v2/cases/1/actions", json={}).json()["case_id"],
}


def _outcome(call: Callable[[], Any]) -> Any:
    try:
        return call()
    except TinesError as error:
        return error


@pytest.mark.parametrize("kind", CALLS)
@_SETTINGS
@given(faults=st.lists(st.sampled_from(FAULTS), max_size=5))
def test_a_call_is_right_or_raises_in_time_and_tells_the_truth(
    flavour: Flavour, deaf_port: int, kind: str, faults: list[Fault]
) -> None:
    schedule = Schedule(faults)
    # The machine may be so busy that a deadline passes before its time; only where something hangs must there be one.
    timeout = DEADLINE if HANGING in faults else PLENTY
    with HostileServer(then=schedule.behave) as server:
        client = flavour.open(
            server.origin, timeout=timeout, retry=RETRY, transport=_transport(flavour, schedule, deaf_port)
        )
        began = time.monotonic()
        with idle_clock() as seconds:
            outcome = _outcome(lambda: CALLS[kind](client))
        took = time.monotonic() - began
        client.close()
        assert server.open_connections() == 0

    assert seconds() <= DEADLINE + GRACE
    _check_repeats(kind, schedule.met)
    if isinstance(outcome, TransportError):
        _check_truth(schedule.met, outcome, len(server.requests))
    if isinstance(outcome, DeadlineError):
        # A machine that is busy may be late with anything, and never early.
        assert took >= timeout - 0.05
    elif isinstance(outcome, TinesError):
        _check_error(kind, schedule.met, outcome, len(server.requests), late=took >= timeout)
    else:
        assert outcome == PAGE["case_id"]
        assert schedule.met[-1].kind is None


def _check_truth(met: list[Fault], error: TransportError, requests: int) -> None:
    # On a busy machine the time may be up when the tenant has accepted a connection, and nothing was sent yet.
    if not error.may_have_been_processed:
        assert requests == len([fault for fault in met if fault.name == "429"])


def _check_repeats(kind: str, met: list[Fault]) -> None:
    assert 1 <= len(met) <= RETRY.attempts
    assert [fault.name for fault in met[:-1] if kind not in fault.again and fault.read] == []


def _check_error(kind: str, met: list[Fault], error: TinesError, requests: int, late: bool) -> None:
    assert late or kind not in met[-1].again or len(met) == RETRY.attempts, "it gave up too early"
    assert type(error) is (met[-1].kind or ConnectionFailedError)
    assert met[-1] not in (SOUND, *(fault for fault in FAULTS if fault.name == "late"))
    if {fault.name for fault in met} == {"refused"}:
        assert isinstance(error, TransportError)
        assert not error.may_have_been_processed
        assert requests == 0
