"""One test a promise, against the tenant that `--tenant` names."""

import pytest

from tines_contract import Promise, Report, Status
from tines_spec import promises

ACCUSING = [promise for promise in promises() if promise.accuses]


@pytest.mark.parametrize("promise", ACCUSING, ids=lambda promise: promise.id)
def test_the_tenant_keeps_its_promise(promise: Promise, report: Report) -> None:
    outcome = next(outcome for outcome in report.outcomes if outcome.promise.id == promise.id)
    if outcome.status is Status.SKIPPED:
        pytest.skip(outcome.note)
    if outcome.accepted is not None:
        pytest.xfail(outcome.accepted.reason)
    message = "; ".join(finding.message for finding in outcome.findings) or outcome.note
    assert outcome.status is Status.HELD, f"{promise.rule} But: {message}"


def test_the_tenant_is_as_agreed(report: Report) -> None:
    assert report.disagreements == []
