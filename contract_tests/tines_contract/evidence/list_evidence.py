"""What was seen of one list: its pages, decoded, and the walks that they make up.

Only bodies that their schema allows are decoded. What is wrong with the others is found by the checks of shape, once.
"""

import functools
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import field, frozen

from tines_contract.evidence.observation import Observation
from tines_contract.probes.probe import Purpose
from tines_contract.promises.lists import PagedList
from tines_contract.promises.responses import link_in, number_in

LINKS = ("current_page", "next_page", "previous_page")
"""What meta names pages by."""


@frozen(eq=False)
class Page:
    """One page: what was requested and what came."""

    paged: PagedList
    observation: Observation
    body: dict[str, Any] = field(repr=False)
    items: list[dict[str, Any]] = field(repr=False)
    ids: list[int]
    meta: Mapping[str, Any]
    size: int
    """meta.per_page: the size after any clamping."""
    count: int

    @classmethod
    def of(cls, paged: PagedList, seen: Observation) -> "Page | None":
        """The page that was observed; None for what is none."""
        read = seen.page
        if seen.decoded is None or read is None:
            return None
        return cls(paged, seen, seen.decoded.body, read.items, read.ids, read.meta, read.size or 0, read.count or 0)

    @property
    def parent(self) -> str:
        """What the list is of, such as the number of a case."""
        return self.observation.parent

    @functools.cached_property
    def whole_of(self) -> str:
        """What the pages of all sizes together hold: the items of that parent, as far as they are filtered for."""
        paging, request = self.paged.paging, self.observation.request
        names = {name for name in self.paged.filters if name not in paging.stable}
        sent = (f"{name}={value}" for name, value in request.params.items() if name.partition("[")[0] in names)
        return f"{request.path}?" + "&".join(sorted(sent))

    @property
    def requested_size(self) -> int | None:
        return number_in(self.observation.request.argument(self.paged.paging.size))

    @property
    def number(self) -> int:
        return number_in(self.observation.request.argument(self.paged.paging.number)) or 1

    def link(self, name: str) -> str | None:
        return link_in(self.meta, name)

    @property
    def has_next(self) -> bool:
        return self.link("next_page") is not None

    @property
    def followed(self) -> bool:
        """Whether another page follows, by the link and by the count; where they disagree a check finds it."""
        return self.has_next and self.count > self.number * self.size


@frozen(eq=False)
class Walk:
    """The pages of one size, in order, as far as they were requested.

    pages: the first, and those after it up to the last, by next_page and by how many items there are.
    beyond: those that were requested past the last.
    ended: whether it was walked until nothing new came. requested: all that was sent for it, refusals included.
    """

    requested: Sequence[Observation]
    pages: Sequence[Page]
    beyond: Sequence[Page]
    ended: bool

    @property
    def first(self) -> Page:
        return self.pages[0]

    @functools.cached_property
    def repeats(self) -> list[tuple[Page, Page]]:
        """Pages that hold just what a page before them holds, each after that one."""
        found: list[tuple[Page, Page]] = []
        first: dict[tuple[int, ...], Page] = {}
        for page in self.pages:
            before = first.setdefault(tuple(page.ids), page)
            if before is not page and page.ids:
                found.append((before, page))
        return found

    @functools.cached_property
    def others(self) -> list[Page]:
        """The pages that repeat none before them."""
        repeated = [page for _, page in self.repeats]
        return [page for page in self.pages if page not in repeated]

    @functools.cached_property
    def ids(self) -> list[int]:
        """The ids of all pages in order, those beyond the end that repeat nothing included."""
        known = {number for page in self.pages for number in page.ids}
        new = [number for page in self.beyond for number in page.ids if number not in known]
        return [number for page in self.pages for number in page.ids] + new

    @property
    def most(self) -> int:
        """How many items there are, by what came or by count, whichever is more."""
        return max(len(set(self.ids)), *(page.count for page in self.pages))


def walk_of(observations: Sequence[Observation], found: list[Page]) -> Walk | None:
    """The walk that pages of one size make up; None without a first page."""
    in_order = sorted({page.number: page for page in found}.values(), key=lambda page: page.number)
    unbroken = [page for index, page in enumerate(in_order, 1) if page.number == index]
    if not unbroken:
        return None
    named = next((i for i, page in enumerate(unbroken, 1) if not page.has_next), len(unbroken))
    last = min(named, _last_by_count(unbroken))
    pages, beyond = unbroken[:last], unbroken[last:]
    requested = _requested(observations, unbroken)
    final = unbroken[-1]
    refused = any(seen.refused for seen in requested) and not final.followed
    nothing_new = set(final.ids) <= {number for page in unbroken[:-1] for number in page.ids}
    short = not final.has_next and len(final.ids) < final.size
    return Walk(requested, pages, beyond, ended=refused or nothing_new or short)


def _last_by_count(pages: Sequence[Page]) -> int:
    """The number of the last page by how many items there are, by what came or by count."""
    most = max(len({number for page in pages for number in page.ids}), pages[0].count)
    return max(1, -(-most // pages[0].size)) if pages[0].size else len(pages)


def _requested(observations: Sequence[Observation], pages: Sequence[Page]) -> list[Observation]:
    """What was asked for in the walk of these pages."""
    size, path = pages[0].paged.paging.size, pages[0].observation.request.path
    sizes = {page.observation.request.argument(size) for page in pages}
    asked = (seen for seen in observations if seen.purpose is Purpose.WALK and seen.request.path == path)
    return [seen for seen in asked if seen.request.argument(size) in sizes]


_NOT_JUDGED = (Purpose.OTHER_CASE_LIST, Purpose.LIST_ALL)
_DEFAULT = (Purpose.DEFAULT, Purpose.DEFAULT_AGAIN)


@frozen(eq=False)
class ListEvidence:
    """What was seen of one list. requests: all that were sent for it, in order."""

    paged: PagedList
    requests: Sequence[Observation]

    @functools.cached_property
    def pages(self) -> list[Page]:
        """All pages, of whatever parent."""
        return [page for seen in self.requests if (page := Page.of(self.paged, seen)) is not None]

    @functools.cached_property
    def judged(self) -> list[Page]:
        """The pages that were requested to judge the list."""
        return [page for page in self.pages if page.observation.purpose not in _NOT_JUDGED]

    def of(self, *purposes: Purpose) -> list[Page]:
        """The pages that were requested for one of these purposes."""
        return [page for page in self.pages if page.observation.purpose in purposes]

    @functools.cached_property
    def unreadable(self) -> bool:
        """Whether a page of a walk came that is no page: without it, what the walk did not meet proves nothing."""
        walked = [seen for seen in self.requests if seen.purpose is Purpose.WALK and seen.response.status == 200]
        return len(walked) > len(self.of(Purpose.WALK))

    @functools.cached_property
    def walks(self) -> list[Walk]:
        """The walks: pages of one parent and one requested size, from the first on, without a hole."""
        by_size: dict[tuple[str, int | None], list[Page]] = {}
        for page in self.of(Purpose.WALK):
            by_size.setdefault((page.parent, page.requested_size), []).append(page)
        for (parent, size), pages in by_size.items():  # the links of a first page without a size have one
            if size is not None and all(page.number != 1 for page in pages):
                pages += [one for one in by_size.get((parent, None), []) if one.number == 1 and one.size == size]
        return [walk for pages in by_size.values() if (walk := walk_of(self.requests, pages)) is not None]

    @functools.cached_property
    def placed(self) -> list[tuple[Page, Walk]]:
        """The pages whose place in the list is known, each with a walk through it.

        Without arguments that is the first page, where it holds what the first of the walk without a size holds.
        """
        found = [(page, walk) for walk in self.walks for page in walk.others]
        first = next((walk for walk in self.walks if walk.first.requested_size is None), None)
        if first is not None:
            found += [(page, first) for page in self.of(*_DEFAULT) if page.ids == first.first.ids]
        return found + [(page, walk) for walk in self.walks[:1] for page in self.of(Purpose.SIZE)]
