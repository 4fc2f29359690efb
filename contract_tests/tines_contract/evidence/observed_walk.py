"""The pages of one size that a run has requested, in order."""

import functools
from collections.abc import Sequence

from attrs import frozen

from tines_contract.evidence.observation import Observation
from tines_contract.evidence.page import Page
from tines_contract.probes.purpose import Purpose


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
