"""What every run that writes does again and again: list the case, make an item, see whether it is still there.

Nothing is changed but what this run has made, and what reading has just shown to be nobody's. What has not been read so
is not sent at all, whatever these steps are: their target is guarded.
"""

from collections.abc import Sequence

from attrs import define, evolve, field

from tines_contract.probes.bodies import Bodies, Body
from tines_contract.probes.list_reads import OtherParents
from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.page_walks import read_pages
from tines_contract.probes.probe import NOT_SENT, UNKNOWN_IDS, Needed, Probe, Probes, Purpose, Steps
from tines_contract.promises.addresses import item_path
from tines_contract.promises.lists import PagedList, list_of
from tines_contract.promises.responses import success_item
from tines_fake import Response
from tines_spec import Writable

MOST_PAGES = 4
_UNKNOWN_CASES = (2147483645, 999999999998)
"""Others than those that are read: a tenant that makes a case of them breaks that promise alone."""

_MOST_READS = 3
"""What was read becomes old where the write has to wait: so often it is read again."""


@define(eq=False)
class Writer:
    """One run of writes. other_case: one to compare the plan's with. also: another besides those that are near.

    needed: the writes that are sent. siblings: what else may be written to the case, and is to stay as it is.
    initial_ids: those that the case held before, None where not all could be read.
    other_cases: those that can be read. ids_taken: whether each of them has an item with an id of ours.
    """

    requests: ListRequests
    bodies: Bodies
    other_case: int | None = None
    also: int | None = None
    needed: Needed = field(factory=Needed)
    siblings: Sequence[Writable] = ()
    initial_ids: set[int] | None = field(default=None, init=False)
    other_cases: OtherParents = field(factory=dict, init=False)
    ids_taken: bool = field(default=False, init=False)
    _size: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._size = self.requests.paged.largest_size

    @property
    def known(self) -> Writable:
        return self.requests.known

    @property
    def was_empty(self) -> bool:
        return self.initial_ids == set()

    def sends(self, kind: str, *purposes: Purpose) -> bool:
        """Whether an operation is there and judged, and by probes of these purposes."""
        operation = self.known.operations._asdict()[kind]
        return operation is not None and self.needed.includes(operation.name, *purposes)

    def are_ours(self, listed: list[Body] | None) -> bool:
        """Whether all of a case was read, and all of it was made by this run."""
        return listed is not None and all(self.bodies.is_marked(item) for item in listed)

    def begin(self) -> Steps[list[Body] | None]:
        """See what the case holds before anything is written."""
        found = yield from self.list_all()
        self.initial_ids = None if found is None else {item[self.known.id] for item in found}
        return found

    def list_all(self, burst: int = 1, wait: float = 0.0) -> Steps[list[Body] | None]:
        """All items of the case, or None where that is more than a few pages. wait: seconds before the first."""
        for size in dict.fromkeys((self._size, self.requests.paged.most_granted)):
            self._size = size
            pages = yield from read_pages(self.requests, Purpose.LIST_ALL, size, MOST_PAGES, burst=burst, wait=wait)
            items = [one for one in pages.items if isinstance(one, dict) and isinstance(one.get(self.known.id), int)]
            if pages.whole and len(items) == len(pages.items):
                return items
        return None

    def read_other_cases(self) -> Probes:
        """Read other cases and other lists, as far as one page goes: what is written here changes nothing there."""
        for case in self.other_cases:
            yield self.read_case(case)
        for known in self.siblings:
            reads = evolve(self.requests, paged=PagedList(list_of(known)))
            yield reads.page(Purpose.LIST_ALL, size=reads.paged.most_granted, number=1)

    def read_embedding(self) -> Probes:
        """Read what shows some of the items, too, besides the list, which was read since the last write."""
        for one in self.requests.embedding():
            if self.needed.has(one):
                yield one

    def read_case(self, case: int) -> Probe:
        """Read another case, as far as one page goes."""
        return self.requests.under(case).page(Purpose.OTHER_CASE_LIST, size=self._size, number=1)

    def make(self, body: Body, purpose: Purpose = Purpose.WRITE) -> Steps[int | None]:
        """Create an item; its id, or None where there is none that is surely ours."""
        name, known_by = self.known.id, self.known.names[0]
        created = self._item((yield self.requests.create(purpose, body)))
        listed = yield from self.list_all()
        number = None if created is None else created.get(name)
        if not isinstance(number, int):
            number = next((item[name] for item in listed or () if item.get(known_by) == body[known_by]), None)
        if number is None or number in (self.initial_ids or ()):
            return None
        shown = self._item((yield self.requests.item(Purpose.READ, number)))
        items = [item for item in listed or () if item[name] == number]
        if not any(self.bodies.is_marked(item) for item in (*items, shown) if isinstance(item, dict)):
            return None
        return number

    def ensure_exists(self, number: int | None) -> Steps[int | None]:
        """The item, or another in its place where it is gone, or no longer known by its mark."""
        item = None if number is None else self._item((yield self.requests.item(Purpose.READ, number)))
        if item is not None and self.bodies.is_marked(item):
            return number
        if item is not None:  # by its id it is another than it may be in the list, and the next write is not to blame
            yield from self.list_all()
        return (yield from self.make(self.bodies.shortest()))

    def read_back(self, number: int) -> Steps[Body | None]:
        """Read an item by its id and all in the list, as they are between two writes."""
        item = self._item((yield self.requests.item(Purpose.READ, number)))
        yield from self.list_all()
        return item

    def _item(self, response: Response) -> Body | None:
        """The one item that a response has."""
        operation = self.known.operations.get or self.known.operations.create
        item = None if operation is None else success_item(operation, response)
        return item if isinstance(item, dict) else None

    def after(self, read: Probe, write: Probe) -> Steps[Response]:
        """A write to what is read right before it, and shown to be nobody's, or this run's."""
        response = NOT_SENT
        for _ in range(_MOST_READS if self.needed.has(write) else 0):
            yield evolve(read, burst=2)
            response = yield write
            if response is not NOT_SENT:
                break
        return response

    def after_nothing(self, write: Probe) -> Steps[Response]:
        """A write to an item that, read right before it, does not exist, or not under another case."""
        elsewhere = write.purpose in (Purpose.UNKNOWN_CASE, Purpose.WRONG_CASE)
        path = item_path(write.request)
        read = Probe(evolve(write.request, method="GET", path=path, query="", body=b""), Purpose.BEFORE_WRITE)
        return (yield from self.after(evolve(read, purpose=write.purpose) if elsewhere else read, write))

    def replace(self, write: Probe) -> Steps[Response]:
        """Replace all, where the whole list, right before it, holds nothing but what this run has made."""
        response = NOT_SENT
        for _ in range(_MOST_READS if self.needed.has(write) else 0):
            if not self.are_ours((yield from self.list_all(burst=2))):
                break
            response = yield write
            if response is not NOT_SENT:
                yield from self.read_other_cases()  # before anything is replaced again
                break
        return response

    def seeds(self, count: int) -> Probes:
        """Create so many items."""
        for _ in range(count):
            yield self.requests.create(Purpose.SEED, self.bodies.full())

    def unknown_case(self, kind: str) -> Steps[list[int]]:
        """A case that, by reading it, does not exist; none where the operation is not sent to such."""
        for case in _UNKNOWN_CASES if self.sends(kind, Purpose.UNKNOWN_CASE) else ():
            if case != self.requests.parent:
                response = yield self.requests.under(case).page(Purpose.OTHER_CASE_LIST)
                if 400 <= response.status < 500:
                    return [case]
        return []

    def unknown_item(self, kind: str, purpose: Purpose) -> Steps[list[int]]:
        """An item that, by reading it, does not exist; none where the operation is not sent to such."""
        for number in UNKNOWN_IDS if self.sends(kind, purpose) else ():
            response = yield self.requests.item(Purpose.UNKNOWN_ITEM, number)
            if 400 <= response.status < 500:
                return [number]
        return []

    def elsewhere(self, number: int, kind: str) -> Steps[list[int]]:
        """A case under which an item of ours may be written to: there it is nobody's, or ours."""
        if not self.sends(kind, Purpose.WRONG_CASE):
            return []
        for case in self.other_cases:
            response = yield self.requests.under(case).item(Purpose.WRONG_CASE, number)
            item = self._item(response)
            if 400 <= response.status < 500 or (item is not None and self.bodies.is_marked(item)):
                return [case]
        self.ids_taken = bool(self.other_cases)
        return []
