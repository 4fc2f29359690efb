"""What a run is to judge, and how many requests that takes at most."""

from collections.abc import Collection, Mapping

from attrs import field, frozen

from tines_contract.contract.paged_list import PagedList
from tines_contract.contract.parents import parent_arguments
from tines_contract.probes.extent import Extent
from tines_contract.probes.list_reads import most_list_requests
from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.marks import new_mark
from tines_contract.probes.request_builder import RequestBuilder
from tines_contract.probes.writes import MOST_WRITING_REQUESTS
from tines_spec import lists, resource_of

ENOUGH_ACTIONS = 45
"""More actions than it takes for each promise of paging to be exercised."""


@frozen
class Plan:
    """What is judged.

    case_id: the case that is read; with more than 42 actions it exercises every promise of their list.
    generated: how many requests schemathesis makes up for each list; 0 for none.
    scenarios: how many random sequences of writes are sent, where the tenant has no limit; 0 for none.
    writing_case: a case to write to, best one without actions; None writes nothing. What is made is removed.
    other_case: a case to compare these with; None takes those before and after.
    mark: what the labels of all that is made begin with; by itself no two plans have the same, so that what one run
    leaves behind, the other does not take for its own.
    lists: the lists that are read, by operationId; None reads all.
    """

    case_id: int
    generated: int = 10
    writing_case: int | None = None
    other_case: int | None = None
    scenarios: int = 40
    mark: str = field(factory=new_mark)
    lists: Collection[str] | None = field(default=None, repr=False)

    @property
    def arguments(self) -> Mapping[str, object]:
        """The arguments of paths that the plan names."""
        return {"case_id": self.case_id}

    def read_lists(self) -> list[PagedList]:
        """The lists that are read: those that can be written to before the others."""
        wanted = [one for one in lists() if self.lists is None or one.name in self.lists]
        known = [one for one in wanted if set(parent_arguments(one)) <= self.arguments.keys()]
        return [PagedList(one) for one in sorted(known, key=lambda one: resource_of(one).create is None)]

    def requests_for(self, paged: PagedList, origin: str) -> ListRequests:
        return ListRequests(RequestBuilder(origin, self.arguments), paged)

    def extent(self, *, limited: bool) -> Extent:
        """How many random sequences: few where there is a limit of requests to keep."""
        if limited:
            return Extent(min(self.scenarios, 2), steps=6, shrinks=False)
        return Extent(self.scenarios, steps=10, shrinks=True)

    def most_requests(self, *, limited: bool) -> int:
        """How many requests are sent at most, were nothing to be sent again."""
        reading = sum(most_list_requests(paged) + self.generated for paged in self.read_lists())
        if self.writing_case is None:
            return reading
        seeds = 2 * ENOUGH_ACTIONS if self.writing_case == self.case_id else 0
        return reading + MOST_WRITING_REQUESTS + seeds + self.extent(limited=limited).most_requests
