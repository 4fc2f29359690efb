"""One call of a client: what was asked, what went over the wire beneath it, and what is wrong with either."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from attrs import field, frozen

from tines_contract.client_side.deviations import Deviation
from tines_fake import Exchange


@frozen(eq=False)
class Called:
    """One call.

    operation: its operationId, with a star for all pages. exchanges: what was sent for it, and the responses.
    raised: the name of the error's type, None where a value came. problems: what the client did wrong, in words without
    values. deviations: in which ways the response is none that the spec allows. broken: how the tenant's
    pages do not fit together.
    """

    operation: str
    arguments: Mapping[str, Any] = field(repr=False)
    exchanges: Sequence[Exchange] = field(repr=False)
    raised: str | None
    problems: Sequence[str] = ()
    deviations: Collection[Deviation] = ()
    broken: Collection[str] = ()

    @property
    def client_wrong(self) -> bool:
        return bool(self.problems)

    @property
    def tenant_wrong(self) -> bool:
        """Whether a response is one that the spec forbids. What one response cannot show is in the tenant's report."""
        return bool(self.deviations or self.broken)

    @property
    def agreed(self) -> bool:
        return not self.client_wrong and not self.tenant_wrong
