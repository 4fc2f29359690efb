"""How long a client waits before it sends again, and what it writes to the log."""

import email.utils
import logging
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from contract_tests.client_adapters import DEADLINE, PLENTY, Flavour
from contract_tests.runtime.secrets.key_search import KEY
from contract_tests.runtime.servers.hostile_server import Peer, closes_at_once, http, refuses, responds
from contract_tests.runtime.servers.samples import Serve
from tines_cases import RetryPolicy, TinesClient
from tines_cases.errors import ApiError, ConfigurationError, DeadlineError, RateLimitError, ServerError
from tines_fake import FakeTenant, VirtualClock, failures

NO_WAIT = RetryPolicy(first_wait=0)


@pytest.fixture(autouse=True)
def _log_of_all_attempts(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "tines_cases")


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "tines_cases"]


def waits(caplog: pytest.LogCaptureFixture) -> list[float]:
    found = [re.search(r"again in ([\d.]+) s$", text) for text in logged(caplog)]
    return [float(one[1]) for one in found if one]


def test_each_attempt_is_one_record(flavour: Flavour, serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    server = serve(refuses(503), closes_at_once, refuses(404))
    client = flavour.open(server.origin, retry=NO_WAIT)

    client.failure(lambda: client.request("GET", "/api/v2/cases/1", params={"secret": "s3cret"}), within=0)

    assert logged(caplog) == [
        "GET /api/v2/cases/1, attempt 1: status 503, and again in 0.00 s",
        "GET /api/v2/cases/1, attempt 2: ConnectionFailedError, and again in 0.00 s",
        "GET /api/v2/cases/1, attempt 3: status 404",
    ]
    assert not any("s3cret" in repr(vars(record)) for record in caplog.records)


def test_waits_are_drawn_from_nothing_to_a_bound_that_doubles(
    flavour: Flavour, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    server = serve(then=responds(http(503)))
    client = flavour.open(server.origin, retry=RetryPolicy(attempts=7, first_wait=0.02, longest_wait=0.05))

    client.failure(within=PLENTY)

    drawn = waits(caplog)
    assert all(wait <= bound for wait, bound in zip(drawn, [0.02, 0.04, 0.05, 0.05, 0.05, 0.05], strict=True))
    assert len(set(drawn)) > 1


def _date(seconds: float) -> str:
    return email.utils.formatdate(time.time() + seconds).removesuffix(" -0000")


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        *(("0", 0), ("7", 7), (" 7 ", 7), ("1.5", 1.5), ("86400", 86400)),
        *((text, None) for text in ("-7", "soon", "", "7 s", "1e3", "nan", "inf", "9" * 400)),
        ("AN HOUR AGO", 0),
        ("IN AN HOUR", 3600),
        ("IN AN HOUR GMT", 3600),
        ("IN AN HOUR -0000", 3600),
        ("Mon, 99 Foo 2026 99:99:99 GMT", None),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_what_the_tenant_asks_to_wait_is_read(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, header: str, seconds: float | None, status: int
) -> None:
    header = header.replace("IN AN HOUR", _date(3600)).replace("AN HOUR AGO", _date(-3600))
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    server = serve(refuses(status, f"Retry-After: {header}"))
    with TinesClient(server.origin, KEY, retry=RetryPolicy.none()) as tines, pytest.raises(ApiError) as caught:
        tines.case_actions.list(1)
    monkeypatch.undo()
    time.tzset()

    assert caught.value.retry_after == (seconds if seconds is None else pytest.approx(seconds, abs=60))


@pytest.mark.parametrize("asked", ["0", "0.001", pytest.param(f"{_date(-60)} GMT", id="a date in the past")])
def test_the_usual_wait_is_the_least_however_little_the_tenant_asks_for(
    flavour: Flavour, serve: Serve, caplog: pytest.LogCaptureFixture, asked: str
) -> None:
    server = serve(then=responds(http(503, b"", f"Retry-After: {asked}")))
    client = flavour.open(server.origin, retry=RetryPolicy(attempts=7, first_wait=0.03, longest_wait=0.03))

    client.failure(within=PLENTY)

    assert max(waits(caplog)) > 0.001


def test_a_rate_limit_that_asks_for_no_wait_is_waited_for_as_one_per_minute(
    flavour: Flavour, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    server = serve(refuses(429), refuses(429))
    client = flavour.open(server.origin, retry=RetryPolicy(first_wait=0.002))

    assert client.list(1).case_id == 1
    first, second = waits(caplog)
    assert 0.03 <= first <= 0.06 <= second <= 0.12


def test_a_record_names_what_tools_look_for(flavour: Flavour, serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    named = refuses(503, f"X-Request-Id: abc {KEY}", "Retry-After: 0.02")
    client = flavour.open(serve(named).origin, retry=NO_WAIT)

    client.iterate(1).rest()

    (record,) = [vars(one) for one in caplog.records if one.name == "tines_cases" and one.levelno > logging.DEBUG]
    assert record["levelname"] == "INFO"
    assert {name: record[name] for name in ("method", "path", "page", "status", "attempt", "wait", "request_id")} == {
        "method": "GET",
        "path": "/api/v2/cases/1/actions",
        "page": 1,
        "status": 503,
        "attempt": 1,
        "wait": 0.02,
        "request_id": "abc ***",
    }
    assert record["elapsed"] > 0


TOO_LONG: dict[str, tuple[int, str | None, RetryPolicy, type[ApiError]]] = {
    "a day": (429, "86400", NO_WAIT, RateLimitError),
    "a date": (429, f"{_date(86400)} GMT", NO_WAIT, RateLimitError),
    "longer than is granted": (429, "61", NO_WAIT, RateLimitError),
    "longer than is granted here": (429, "0.1", RetryPolicy(max_retry_after=0.05), RateLimitError),
    "past the deadline": (429, "31", NO_WAIT, RateLimitError),
    "a usual one of a rate limit": (429, None, RetryPolicy(first_wait=2), RateLimitError),
    "a usual one": (503, None, RetryPolicy(first_wait=1e9, longest_wait=1e9), ServerError),
}
"""Status, what the tenant asks for, the policy, and the error."""


@pytest.mark.parametrize(("status", "asked", "retry", "kind"), TOO_LONG.values(), ids=TOO_LONG)
def test_a_wait_that_is_too_long_raises_at_once_what_asked_for_it(
    flavour: Flavour, serve: Serve, status: int, asked: str | None, retry: RetryPolicy, kind: type[ApiError]
) -> None:
    server = serve(refuses(status, *([] if asked is None else [f"Retry-After: {asked}"])))
    client = flavour.open(server.origin, timeout=30, retry=retry)

    error = client.failure(within=0)

    assert type(error) is kind
    assert (error.retry_after is None) is (asked is None)
    assert len(server.requests) == 1
    assert client.list(1).case_id == 1


def test_iterating_a_wait_that_the_tenant_asks_for_does_not_count(flavour: Flavour) -> None:
    clock = VirtualClock()
    fake = FakeTenant(clock=clock)
    fake.case(1).add_action()
    fake.faults(failures.rate_limited(50), nth=(1, 2))
    client = flavour.open_in(fake, timeout=45.0, retry=NO_WAIT)

    assert type(client.failure(within=0)) is RateLimitError
    assert [action.id for action in client.iterate(1).rest()] == [1]
    assert clock.monotonic() == pytest.approx(50)


def test_iterating_the_attempts_count_all_the_same(flavour: Flavour, serve: Serve) -> None:
    client = flavour.open(serve(refuses(429, "Retry-After: 0.1"), Peer.hold).origin, timeout=DEADLINE, retry=NO_WAIT)

    assert type(client.failure(lambda: client.iterate(1).rest(), within=DEADLINE + 0.1)) is DeadlineError


def test_closing_the_client_ends_a_wait(serve: Serve) -> None:
    asked = 10 * PLENTY
    server = serve(refuses(429, f"Retry-After: {asked}"))
    tines = TinesClient(server.origin, KEY, timeout=2 * asked, retry=RetryPolicy(max_retry_after=asked))
    waiting = threading.Event()

    class Heard(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            waiting.set()

    logger, handler = logging.getLogger("tines_cases"), Heard()
    logger.addHandler(handler)
    try:
        with ThreadPoolExecutor(1) as threads:
            call = threads.submit(tines.case_actions.list, 1)
            assert waiting.wait(PLENTY)
            tines.close()
            assert isinstance(call.exception(PLENTY), ConfigurationError)
    finally:
        logger.removeHandler(handler)
