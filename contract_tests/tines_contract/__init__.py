"""Contract checks for Tines case actions: does a tenant keep the promises of the document?

    from tines_contract import FakeTarget, Plan, judge
    report = judge(FakeTarget(FakeTenant.sample()), Plan(case_id=2))
    print(report.verdict, report.broken)

Not affiliated with Tines.
"""

from tines_contract.finding import Finding
from tines_contract.judging import judge
from tines_contract.origin_target import OriginTarget
from tines_contract.plan import Plan
from tines_contract.promises import Promise
from tines_contract.recorded import breaches
from tines_contract.served import served_fake
from tines_contract.targets import FakeTarget, Target, UnreachableError
from tines_contract.verdict import ExitCode, Outcome, Report, Status, Verdict

__all__ = (
    "ExitCode",
    "FakeTarget",
    "Finding",
    "OriginTarget",
    "Outcome",
    "Plan",
    "Promise",
    "Report",
    "Status",
    "Target",
    "UnreachableError",
    "Verdict",
    "breaches",
    "judge",
    "served_fake",
)
