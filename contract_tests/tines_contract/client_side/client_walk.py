"""All pages, as a client reads them by itself: whether it gave what came, all of it, and each item once."""

from collections.abc import Iterator, Sequence
from typing import Any

from tines_contract.client_side.client_request import ClientRequest
from tines_contract.client_side.deviations import Deviation, deviations
from tines_contract.client_side.values import chosen, differences
from tines_contract.promises.lists import PagedList
from tines_contract.promises.responses import ReadPage, argument_of, link_in, read_page
from tines_fake import Exchange, Response

_NO_PAGE = {Deviation.NO_JSON, Deviation.MISSING, Deviation.OTHER_TYPE}


class Walk:
    """The pages that came beneath one call."""

    def __init__(self, asked: ClientRequest, exchanges: Sequence[Exchange]) -> None:
        self._asked = asked
        self._paging = PagedList(asked.operation).paging
        self._exchanges = exchanges
        pages = dict(self._numbered())  # of one that came twice the later counts
        self._pages = dict(sorted(pages.items()))

    @property
    def deviations(self) -> frozenset[Deviation]:
        """All ways in which a page deviates."""
        granted = [one.response for one in self._exchanges if 200 <= one.response.status < 300]
        return frozenset(one for response in granted for one in self._deviations_of(response))

    @property
    def refused(self) -> bool:
        """Whether a page was refused. A smaller one may have been granted after it."""
        return any(one.response.status >= 300 for one in self._exchanges)

    @property
    def broken(self) -> list[str]:
        """How the pages do not fit together, where none of them deviates by itself."""
        if self.deviations:
            return []
        ids = [number for page in self._pages.values() for number in page.ids]
        following = {number: self._next(page) for number, page in self._pages.items()}
        found = []
        if len(set(ids)) < len(ids):
            found.append("an item comes twice")
        if any(after not in (None, number + 1) for number, after in following.items()):
            found.append("a page does not name the next one")
        whole = self._unbroken and None in following.values()
        if whole and any(page.count != len(set(ids)) for page in self._pages.values()):
            found.append("the count is not that of all pages")
        return found

    def problems(self, value: Any) -> Iterator[str]:
        """Where the list that the client gave is not that of the pages."""
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            yield f"it gave no list of {self._paging.items}"
            return
        items = [item for page in self._pages.values() for item in page.items]
        once = self._once(items)
        if len(once) < len(items):  # what comes twice may be given once
            items, value = once, self._once(value)
        page = chosen(self._asked.operation.success_schema or {}, {})
        yield from differences(value, items, page["properties"][self._paging.items], "$")
        yield from self._stopped(len(once))

    def _stopped(self, found: int) -> Iterator[str]:
        if not self._unbroken:
            yield "it passed over a page"
            return
        last = next(reversed(self._pages.values()), None)
        if last is None or (self._next(last) is not None and found < (last.count or 0)):
            yield "it stopped before the last page"

    @property
    def _unbroken(self) -> bool:
        return list(self._pages) == list(range(1, len(self._pages) + 1))

    def _next(self, page: ReadPage) -> int | None:
        """The number of the next page: as meta names it, or inside the link; 0 for a link without one."""
        number, link = page.meta.get("next_page_number"), link_in(page.meta, "next_page")
        if number is not None:
            return int(number)
        return None if link is None else argument_of(link, self._paging.number) or 0

    def _numbered(self) -> Iterator[tuple[int, ReadPage]]:
        """The pages with their numbers, as far as they are any."""
        for one in self._exchanges:
            page = read_page(self._paging, one.response)
            if page is not None and _NO_PAGE.isdisjoint(self._deviations_of(one.response)):
                yield int(one.request.argument(self._paging.number) or 1), page

    def _deviations_of(self, response: Response) -> frozenset[Deviation]:
        return deviations(self._asked.operation, response, self._asked.path)

    def _once(self, items: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Each item once, where it came first."""
        found: dict[Any, dict[str, Any]] = {}
        for item in items:
            found.setdefault(item.get(self._paging.id), item)
        return list(found.values())
