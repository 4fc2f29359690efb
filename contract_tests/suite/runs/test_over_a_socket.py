"""What lies between the suite and a conforming tenant accuses nobody, and what a tenant sends back shows nothing."""

from contextlib import closing

import pytest
from attrs import evolve

from contract_tests.suite.tenants.plain_server import KEY, Handler, Wire, serving
from tines_contract import ExitCode, OriginTarget, Plan, Report, judge
from tines_contract.report.text_report import as_text
from tines_fake import Response

READ = Plan(2, generated=0, lists=("listCaseActions",))
"""One list: what is read is not the subject here."""


def _judged(wire: Wire, plan: Plan = READ) -> Report:
    with serving(wire) as server, closing(OriginTarget(server.origin, KEY, requests_a_minute=None)) as target:
        return judge(target, plan)


def closing_each_time(handler: Handler, response: Response) -> None:
    handler.reply(response)
    handler.close_connection = True


def dropping_one(handler: Handler, response: Response) -> None:
    if handler.server.received in (9, 75):
        handler.connection.close()
        handler.close_connection = True
    else:
        handler.reply(response)


def with_a_session(handler: Handler, response: Response) -> None:
    """A tenant whose cookie stands in for the key."""
    if "session=1" in (handler.headers["cookie"] or "") and response.status == 401:
        response = Response.of_json(200, {})
    handler.reply(response, **{"set-cookie": "session=1; path=/"})


def with_charset(charset: str) -> Wire:
    def wire(handler: Handler, response: Response) -> None:
        content_type = response.headers.get("content-type", "text/plain")
        handler.reply(response, **{"content-type": f"{content_type}; charset={charset}"})

    return wire


CHARSETS = [pytest.param(with_charset(name), id=f"charset {name!a}") for name in ("utf-8", "\xe9")]


@pytest.mark.parametrize("wire", [Handler.reply, closing_each_time, dropping_one, with_a_session, *CHARSETS])
def test_a_conforming_tenant_is_accepted_over_any_wire(wire: Wire) -> None:
    report = _judged(wire, evolve(READ, generated=1))
    assert report.exit_code is ExitCode.ACCEPTED, as_text(report)


@pytest.mark.parametrize("after", [5, 40, 70])
@pytest.mark.parametrize(("status", "code"), [(401, ExitCode.NOT_AUTHORISED), (404, ExitCode.NOT_FOUND)])
def test_a_key_that_stops_working_midway_is_not_taken_for_refusals(after: int, status: int, code: ExitCode) -> None:
    def revoked(handler: Handler, response: Response) -> None:
        handler.reply(Response(status=status) if handler.server.received > after else response)

    report = _judged(revoked)
    assert report.exit_code is code, as_text(report)


def any_key_after_a_scheme_in_lower_case(handler: Handler, response: Response) -> None:
    if response.status == 401 and (handler.headers["authorization"] or "").startswith("bearer "):
        response = Response.of_json(200, {})
    handler.reply(response)


def test_a_tenant_that_compares_no_key_after_a_scheme_in_lower_case_is_accused() -> None:
    report = _judged(any_key_after_a_scheme_in_lower_case)
    assert report.broken == ["LIST-KEY-WRONG", "GET-KEY-WRONG"], as_text(report)


def test_a_key_that_a_tenant_sends_back_is_not_reported() -> None:
    def echoing(handler: Handler, response: Response) -> None:
        body = response.body.replace(b"127.0.0.1", KEY.encode()).replace(b"T15:", f" {KEY}".encode())
        handler.reply(Response(status=response.status, headers={"content-type": f"text/{KEY}"}, body=body))

    report = _judged(echoing)
    assert report.exit_code is ExitCode.ACCUSED
    assert KEY not in as_text(report)
    assert KEY not in repr(report)


HOSTILE = [b'{"case_id": "\\ud800"}', b"[" * 900 + b"]" * 900, b"[" * 100_000, b"\xff\xfe", b"NaN", b""]


@pytest.mark.parametrize("body", HOSTILE, ids=["surrogate", "deep", "deeper", "no text", "NaN", "empty"])
def test_a_hostile_body_is_a_breach_and_no_crash(body: bytes) -> None:
    def hostile(handler: Handler, response: Response) -> None:
        handler.reply(Response(status=200, headers=response.headers, body=body) if response.status == 200 else response)

    report = _judged(hostile, evolve(READ, generated=1))
    assert "LIST-SHAPE" in report.broken


def test_a_tenant_on_this_machine_is_reached_past_any_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    report = _judged(Handler.reply)
    assert report.exit_code is ExitCode.ACCEPTED, as_text(report)
