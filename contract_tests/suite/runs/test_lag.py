"""A replica that is behind is no breach: it is waited for, and the report says how long."""

import itertools
from collections.abc import Callable

import pytest

from contract_tests.suite.tenants.lagging import Lagging
from contract_tests.suite.tenants.tenants import WRITING, tenant
from tines_contract import Verdict
from tines_contract.report.text_report import as_text
from tines_fake import fault

LAGS, TAKEN = (0.02, 0.055, 0.3, 2.0), (0.001, 0.05, 0.3)
WHICH: dict[str, Callable[[int], bool]] = {
    "every read": lambda _: True,
    "every other read": lambda read: read % 2 == 0,
    "two of three reads": lambda read: read % 3 > 0,
}
MET = [(lag, takes, list(WHICH)[(i + j) % 3]) for (i, lag), (j, takes) in itertools.product(enumerate(LAGS), enumerate(TAKEN))]


@pytest.mark.parametrize(("lag", "takes", "which"), MET)
def test_a_tenant_whose_replica_lags_is_accepted(lag: float, takes: float, which: str) -> None:
    lagging = Lagging(tenant(), lag, takes, WHICH[which])
    report = lagging.judged(WRITING)
    assert report.verdict is Verdict.ACCEPTED, as_text(report)
    print(report.requests, lagging.now, report.record.seconds)
