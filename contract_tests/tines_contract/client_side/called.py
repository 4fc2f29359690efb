"""One call of a client: what was asked, what went over the wire beneath it, and what is wrong with either."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from attrs import field, frozen

from tines_contract.client_side.oddities import Odd
from tines_fake import Exchange


@frozen(eq=False)
class Called:
    """One call.

    operation: its operationId, or ALL_PAGES. exchanges: what was sent for it, and the answers.
    raised: the name of the error's type, None where a value came. told: what the client did wrong, in words without
    values. odd: in which ways the answer is none that the document allows. unsound: what is wrong with the tenant's
    pages together, for ALL_PAGES.
    """

    operation: str
    arguments: Mapping[str, Any] = field(repr=False)
    exchanges: Sequence[Exchange] = field(repr=False)
    raised: str | None
    told: Sequence[str] = ()
    odd: Collection[Odd] = ()
    unsound: Collection[str] = ()

    @property
    def client_wrong(self) -> bool:
        return bool(self.told)

    @property
    def tenant_wrong(self) -> bool:
        """Whether an answer is one that the document forbids. What one answer cannot show is in the tenant's report."""
        return bool(self.odd or self.unsound)

    @property
    def agreed(self) -> bool:
        return not self.client_wrong and not self.tenant_wrong
