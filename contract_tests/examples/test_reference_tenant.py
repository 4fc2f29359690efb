"""The example of a conforming tenant, judged by the suite over a socket."""

from contextlib import closing

from reference_tenant import make_app, sample

from contract_tests.suite.tenants.tenants import ACTIONS
from tines_contract import OriginTarget, Plan, Status, Verdict, judge
from tines_contract.report.text_report import as_text
from tines_fake.serving.uvicorn_server import serving


def test_the_reference_tenant_keeps_every_promise_of_actions() -> None:
    plan = Plan(case_id=1, writing_case=2, lists=[ACTIONS], scenarios=1, generated=1)
    with (
        serving(make_app(sample(), "key")) as origin,
        closing(OriginTarget(origin, "key", requests_a_minute=None)) as target,
    ):
        report = judge(target, plan)
    assert report.verdict is Verdict.ACCEPTED, as_text(report)
    assert {one.status for one in report.outcomes if one.promise.operation.endswith("CaseAction")} == {Status.HELD}
