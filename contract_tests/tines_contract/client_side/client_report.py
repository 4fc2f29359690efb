"""What came out for a client and for the tenant beneath it, apart."""

from collections.abc import Collection, Iterator, Sequence

from attrs import field, frozen

from tines_contract.client_side.called import Called
from tines_contract.client_side.seam import ALL_PAGES
from tines_contract.engine.verdict import Report, Verdict
from tines_contract.report.text_report import as_text as tenant_as_text
from tines_spec import operations


@frozen
class ClientReport:
    """What came out.

    tenant: the report of the suite, of the answers as they came beneath the client. calls: what the client was asked.
    not_offered: the operations that the client says it does not have.
    """

    client: str
    tenant: Report
    calls: Sequence[Called] = field(repr=False)
    not_offered: Collection[str] = ()

    @property
    def client_wrong(self) -> list[Called]:
        """The calls in which the client is wrong, whatever the tenant is."""
        return [called for called in self.calls if called.client_wrong]

    @property
    def agreed(self) -> list[Called]:
        """The calls in which nothing is wrong."""
        return [called for called in self.calls if called.agreed]

    @property
    def unasked(self) -> list[str]:
        """The operations that no call was for: a plan that writes nothing asks for no writes."""
        asked = {called.operation for called in self.calls} | set(self.not_offered)
        return [name for name in (*operations(), ALL_PAGES) if name not in asked]

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
        by_operation: dict[tuple[str, str], int] = {}
        for called in self.client_wrong:
            for told in called.told:
                by_operation[called.operation, told] = by_operation.get((called.operation, told), 0) + 1
        for (operation, told), times in by_operation.items():
            yield f"  {self.client} is wrong  {operation}: {told}" + ("" if times == 1 else f" ({times} times)")
        wrong = sum(called.tenant_wrong for called in self.calls)
        if wrong:
            yield f"  the tenant is wrong in {wrong} calls: the answer is none that the document allows"
        for name in self.not_offered:
            yield f"  not offered  {name}"
        if self.unasked:
            yield f"  not asked  {', '.join(self.unasked)}"
        yield f"{self.verdict.value}: {self.client}"
