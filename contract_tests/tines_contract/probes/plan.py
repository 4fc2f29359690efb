"""What a run is to judge, and how many requests that takes at most."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from attrs import field, frozen

from tines_contract.probes.list_reads import most_list_requests
from tines_contract.probes.list_requests import ListRequests, embedding
from tines_contract.probes.marks import new_mark
from tines_contract.probes.writes import MOST_RIGHTS_REQUESTS, MOST_WRITING_REQUESTS
from tines_contract.promises.lists import (
    PagedList,
    is_of_tenant,
    list_of,
    main_subject,
    parent_arguments,
    subjects,
)
from tines_spec import Operation, Promise, Writable, lists, resource_of

EMBEDDED = "EMBEDDED"
USUAL_PER_STEP = 5
_MOST_PER_STEP = 12
"""Requests of a step: a write, what it wrote, the list twice, and its share of the removal."""


class Extent(NamedTuple):
    """How many sequences, of how many steps at most, and whether what is found is made smaller by trying it again."""

    sequences: int
    steps: int
    shrinks: bool


ENOUGH_ACTIONS = 45
"""More actions than it takes for each promise of paging to be exercised."""


_MOST_READS_OF_ANOTHER = 64
"""How often each other list is read that the run writes to: a write to one may harm the others."""


def promises_read(operation: Operation) -> list[Promise]:
    """The promises that reading a list can judge: its own, and those of reading one item."""
    get = resource_of(operation).get
    return [*operation.promises, *(() if get is None else get.promises)]


def promises_embedding(listed: Operation) -> list[Promise]:
    """What is promised of items of a list where they come with what they belong to."""
    kept = [one.keeps(EMBEDDED) for one in embedding(listed)]
    return [one for one in kept if one is not None]


def promises_of(known: Writable) -> list[Promise]:
    """The promises of all operations on the items of a list."""
    return [promise for one in known.operations if one is not None for promise in one.promises]


@frozen
class RunPlan:
    """What is judged."""

    case_id: int
    """The case that is read; with more than 42 actions it exercises every promise of their list. If it is written to,
    it should be empty: the run fills it to read it."""
    generated: int = 10
    """How many requests schemathesis makes up for each list; 0 for none."""
    writing_case: int | None = None
    """A case to write to, best one without actions; None writes nothing. What is made is removed."""
    makes_cases: bool = False
    """Whether cases are made, written to and removed, too, if anything is written. A new one may start automations."""
    other_case: int | None = None
    """A case to compare these with; None takes those before and after."""
    scenarios: int = 40
    """How many random sequences of writes are sent, if the tenant has no rate limit; 0 for none."""
    mark: str = field(factory=new_mark)
    """What the labels of all that is made begin with. By default no two plans have the same, so that a run does
    not take for its own what another has left behind."""
    lists: Collection[str] | None = field(default=None, repr=False)
    """The lists that are read and written to, by operationId; None is all. Without any, nothing but what is written
    is read."""
    promises: Collection[str] | None = field(default=None, repr=False)
    """The promises that are judged, by id; None judges all."""
    max_requests: int | None = None
    """How many requests may be sent; None is any number. What was made is removed all the same."""
    seed: int = 0
    """What is made up follows from it."""
    settle: float = 0.0
    """Seconds between a write and what is read after it."""

    def judges(self, promise: str) -> bool:
        """Whether a promise is to be judged."""
        return self.promises is None or promise in self.promises

    @property
    def arguments(self) -> Mapping[str, int | str]:
        """The arguments of paths that the plan names."""
        return {"case_id": self.case_id}

    @property
    def writes(self) -> bool:
        """Whether anything is written."""
        return any(map(self.writes_to, subjects()))

    @property
    def fills(self) -> bool:
        """Whether the case that is read is filled for it, and emptied again."""
        return self.writing_case is not None and self.writing_case == self.case_id

    @property
    def writes_cases(self) -> bool:
        """Whether cases are made."""
        return any(self.writes_to(one) for one in subjects() if is_of_tenant(one))

    def writes_to(self, known: Writable) -> bool:
        """Whether anything is written to a list."""
        listed = not self.lists or list_of(known).name in self.lists
        agreed = self.makes_cases or not is_of_tenant(known)
        written = [promise for one in known.operations if one is not None and one.writes for promise in one.promises]
        return self.writing_case is not None and listed and agreed and any(self.judges(one.id) for one in written)

    def subjects(self) -> list[Writable]:
        """What may be written to, the lists of which writes are judged first: a run comes to nothing without those.

        A tenant need not let anybody make cases.
        """
        return sorted(subjects(), key=lambda one: is_of_tenant(one) or not self.writes_to(one))

    @property
    def writes_whole(self) -> bool:
        """Whether random sequences are written: where not all is judged, they may fail at what is broken and is not."""
        return self.writes and bool(self.scenarios) and all(self.judges(one.id) for one in promises_of(main_subject()))

    def read_lists(self) -> list[PagedList]:
        """The lists that are read: those of a case that can be written to before the others."""
        wanted = [one for one in lists() if self.lists is None or one.name in self.lists]
        known = [one for one in wanted if set(parent_arguments(one)) <= self.arguments.keys()]
        judged = [one for one in known if any(self.judges(promise.id) for promise in promises_read(one))]
        written = [list_of(one).name for one in subjects() if not is_of_tenant(one)]
        return [PagedList(one) for one in sorted(judged, key=lambda one: one.name not in written)]

    def requests_for(self, paged: PagedList, origin: str) -> ListRequests:
        """What makes the requests to a list."""
        return ListRequests(origin, self.arguments, paged)

    def extent(self, *, limited: bool) -> Extent:
        """How many random sequences: few where there is a limit of requests to keep."""
        if limited:
            return Extent(min(self.scenarios, 2), steps=6, shrinks=False)
        return Extent(self.scenarios, steps=10, shrinks=True)

    def most_requests(self, *, limited: bool) -> int:
        """How many requests are sent at most, were nothing to be sent again."""
        seeds = 2 * ENOUGH_ACTIONS if self.fills else 0
        reading = 1 + sum(most_list_requests(paged) + self.generated + seeds for paged in self.read_lists())
        if not self.writes:
            return reading
        extent = self.extent(limited=limited)
        sequences = extent.sequences * extent.steps * _MOST_PER_STEP if self.writes_whole else 0
        written = sum(map(self.writes_to, subjects()))
        others = (written - 1) * _MOST_READS_OF_ANOTHER
        writing = MOST_RIGHTS_REQUESTS + MOST_WRITING_REQUESTS + others
        return reading + written * writing + sequences
