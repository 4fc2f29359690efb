"""Tenants that are sound or broken in ways of their own: each is accused of what it breaks, and of nothing else."""

import pytest

from contract_tests.suite.doctored import DOCTORED, Doctored, DoctoredTarget
from tines_contract import judge
from tines_contract.report.text_report import as_text


@pytest.mark.parametrize("doctored", DOCTORED, ids=str)
def test_a_tenant_is_accused_of_what_it_breaks_and_of_nothing_else(doctored: Doctored) -> None:
    report = judge(DoctoredTarget(doctored), doctored.plan, pause=lambda _: None)
    assert report.broken == list(doctored.breaks), as_text(report)
