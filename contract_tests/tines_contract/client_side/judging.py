"""Judges a client by a plan, and the tenant beneath it: one run, with the suite's requests asked through the client."""

from collections.abc import Collection

from tines_contract.client_side.client_report import ClientReport
from tines_contract.client_side.deviations import Deviation
from tines_contract.client_side.seam import Client
from tines_contract.client_side.through import Through
from tines_contract.engine.judging.judge import judge
from tines_contract.probes.plan import Plan
from tines_contract.transport.pacing import Progress, quietly
from tines_contract.transport.targets import Target, UnreachableError
from tines_spec import lists


def judge_client(
    target: Target,
    client: Client,
    plan: Plan,
    *,
    name: str = "the client",
    tolerates: Collection[Deviation] = (),
    progress: Progress = quietly,
) -> ClientReport:
    """Judge a client, and the tenant too.

    tolerates: which responses that the spec forbids the client documents to take as they come. Never raises for what
    the client or the tenant does. What the run makes is removed, as `judge` does; the tenant is never sent anything but
    what the suite would send it, whatever the client does.
    """
    through = Through(target, client, tolerates)
    report = judge(through, plan, progress)
    try:
        for operation in lists():
            through.all_pages(operation, plan.case_id)
    except UnreachableError as error:
        progress(f"not all pages could be read: {error}")
    return ClientReport(name, report, through.calls, sorted(through.not_offered))
