"""Contract checks for Tines cases, their tasks and actions: does a tenant keep the promises of openapi.yaml?

    from tines_contract import FakeTarget, Plan, judge
    report = judge(FakeTarget(FakeTenant.sample()), Plan(case_id=2))
    print(report.verdict, report.broken)

Not affiliated with Tines.
"""

from tines_contract.extra import is_of_the_extra, refuse
from tines_spec import Promise

try:
    from tines_contract.engine.judging.judge import judge
    from tines_contract.engine.judging.verdict import InterruptedRunError, Outcome, Report, Status, Verdict
    from tines_contract.engine.recordings.recordings import breaches
    from tines_contract.evidence.evidence import Finding
    from tines_contract.probes.plan import RunPlan as Plan
    from tines_contract.transport.obstacles import ExitCode
    from tines_contract.transport.origin_target import OriginTarget, served_fake
    from tines_contract.transport.targets import FakeTarget, Target, UnreachableError
except ModuleNotFoundError as error:  # then `python -m tines_contract` says which extra it needs
    if not is_of_the_extra(error):
        raise
    __getattr__ = refuse

__all__ = (
    "ExitCode",
    "FakeTarget",
    "Finding",
    "InterruptedRunError",
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
