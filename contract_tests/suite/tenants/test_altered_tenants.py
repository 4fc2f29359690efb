"""Tenants that conform or are broken in ways of their own: each is accused of what it breaks, and of nothing else."""

import pytest

from contract_tests.suite.tenants.altered_tenants import ALTERED, AlteredTarget, AlteredTenant
from tines_contract import judge
from tines_contract.report.text_report import as_text


@pytest.mark.parametrize("altered", ALTERED, ids=str)
def test_a_tenant_is_accused_of_what_it_breaks_and_of_nothing_else(altered: AlteredTenant) -> None:
    report = judge(AlteredTarget(altered), altered.plan, pause=lambda _: None)
    assert report.broken == list(altered.breaks), as_text(report)
