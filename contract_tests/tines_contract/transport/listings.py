"""What lists have shown: the one that was read last, whole or not, and what other runs of this suite have left."""

from collections.abc import Mapping
from typing import Any

from attrs import define, field, frozen

from tines_contract.probes.marks import mark_of, shown_id
from tines_contract.promises.addresses import case_of
from tines_contract.promises.lists import PagedList
from tines_contract.promises.responses import PagesRead, read_page
from tines_fake import Request, Response
from tines_spec import Writable

Place = tuple[str, str]
"""An item: the path of its list, and its id as a path has it."""


@define
class LastListing:
    """The pages that were read last. place: the path of the list."""

    place: str = ""
    pages: PagesRead = field(factory=PagesRead)
    _size: str | None = None
    _next: int = 1

    def read(self, paged: PagedList, request: Request, response: Response) -> list[Any]:
        """Read one page more, and return its items."""
        size, number = request.argument(paged.paging.size), request.argument(paged.paging.number) or "1"
        if number == "1":
            self.place, self.pages, self._size, self._next = request.path, PagesRead(), size, 1
        follows = (request.path, size, number) == (self.place, self._size, str(self._next))
        page = read_page(paged.paging, response)
        filters = {name.partition("[")[0] for name in request.params}.intersection(paged.filters)
        if page is None or not follows or not filters <= paged.arguments.keys():
            self.forget()
        else:
            self.pages.add(page)
            self._next += 1
        return [] if page is None else page.items

    def forget(self) -> None:
        """Something came in between."""
        self.place, self.pages = "", PagesRead()


@frozen
class OtherRun:
    """Another run, by its mark. actions: how many items of its own a list holds. at_work: whether it was writing."""

    mark: str
    case: str
    actions: int
    at_work: bool


@frozen
class MarkedItem:
    """An item that another run has made, as it was read last."""

    mark: str
    known: Writable
    item: Mapping[str, Any] = field(repr=False)

    @property
    def number(self) -> int | float | str | None:
        """Its id as a report may show it."""
        return shown_id(self.item.get(self.known.id))

    @property
    def texts(self) -> list[str]:
        """What changes where it is written to."""
        names = (*self.known.names, *self.known.choices, "updated_at")
        return [value for name in names if isinstance(value := self.item.get(name), str)]


@define
class OtherRuns:
    """What other runs have made, as far as lists have shown it. items: what was read last, by its place."""

    items: dict[Place, MarkedItem] = field(factory=dict, init=False)
    _at_work: dict[tuple[str, str], bool] = field(factory=dict, init=False)
    _whole: set[str] = field(factory=set, init=False)

    def read(self, known: Writable, place: Place, item: Mapping[str, Any]) -> None:
        """Somebody else's item was read. One that is new in a list, or another than it was, is being written to."""
        mark = mark_of(known, item)
        if mark is None:
            return
        now, before = MarkedItem(mark, known, item), self.items.get(place)
        is_written = place[0] in self._whole if before is None else before.texts != now.texts
        self._note(mark, place[0], is_written)
        self.items[place] = now

    def whole(self, of: str, ids: set[str]) -> None:
        """All of a list was read: what is missing was removed."""
        for place, one in list(self.items.items()):
            if place[0] == of and place[1] not in ids:
                self._note(one.mark, of, True)
                del self.items[place]
        self._whole.add(of)

    def _note(self, mark: str, of: str, is_written: bool) -> None:
        self._at_work[mark, of] = self._at_work.get((mark, of), False) or is_written

    def found(self) -> list[OtherRun]:
        """The runs that have something in a case, or were at work in one."""
        runs = []
        for (mark, of), at_work in self._at_work.items():
            count = sum(place[0] == of and one.mark == mark for place, one in self.items.items())
            runs += [OtherRun(mark, case_of(of), count, at_work)] if count or at_work else []
        return runs
