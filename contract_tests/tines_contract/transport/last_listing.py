"""All of a list, as it was read: page after page, and nothing else in between."""

from typing import Any

from attrs import define, field

from tines_contract.promises.lists import PagedList
from tines_contract.promises.responses import PagesRead, read_page
from tines_fake import Request, Response


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
        if page is None or not follows or not _is_unfiltered(paged, request):
            self.forget()
        else:
            self.pages.add(page)
            self._next += 1
        return [] if page is None else page.items

    def forget(self) -> None:
        """Something came in between."""
        self.place, self.pages = "", PagesRead()


def _is_unfiltered(paged: PagedList, request: Request) -> bool:
    paging = (paged.paging.size, paged.paging.number)
    return all(name in paging or name in paged.arguments or request.argument(name) is None for name in paged.filters)
