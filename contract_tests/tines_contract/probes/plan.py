"""What a run is to judge, and how many requests that takes at most."""

from attrs import frozen

from tines_contract.probes.extent import Extent
from tines_contract.probes.reads import MOST_REQUESTS
from tines_contract.probes.writes import MOST_WRITING_REQUESTS

ENOUGH_ACTIONS = 45
"""More actions than it takes for each promise of paging to be exercised."""


@frozen
class Plan:
    """What is judged.

    case_id: the case that is read; with more than 42 actions it exercises every promise of the list.
    generated: how many requests schemathesis makes up, and scenarios of its machine; 0 leaves it out.
    scenarios: how many sequences of writes hypothesis makes up, where the tenant has no limit; 0 leaves it out.
    writing_case: a case to write to, best one without actions; None writes nothing. What is made is removed.
    other_case: a case to hold these against; None takes those before and after.
    mark: what the labels of all that is made begin with.
    """

    case_id: int
    generated: int = 10
    writing_case: int | None = None
    other_case: int | None = None
    scenarios: int = 40
    mark: str = "tines-contract"

    def extent(self, *, limited: bool) -> Extent:
        """How much is made up by hypothesis: little where there is a limit of requests to keep."""
        if limited:
            return Extent(min(self.scenarios, 2), steps=6, shrinks=False)
        return Extent(self.scenarios, steps=10, shrinks=True)

    def most_requests(self, *, limited: bool) -> int:
        """How many requests are sent at most, were nothing to be asked again."""
        reading = MOST_REQUESTS + self.generated
        if self.writing_case is None:
            return reading
        seeds = 2 * ENOUGH_ACTIONS if self.writing_case == self.case_id else 0
        return reading + MOST_WRITING_REQUESTS + seeds + self.extent(limited=limited).most_requests
