"""All pages, as a client reads them by itself: whether it gave what came, all of it, and each item once."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tines_contract.client_side.client_request import ClientRequest
from tines_contract.client_side.deviations import Deviation, deviations
from tines_contract.client_side.values import chosen, differences
from tines_contract.contract.strict_json import strict_json
from tines_fake import Exchange, Response

_NO_PAGE = {Deviation.NO_JSON, Deviation.MISSING, Deviation.OTHER_TYPE}


class Walk:
    """The pages that came beneath one call."""

    def __init__(self, asked: ClientRequest, exchanges: Sequence[Exchange]) -> None:
        assert asked.operation.paging is not None
        self._asked = asked
        self._paging = asked.operation.paging
        self._exchanges = exchanges
        self._pages = dict(sorted(dict(self._numbered()).items()))

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
        pages = {number: page[self._paging.meta] for number, page in self._pages.items()}
        ids = [item[self._paging.id] for item in self._items]
        following = {number: self._next(meta) for number, meta in pages.items()}
        found = []
        if len(set(ids)) < len(ids):
            found.append("an item comes twice")
        if any(after not in (None, number + 1) for number, after in following.items()):
            found.append("a page does not name the next one")
        whole = self._unbroken and None in following.values()
        if whole and any(meta["count"] != len(set(ids)) for meta in pages.values()):
            found.append("the count is not that of all pages")
        return found

    def problems(self, value: Any) -> Iterator[str]:
        """Where the list that the client gave is not that of the pages."""
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            yield f"it gave no list of {self._paging.items}"
            return
        items = self._items
        if len(self._once(items)) < len(items):  # what comes twice may be given once
            items, value = self._once(items), self._once(value)
        page = chosen(self._asked.operation.success_schema or {}, {})
        yield from differences(value, items, page["properties"][self._paging.items], "$")
        yield from self._stopped(len(self._once(items)))

    def _stopped(self, found: int) -> Iterator[str]:
        if not self._unbroken:
            yield "it passed over a page"
            return
        meta = list(self._pages.values())[-1][self._paging.meta] if self._pages else None
        if meta is None or (self._next(meta) is not None and found < meta["count"]):
            yield "it stopped before the last page"

    @property
    def _unbroken(self) -> bool:
        return list(self._pages) == list(range(1, len(self._pages) + 1))

    def _next(self, meta: Any) -> int | None:
        """The number of the next page: said so, or inside the link; 0 for a link without one."""
        if meta.get("next_page_number") is not None:
            return int(meta["next_page_number"])
        if meta["next_page"] in (None, "null"):
            return None
        found = parse_qs(urlsplit(meta["next_page"]).query).get(self._paging.number, ["0"])[-1]
        return int(found) if found.isdecimal() else 0

    @property
    def _items(self) -> list[dict[str, Any]]:
        return [item for page in self._pages.values() for item in page[self._paging.items]]

    def _numbered(self) -> Iterator[tuple[int, Any]]:
        """The pages with their numbers, as far as they are any; of one that came twice the later counts."""
        for one in self._exchanges:
            if 200 <= one.response.status < 300 and _NO_PAGE.isdisjoint(self._deviations_of(one.response)):
                yield int(one.request.argument(self._paging.number) or 1), strict_json(one.response.body)

    def _deviations_of(self, response: Response) -> frozenset[Deviation]:
        return deviations(self._asked.operation, response, self._asked.path)

    def _once(self, items: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Each item once, where it came first."""
        found: dict[Any, dict[str, Any]] = {}
        for item in items:
            found.setdefault(item.get(self._paging.id), item)
        return list(found.values())
