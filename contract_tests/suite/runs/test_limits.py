"""No response makes the suite fail, fill the memory or wait without end; a failure of its own accuses nobody."""

import gzip
import json
import zlib
from contextlib import closing

import pytest
from attrs import evolve

from contract_tests.suite.tenants.busy_tenants import Slow, Wrapped
from contract_tests.suite.tenants.plain_server import KEY, Handler, serving
from contract_tests.suite.tenants.tenants import CASE, READING, WRITES_ALONE, WRITING, judged, only, tenant
from tines_contract import ExitCode, Finding, OriginTarget, Plan, Status, Verdict, judge
from tines_contract.checks import CHECKS
from tines_contract.checks.check import Check
from tines_contract.engine.user_input import UsageError, seconds_of
from tines_contract.evidence.evidence import Evidence
from tines_contract.report.output import FORMATS
from tines_contract.report.text_report import as_text
from tines_contract.transport.targets import UnreadableError
from tines_contract.transport.unpacking import MAX_BODY, BodyError, Unpacking
from tines_fake import FakeTenant, Fault, Request, Response, fault
from tines_spec import Operation

ODD = {
    "1e999": "1e999",
    "NaN": "NaN",
    "minus infinity": "-Infinity",
    "a float": "1e308",
    "a long integer": "7" * 4300,
    "a longer integer": "7" * 5000,
    "a deep list": "[" * 95 + "]" * 95,
    "a deeper list": "[" * 700 + "]" * 700,
    "a list without end": "[" * 200_000,
    "half a character": '"\\ud800"',
    "nothing": "null",
}
PLACES = ("meta.count", "meta.per_page", "meta.pages", "meta.next_page", "case_id", "actions.0.id", "actions.0.label")


def odd(place: str, value: str) -> Wrapped:
    """A tenant with an odd value at one place of each list, and of each action that it returns for a write."""

    def respond(fake: FakeTenant, request: Request) -> Response:
        response = fake.respond(request)
        body = json.loads(response.body) if response.status in (200, 201) and response.body else {}
        steps = place.split(".") if "meta" in body else place.split(".")[-1:]
        found = body
        for step in steps[:-1]:
            found = found[int(step)] if isinstance(found, list) and found else found.get(step) if found else None
        if not isinstance(found, dict) or steps[-1] not in found:
            return response
        found[steps[-1]] = "@@@"
        return evolve(response, body=json.dumps(body).replace('"@@@"', value).encode())

    return Wrapped(tenant(45), respond)


@pytest.mark.parametrize("place", PLACES)
def test_an_odd_value_makes_no_check_and_no_report_fail(place: str) -> None:
    for turn, (name, value) in enumerate(ODD.items(), PLACES.index(place)):
        report = odd(place, value).judged(READING)
        assert not report.failure, (name, report.failure)
        assert not report.with_status(Status.CRASHED), name
        # All formats are made of JSON: the others once of each value.
        formats = FORMATS if turn % len(PLACES) == 0 else ["json"]
        assert all(FORMATS[one](report) for one in formats)


@pytest.mark.parametrize("name", ODD)
def test_an_odd_value_makes_no_writing_run_fail(name: str) -> None:
    target = odd("actions.0.id" if name in ("1e999", "a float") else "meta.count", ODD[name])
    # These take long to read.
    report = target.judged(only("createCaseAction") if name in ("a long integer", "a deeper list") else WRITES_ALONE)
    assert not report.failure, report.failure
    assert not report.with_status(Status.CRASHED)
    assert report.verdict is not Verdict.ACCEPTED


BOMB = zlib.compressobj(9, zlib.DEFLATED, 31)
PACKED = BOMB.compress(bytes(64 * 1024 * 1024)) + BOMB.flush()
BOMBS: dict[str, tuple[str, bytes]] = {
    "gzip": ("gzip", PACKED),
    "nested gzip": ("gzip, gzip", gzip.compress(PACKED)),
    "an encoding that was not asked for": ("br", b"\x0b\x02\x80abc\x03"),
    "no gzip at all": ("gzip", b"{}"),
    "gzip that is cut off": ("gzip", gzip.compress(b"{}")[:-9]),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_body_that_cannot_be_unpacked_within_limits_accuses_nobody(bomb: str) -> None:
    encoding, body = BOMBS[bomb]

    def packed(handler: Handler, response: Response) -> None:
        handler.reply(evolve(response, body=body), **{"content-encoding": encoding})

    with serving(packed) as server:
        with closing(OriginTarget(server.origin, KEY, requests_a_minute=None)) as target:
            report = judge(target, Plan(2, generated=0, lists=("listCaseActions",)))
        assert server.received == 1
    assert report.exit_code is ExitCode.UNJUDGED, as_text(report)
    assert "the body" in as_text(report)


def test_a_body_beyond_the_limit_that_a_user_sets_is_not_read() -> None:
    with (
        serving(Handler.reply) as server,
        closing(OriginTarget(server.origin, KEY, requests_a_minute=None, max_body=100)) as target,
        pytest.raises(UnreadableError, match="larger than 100 bytes"),
    ):
        target.send(Request(origin=server.origin, path="/api/v2/cases/1/actions"))


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "deflate", "", "identity"])
@pytest.mark.parametrize("size", [1, 7, 10**6])
def test_a_packed_body_is_read_whole_however_it_is_cut(encoding: str, size: int) -> None:
    body = json.dumps(list(range(500))).encode()
    raw = zlib.compressobj(9, zlib.DEFLATED, -15)
    forms = {
        "gzip": [gzip.compress(body), gzip.compress(body[:9]) + gzip.compress(body[9:]), gzip.compress(body) + b"\0"],
        "deflate": [zlib.compress(body), raw.compress(body) + raw.flush()],
    }
    for packed in forms.get(encoding.removeprefix("x-"), [body]):
        unpacking = Unpacking(encoding, MAX_BODY)
        for begin in range(0, len(packed), size):
            unpacking.feed(packed[begin : begin + size])
        assert unpacking.body() == body


def test_packed_bytes_count_too() -> None:
    unpacking = Unpacking("gzip", 1000)
    with pytest.raises(BodyError, match="larger than 1000 bytes"):
        unpacking.feed(100 * gzip.compress(b""))


class Limiting(Wrapped):
    """A tenant that answers every second request with 429, and asks to wait a minute."""

    def send(self, request: Request) -> Response:
        self.sent += 1
        if self.sent % 2:
            return Response(status=429, headers={"retry-after": "60"})
        return self.fake.respond(request)


@pytest.mark.parametrize(("given", "most"), [({"max_time": 600.0}, 600), ({}, 3600)])
def test_a_run_takes_no_longer_than_it_may_and_an_hour_if_nobody_says(given: dict[str, float], most: float) -> None:
    limiting = Limiting(tenant())
    report = limiting.judged(WRITING, **given)
    assert most - 600 < limiting.now <= most
    assert report.exit_code is ExitCode.UNJUDGED
    assert "--max-time" in as_text(report).splitlines()[-1]


@pytest.mark.parametrize("seconds", [45, 90, 130, 170, 200])
def test_what_was_made_is_removed_when_the_time_is_over(seconds: float) -> None:
    slow = Slow(tenant(0))
    slow.seconds = 1
    report = slow.judged(evolve(WRITING, case_id=CASE, writing_case=CASE), max_time=seconds)
    assert (report.verdict, report.leftovers, report.cleanup_error) == (Verdict.UNJUDGED, [], "")
    assert slow.fake.case(CASE).actions == []


def test_a_breach_that_was_confirmed_before_the_time_was_over_accuses() -> None:
    slow = Wrapped(tenant(faults=[fault("PAGE-GAP")]))
    report = judge(slow, WRITING, clock=lambda: float(slow.sent), pause=slow.pause, max_time=250)
    assert report.broken == [fault("PAGE-GAP").promise]
    assert report.exit_code is ExitCode.ACCUSED


@pytest.mark.parametrize(("text", "seconds"), [("90", 90), ("90s", 90), ("15m", 900), ("1h", 3600), ("1.5 h", 5400)])
def test_a_duration_is_read_as_people_write_it(text: str, seconds: float) -> None:
    assert seconds_of(text, "it") == seconds


@pytest.mark.parametrize("text", ["", "0", "-1", "1d", "h", "1e9", "٣"])
def test_a_duration_that_makes_no_sense_is_a_matter_of_usage(text: str) -> None:
    with pytest.raises(UsageError, match="90, 90s, 15m or 1h"):
        seconds_of(text, "it")


SECRET = "https://hook.test/secret"


def failing(nth: int, *faults: Fault) -> Wrapped:
    """A target that fails with the n-th request: a mistake of whoever wrote it."""

    def respond(fake: FakeTenant, request: Request) -> Response:
        if len(fake.journal) == nth:
            raise KeyError(SECRET)
        return fake.respond(request)

    return Wrapped(tenant(faults=faults), respond)


@pytest.mark.parametrize("nth", [0, 30, 200])
@pytest.mark.parametrize("name", FORMATS)
def test_a_failure_of_the_suite_itself_is_said_as_such(nth: int, name: str) -> None:
    report = failing(nth).judged(WRITING)
    assert (report.broken, report.exit_code) == ([], ExitCode.SUITE_FAILED)
    assert "KeyError in test_limits.py" in FORMATS[name](report)
    assert SECRET not in FORMATS[name](report)
    assert nth < 100 or report.with_status(Status.HELD)  # what was found until then


def test_what_was_confirmed_before_a_failure_accuses() -> None:
    assert failing(250, fault("PAGE-GAP")).judged(WRITING).exit_code is ExitCode.ACCUSED


def crashing(_: Evidence, __: Operation) -> list[Finding]:
    raise KeyError(SECRET)


def _crashing(promise: str) -> Check:
    whole = CHECKS[promise]
    return evolve(whole, declared=evolve(whole.declared, judge=crashing, exercised=lambda *_: True))


@pytest.mark.parametrize("promise", ["LIST-PAGES-AGREE", "UPDATE-PARTIAL"])
def test_a_check_that_crashes_breaks_no_promise(promise: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CHECKS, promise, _crashing(promise))
    report = judged()
    assert [outcome.promise.id for outcome in report.with_status(Status.CRASHED)] == [promise]
    assert report.broken == []
    assert report.exit_code is ExitCode.SUITE_FAILED
    assert f"not judged  {promise}: the check itself failed, with KeyError in test_limits.py" in as_text(report)
    assert SECRET not in as_text(report)


def test_a_tenant_is_accused_though_another_check_crashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CHECKS, "LIST-PAGES-AGREE", _crashing("LIST-PAGES-AGREE"))
    report = judged(faults=[fault("CASE-OTHER")])
    assert report.broken == [fault("CASE-OTHER").promise]
    assert report.exit_code is ExitCode.ACCUSED
