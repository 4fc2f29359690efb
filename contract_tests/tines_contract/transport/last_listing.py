"""All of a list, as it was read: page after page, and nothing else in between."""

from typing import Any

from attrs import define, field

from tines_contract.contract.paged_list import PagedList
from tines_contract.probes.leftover import id_key
from tines_contract.probes.probe import success_json
from tines_fake import Request, Response


@define
class LastListing:
    """The pages that were read last. place: the path of the list. items: what they hold. ids: theirs.

    whole: whether that is all.
    """

    place: str = ""
    items: list[Any] = field(factory=list, repr=False)
    whole: bool = False
    ids: set[str] = field(factory=set, repr=False)
    _size: str | None = None
    _next: int = 1

    def read(self, paged: PagedList, request: Request, response: Response) -> list[Any]:
        """Read one page more, and return its items."""
        place = request.path
        size, number = request.argument(paged.paging.size), request.argument(paged.paging.number) or "1"
        if number == "1":
            self.place, self.items, self.ids, self._size, self._next = place, [], set(), size, 1
        follows = (place, size, number) == (self.place, self._size, str(self._next))
        self.whole = False
        page = success_json(response)
        items = page.get(paged.paging.items) if isinstance(page, dict) else None
        if not isinstance(items, list):
            self.forget()
            return []
        if not follows or not _is_unfiltered(paged, request):
            self.forget()
            return items
        count = len(self.ids)
        self.items, self._next = [*self.items, *items], self._next + 1
        self.ids |= {id_key(item.get(paged.paging.id)) for item in items if isinstance(item, dict)}
        self.whole = self._is_whole(page.get(paged.paging.meta), nothing_new=len(self.ids) == count)
        return items

    def forget(self) -> None:
        """Something came in between."""
        self.place, self.items, self.ids, self.whole = "", [], set(), False

    def _is_whole(self, meta: Any, *, nothing_new: bool) -> bool:
        try:
            ended = nothing_new or meta["next_page"] in (None, "null")
            return ended and len(self.ids) >= int(meta["count"])
        except (TypeError, KeyError, ValueError, OverflowError):
            return False


def _is_unfiltered(paged: PagedList, request: Request) -> bool:
    paging = (paged.paging.size, paged.paging.number)
    return all(name in paging or name in paged.arguments or request.argument(name) is None for name in paged.filters)
