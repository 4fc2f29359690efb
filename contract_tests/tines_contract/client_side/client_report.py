"""Judges a client by a plan, and the tenant beneath it: one run, with the suite's requests asked through the client."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from attrs import field, frozen

from tines_contract.client_side.client_call import ClientCall
from tines_contract.client_side.client_protocol import Client, all_pages_of
from tines_contract.client_side.client_target import ClientTarget
from tines_contract.client_side.deviations import Deviation
from tines_contract.engine.judging.judge import judge
from tines_contract.engine.judging.verdict import Report, Verdict
from tines_contract.probes.plan import RunPlan
from tines_contract.report.text_report import as_text as tenant_as_text
from tines_contract.transport.pacing import Progress, quietly
from tines_contract.transport.targets import Target, UnreachableError
from tines_spec import lists, operations


@frozen
class ClientReport:
    """What came out for a client, and for the tenant beneath it, apart.

    tenant: the report of the suite, of the responses as they came beneath the client. calls: what the client was asked.
    not_offered: the operations that the client says it does not have.
    """

    client: str
    tenant: Report
    calls: Sequence[ClientCall] = field(repr=False)
    not_offered: Collection[str] = ()

    @property
    def client_wrong(self) -> list[ClientCall]:
        """The calls in which the client is wrong, whatever the tenant is."""
        return [called for called in self.calls if called.client_wrong]

    @property
    def agreed(self) -> list[ClientCall]:
        """The calls in which nothing is wrong."""
        return [called for called in self.calls if called.agreed]

    @property
    def unasked(self) -> list[str]:
        """The operations that no call was for: a plan that writes nothing asks for no writes."""
        asked = {called.operation for called in self.calls} | set(self.not_offered)
        all_pages = [all_pages_of(one.name) for one in lists()]
        return [name for name in (*operations(), *all_pages) if name not in asked]

    @property
    def verdict(self) -> Verdict:
        """What came out for the client."""
        if self.client_wrong:
            return Verdict.ACCUSED
        return Verdict.ACCEPTED if self.agreed else Verdict.UNJUDGED

    def as_text(self) -> str:
        """For people. It holds no key, and of the case's data no more than the tenant's own report."""
        return tenant_as_text(self.tenant) + "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield f"{self.client}: {len(self.calls)} calls, {len(self.agreed)} of them agreed"
        wrong = Counter((called.operation, one) for called in self.client_wrong for one in called.problems)
        for (operation, problem), times in wrong.items():
            yield f"  {self.client} is wrong  {operation}: {problem}" + ("" if times == 1 else f" ({times} times)")
        deviating = sum(called.tenant_wrong for called in self.calls)
        if deviating:
            yield f"  the tenant is wrong in {deviating} calls: the response is none that the spec allows"
        for name in self.not_offered:
            yield f"  not offered  {name}"
        if self.unasked:
            yield f"  not asked  {', '.join(self.unasked)}"
        yield f"{self.verdict.value}: {self.client}"


def judge_client(
    target: Target,
    client: Client,
    plan: RunPlan,
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
    through = ClientTarget(target, client, tolerates)
    report = judge(through, plan, progress)
    try:
        for operation in lists():
            through.all_pages(operation, plan.case_id)
    except UnreachableError as error:
        progress(f"not all pages could be read: {error}")
    return ClientReport(name, report, through.calls, sorted(through.not_offered))
