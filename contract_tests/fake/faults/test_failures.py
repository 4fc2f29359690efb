"""Network and service fail as a test says, and a client sees the same in process and over a socket."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from contract_tests.fake.served.sender import NEW
from tines_fake import Failure, FakeTenant, failures
from tines_fake.failures import FAILURES, failure_from

CASE = "/api/v2/cases/1/actions"
SHAPES = ("errors", "typed-errors", "array", "error", "message", "text", "html", "nothing")
Get = Callable[..., httpx.Response]


@pytest.fixture
def send(any_fake: FakeTenant) -> Any:
    """Sends with a plain httpx client."""
    transport = None if any_fake.origin.startswith("http://") else any_fake.transport()
    key = {"Authorization": f"Bearer {any_fake.api_key}"}
    with httpx.Client(base_url=any_fake.origin, transport=transport, headers=key, timeout=30) as client:
        yield client.request


@pytest.mark.parametrize("shape", SHAPES)
def test_a_status_comes_with_a_body_of_each_shape(any_fake: FakeTenant, send: Get, shape: Any) -> None:
    with any_fake.faults(failures.status(503, body=shape, message="Down <b>", headers={"X-Why": "test"})):
        response = send("POST", CASE, json=NEW)
    assert (response.status_code, response.headers["x-why"]) == (503, "test")
    assert ("Down" in response.text) is (shape != "nothing")
    assert ("<b>" in response.text) is (shape not in ("html", "nothing"))
    assert len(any_fake.case(1).actions) == 1


def test_429_comes_with_retry_after_and_without(any_fake: FakeTenant, send: Get) -> None:
    for given, shown in ((60, "60"), (None, None)):
        with any_fake.faults(failures.rate_limited(given)):
            response = send("GET", CASE)
        assert (response.status_code, response.headers.get("retry-after")) == (429, shown)


@pytest.mark.parametrize(
    ("failure", "error", "stored"),
    [
        (failures.reset("before"), httpx.ReadError, 1),
        (failures.reset("during"), httpx.ReadError, 2),
        (failures.reset("after"), httpx.ReadError, 2),
        (failures.truncated(), httpx.RemoteProtocolError, 2),
    ],
    ids=lambda one: getattr(one, "id", None),
)
def test_a_connection_that_ends_raises_and_says_what_was_done(
    any_fake: FakeTenant, send: Get, failure: Failure, error: type[Exception], stored: int
) -> None:
    with any_fake.faults(failure), pytest.raises(error):
        send("POST", CASE, json=NEW)
    assert len(any_fake.case(1).actions) == stored
    assert send("GET", CASE).json()["meta"]["count"] == stored


def test_a_malformed_body_comes_whole_and_is_no_json(any_fake: FakeTenant, send: Get) -> None:
    with any_fake.faults(failures.malformed()):
        response = send("GET", CASE)
    assert response.status_code == 200
    with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
        response.json()


@pytest.mark.parametrize("part", ["head", "body"])
def test_what_drips_comes_whole_in_the_end(any_fake: FakeTenant, send: Get, part: Any) -> None:
    with any_fake.faults(failures.drip(0.00001, of=part)):
        assert send("GET", CASE).json()["actions"][0]["label"] == "Escalate"


def test_a_response_that_is_late_is_a_timeout(any_fake: FakeTenant, send: Get) -> None:
    with any_fake.faults(failures.latency(30)), pytest.raises(httpx.ReadTimeout):
        send("GET", CASE, timeout=0.05)
    with any_fake.faults(failures.latency(0.01)):
        assert send("GET", CASE, timeout=20).status_code == 200


def test_failures_compose(any_fake: FakeTenant, send: Get) -> None:
    with any_fake.faults(failures.drip(0.00001), failures.status(502, body="html"), "PAGE-OVERLAP"):
        response = send("GET", CASE)
    assert (response.status_code, "<h1>" in response.text) == (502, True)


def test_a_rate_limit_ends_with_the_minute_of_the_clock(tines_fake: FakeTenant) -> None:
    tines_fake.add_case(1)
    client = httpx.Client(transport=tines_fake.transport(), base_url=tines_fake.origin)

    def statuses(count: int) -> list[int]:
        headers = {"Authorization": f"Bearer {tines_fake.api_key}"}
        return [client.get(CASE, headers=headers).status_code for _ in range(count)]

    with tines_fake.faults(failures.rate_limit(3)):
        assert statuses(4) == [200, 200, 200, 429]
        assert tines_fake.journal.responses()[-1].headers["retry-after"] == "60"
        tines_fake.clock.advance(59)
        assert statuses(1) == [429]
        tines_fake.clock.advance(1)
        assert statuses(4) == [200, 200, 200, 429]
    with tines_fake.faults(failures.rate_limit(1, retry_after=False)):
        assert statuses(2) == [200, 429]
    assert "retry-after" not in tines_fake.journal.responses()[-1].headers


def test_an_asgi_application_fails_as_far_as_a_server_lets_it() -> None:
    """Behind somebody else's server, here httpx's own, an end is an exception of the application."""
    import anyio

    fake = FakeTenant()
    fake.add_case(1)

    async def get() -> httpx.Response:
        transport = httpx.ASGITransport(fake.asgi)
        async with httpx.AsyncClient(transport=transport, base_url="http://fake") as client:
            return await client.get(CASE, headers={"Authorization": f"Bearer {fake.api_key}"})

    with fake.faults(failures.drip(0), failures.latency(0)):
        assert anyio.run(get).status_code == 200
    for failure, kind in ((failures.reset("after"), ConnectionResetError), (failures.truncated(), ConnectionError)):
        with fake.faults(failure), pytest.raises(kind):
            anyio.run(get)


@pytest.mark.parametrize(
    ("make", "kind", "message"),
    [
        (lambda: failures.status(200), ValueError, "status must be a number from 300 to 599, not 200"),
        (lambda: failures.status(503.5), TypeError, "whole number"),
        (lambda: failures.status(503, body="xml"), ValueError, "shape of a body 'xml'"),
        (lambda: failures.status(503, headers={"a": "b\r\nc"}), ValueError, "no header"),
        (lambda: failures.rate_limited(-1), ValueError, "retry_after"),
        (lambda: failures.rate_limit(0), ValueError, "per_minute"),
        (lambda: failures.latency("1"), TypeError, "seconds must be a number"),
        (lambda: failures.latency(float("inf")), ValueError, "seconds"),
        (lambda: failures.drip(1, of="foot"), ValueError, "head or body"),
        (lambda: failures.reset("later"), ValueError, "before or during or after"),
        (lambda: failure_from({"failure": "stats"}), ValueError, "do you mean status"),
        (lambda: failure_from({"failure": "status"}), ValueError, "status"),
        (lambda: failure_from({"failure": "reset", "how": 1}), ValueError, "how"),
    ],
)
def test_a_failure_that_makes_no_sense_is_refused(
    make: Callable[[], object], kind: type[Exception], message: str
) -> None:
    with pytest.raises(kind, match=message):
        make()


def test_every_failure_can_be_described_in_json() -> None:
    given = {
        "status": {"status": 503},
        "rate_limit": {"per_minute": 5},
        "latency": {"seconds": 1},
        "drip": {"seconds": 1},
    }
    ids = {failure_from({"failure": name, **given.get(name, {})}).id for name in FAILURES}
    assert len(ids) == len(FAILURES)
