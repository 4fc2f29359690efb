"""A check that crashes is not taken for a broken promise."""

import pytest
from attrs import evolve

from contract_tests.suite.tenants.tenants import judged
from tines_contract import ExitCode, Finding, Status
from tines_contract.checks import CHECKS
from tines_contract.checks.check import Check
from tines_contract.evidence.evidence import Evidence
from tines_contract.report.text_report import as_text
from tines_fake import FAULTS
from tines_spec import Operation

SECRET = "https://hook.test/secret"


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
    assert f"not judged  {promise}: the check itself failed, with KeyError in test_crashing_checks.py" in as_text(
        report
    )
    assert SECRET not in as_text(report)


def test_a_tenant_is_accused_though_another_check_crashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CHECKS, "LIST-PAGES-AGREE", _crashing("LIST-PAGES-AGREE"))
    fault = next(fault for fault in FAULTS if fault.id == "CASE-OTHER")
    report = judged(faults=[fault])
    assert report.broken == [fault.promise]
    assert report.exit_code is ExitCode.ACCUSED
