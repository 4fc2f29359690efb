"""All pages, as a client reads them by itself: whether it gave what came, all of it, and each action once."""

import functools
from collections.abc import Iterator, Sequence
from typing import Any

from attrs import evolve

from tines_contract.checks import CHECKS
from tines_contract.client_side.oddities import Odd, oddities
from tines_contract.client_side.schemas import answer_schema, chosen
from tines_contract.client_side.values import differences
from tines_contract.contract.case_actions import LIST
from tines_contract.contract.paged_list import PagedList
from tines_contract.contract.strict_json import strict_json
from tines_contract.evidence.evidence import Evidence
from tines_contract.evidence.observation import Observation
from tines_contract.evidence.page import Page
from tines_contract.probes.page_walks import PageEnd
from tines_contract.probes.purpose import Purpose
from tines_fake import Exchange, Response
from tines_spec import operations


class WalkSeen:
    """The pages that came beneath one call."""

    def __init__(self, exchanges: Sequence[Exchange]) -> None:
        self._exchanges = exchanges
        self._seen = [_of_granted_size(Observation(exchange, Purpose.WALK)) for exchange in exchanges]

    @functools.cached_property
    def odd(self) -> frozenset[Odd]:
        """What is odd about any of the answers."""
        list_ = operations()[LIST]
        granted = [one.response for one in self._exchanges if 200 <= one.response.status < 300]
        return frozenset(odd for response in granted for odd in oddities(list_, response))

    @property
    def refused(self) -> bool:
        """Whether a page was refused. A smaller one may have been granted after it."""
        return any(one.response.status >= 300 for one in self._exchanges)

    @functools.cached_property
    def _pages(self) -> list[tuple[int, PageEnd, Response]]:
        """The pages by their numbers, as far as they are any; of one that came twice the later."""
        found: dict[int, tuple[int, PageEnd, Response]] = {}
        for one in self._exchanges:
            page = PageEnd.of(PagedList(operations()[LIST]), one.response) if 200 <= one.response.status < 300 else None
            number = int(one.request.argument("page") or 1)
            if page is not None:
                found[number] = (number, page, one.response)
        return [found[number] for number in sorted(found)]

    @functools.cached_property
    def _items(self) -> list[dict[str, Any]]:
        return [item for _, _, response in self._pages for item in strict_json(response.body)["actions"]]

    @functools.cached_property
    def unsound(self) -> list[str]:
        """Which promises the pages together break."""
        evidence = Evidence(self._seen)
        names = [name for name in CHECKS if name.partition("-")[0] == "LIST" and name not in _TOLD_BY_ODD]
        found = [name for name in names if any(CHECKS[name].judge(evidence))]
        if self._unbroken and any(not page.has_next and page.count != self._distinct for _, page, _ in self._pages):
            found.append("LIST-COUNT-TOTAL")
        return found

    def problems(self, value: Any) -> Iterator[str]:
        """Where the list that the client gave is not that of the pages."""
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            yield "it gave no list of actions"
            return
        items, given = self._items, value
        if len(_once(items)) < len(items):  # what comes twice may be given once
            items, given = _once(items), _once(value)
        schema = answer_schema(operations()[LIST])
        assert schema is not None
        yield from differences(given, items, chosen(schema, {})["properties"]["actions"], "$")
        yield from self._stopped()

    def _stopped(self) -> Iterator[str]:
        last = self._pages[-1][1] if self._pages else None
        if not self._unbroken:
            yield "it passed over a page"
        elif last is None or (last.has_next and self._distinct < last.count):
            yield "it stopped before the last page"

    @property
    def _unbroken(self) -> bool:
        return [number for number, _, _ in self._pages] == list(range(1, len(self._pages) + 1))

    @property
    def _distinct(self) -> int:
        return len({number for _, page, _ in self._pages for number in page.ids})


_TOLD_BY_ODD = frozenset({"LIST-SHAPE", "LIST-STATUS", "LIST-CONTENT-TYPE", "LIST-TIMESTAMPS"})


def _of_granted_size(seen: Observation) -> Observation:
    """A page as if it had been asked for with the size that was granted: it is the same one, and of the same walk."""
    if seen.decoded is None:
        return seen
    page = Page(PagedList(operations()[LIST]), seen, seen.decoded.body)
    request = evolve(seen.request, query=f"per_page={page.size}&page={page.number}")
    return Observation(evolve(seen.exchange, request=request), Purpose.WALK)


def _once(items: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each action once, where it came first."""
    found: dict[Any, dict[str, Any]] = {}
    for item in items:
        found.setdefault(item.get("id"), item)
    return list(found.values())
