"""Clients that the fixtures wire wait on the tenant's clock: a test of a minute takes no time."""

import asyncio
import threading
import unittest.mock
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tines_cases import RetryPolicy, TinesClient
from tines_cases.errors import DeadlineError, RateLimitError, ServerError
from tines_fake import Failure, FakeTenant, VirtualClock, failures, running


def _passed(any_fake: FakeTenant) -> float:
    clock = any_fake.clock
    assert isinstance(clock, VirtualClock)
    return (clock.now() - VirtualClock().now()).total_seconds()


DATED = failures.status(429, headers={"Retry-After": "Thu, 01 Jan 2026 00:00:40 GMT"})


@pytest.mark.parametrize(("failure", "seconds"), [(failures.rate_limited(60), 60), (DATED, 40)])
def test_a_retry_waits_as_the_tenant_asks(any_fake: FakeTenant, failure: Failure, seconds: int) -> None:
    with TinesClient(timeout=90) as tines, any_fake.faults(failure, nth=1):
        assert tines.case_actions.list(1).meta.count == 1
    assert _passed(any_fake) == pytest.approx(seconds)


def test_waits_count_against_the_timeout_as_they_do_elsewhere(any_fake: FakeTenant) -> None:
    with TinesClient(timeout=90) as tines, any_fake.faults(failures.rate_limited(40)), pytest.raises(RateLimitError):
        tines.case_actions.list(1)
    assert _passed(any_fake) == pytest.approx(80)


@pytest.mark.parametrize("failure", [failures.latency(45), failures.drip(1)], ids=["late", "dripping"])
def test_a_slow_response_passes_the_timeout(
    tines_fake: FakeTenant, tines_client: TinesClient, failure: Failure
) -> None:
    tines_fake.add_case(1)
    with tines_fake.faults(failure), pytest.raises(DeadlineError):
        tines_client.case_actions.list(1)
    assert 30 <= _passed(tines_fake) < 32


def test_a_pace_keeps_below_a_limit(tines_fake: FakeTenant) -> None:
    tines_fake.add_case(1)
    limit = tines_fake.faults(failures.rate_limit(10))
    with TinesClient(requests_per_minute=10, retry=RetryPolicy.none()) as tines, limit:
        for _ in range(35):
            tines.case_actions.list(1)
    assert _passed(tines_fake) == 180


def test_pages_that_are_fetched_ahead_wait_on_it_too(tines_fake: FakeTenant, tines_client: TinesClient) -> None:
    tines_fake.case(1).add_actions([{}] * 100)
    with tines_fake.faults(failures.rate_limited(50), nth=(2, 3, 5)):
        assert sum(1 for _ in tines_client.case_actions.iterate(1, per_page=10)) == 100
    assert _passed(tines_fake) >= 50


@pytest.mark.parametrize("threads", [2, 8])
def test_the_sleep_of_one_thread_is_no_others_time(tines_fake: FakeTenant, threads: int) -> None:
    for case_id in range(1, 201):
        tines_fake.add_case(case_id)
    tines_fake.faults(failures.rate_limit(60), failures.latency(0.001))
    tines = TinesClient(requests_per_minute=60, retry=RetryPolicy.none(), timeout=5)
    with ThreadPoolExecutor(threads) as pool:
        assert len(list(pool.map(tines.case_actions.list, range(1, 201)))) == 200
    assert 180 <= _passed(tines_fake) < 182


@pytest.mark.parametrize("is_task", [False, True])
def test_a_sleeper_waits_for_a_call_that_is_under_way(tines_fake: FakeTenant, is_task: bool) -> None:
    """Elsewhere the response would have come within the timeout, too."""
    clock, asked, may_respond = tines_fake.clock, threading.Event(), threading.Event()
    assert isinstance(clock, VirtualClock)

    def respond(_: object) -> dict[str, int]:
        asked.set()
        assert may_respond.wait(30)
        return {}

    tines_fake.add_route("GET", "/api/v2/slow", respond)
    sleep = (lambda: asyncio.run(clock.sleep_async(60))) if is_task else (lambda: clock.sleep(60))
    with ThreadPoolExecutor(2) as pool, TinesClient(timeout=30) as tines:
        calling = pool.submit(tines.request, "GET", "/api/v2/slow")
        assert asked.wait(30)
        sleeping = pool.submit(sleep)
        with pytest.raises(TimeoutError):
            sleeping.result(timeout=0.2)
        may_respond.set()
        assert calling.result().status == 200
    assert _passed(tines_fake) == 60


def test_a_thread_that_is_stuck_in_a_call_holds_no_sleeper_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tines_fake.clock._PATIENCE", 0.01)
    clock = VirtualClock()
    with ThreadPoolExecutor() as pool, clock.in_call():
        pool.submit(clock.sleep, 60).result(timeout=30)
        pool.submit(asyncio.run, clock.sleep_async(60)).result(timeout=30)
    assert clock.monotonic() == 120


def test_a_clock_stays_with_its_tenant() -> None:
    """Two tenants, one after the other, of one origin: a client that is made for the second waits on its clock."""
    passed = []
    for seconds in (20, 40):
        with (
            running() as fake,
            TinesClient(timeout=90) as tines,
            fake.faults(failures.rate_limited(seconds), nth=1),
        ):
            fake.add_case(1)
            tines.case_actions.list(1)
            passed.append(_passed(fake))
    assert passed == [20, 40]


def test_a_clients_own_transport_comes_first(tines_fake: FakeTenant) -> None:
    other = FakeTenant()
    other.case(1).add_action(label="Other")
    with TinesClient(transport=other.transport()) as tines:
        assert [action.label for action in tines.case_actions.list(1).actions] == ["Other"]
    assert len(tines_fake.journal) == 0


def test_options_of_the_network_do_not_matter_in_process(tines_fake: FakeTenant) -> None:
    tines_fake.add_case(1)
    with TinesClient(proxy="http://127.0.0.1:9") as tines:
        assert tines.case_actions.list(1).actions == []


def test_a_tenant_without_a_virtual_clock_leaves_clients_theirs() -> None:
    """A wait of 40 s does not fit into the timeout, and none is begun."""
    fake = FakeTenant()
    transport = fake.transport()
    assert transport.tines_clock is None
    fake.faults(failures.rate_limited(40))
    with TinesClient(fake.origin, fake.api_key, transport=transport) as tines, pytest.raises(RateLimitError):
        tines.case_actions.list(1)
    assert len(fake.journal) == 1


def test_a_mock_of_a_transport_has_no_clock() -> None:
    """A mock has whatever it is asked for."""
    transport = unittest.mock.Mock(httpx.BaseTransport)
    transport.tines_clock = unittest.mock.Mock()
    transport.handle_request.return_value = httpx.Response(503)
    retry = RetryPolicy(attempts=2, first_wait=0.001)
    with TinesClient("acme.tines.com", "key", transport=transport, retry=retry) as tines, pytest.raises(ServerError):
        tines.case_actions.list(1)
    assert transport.handle_request.call_count == 2
    transport.tines_clock.sleep.assert_not_called()
