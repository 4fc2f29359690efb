"""All that was seen, in order: by operation, as answers, and the walks that the pages of the list make up."""

import functools
from collections.abc import Sequence

from attrs import frozen

from tines_contract.comparing import GIVEN, Shown, shown_fields
from tines_contract.history import Change, View, history, views
from tines_contract.listing import Listing
from tines_contract.observation import Answer, Observation
from tines_contract.operations import GET, LIST
from tines_contract.purpose import Purpose


@frozen(eq=False)
class Walk:
    """The pages of one size, in order, as far as they were asked for.

    pages: the first, and those after it up to the last, by next_page and by how many actions there are.
    beyond: those that were asked for past the last.
    ended: whether it was walked until nothing new came. asked: all that was asked for it, refusals included.
    """

    asked: Sequence[Observation]
    pages: Sequence[Listing]
    beyond: Sequence[Listing]
    ended: bool

    @property
    def first(self) -> Listing:
        return self.pages[0]

    @functools.cached_property
    def repeats(self) -> list[tuple[Listing, Listing]]:
        """Pages that hold just what a page before them holds, each after that one."""
        found: list[tuple[Listing, Listing]] = []
        for index, page in enumerate(self.pages):
            before = next((one for one in self.pages[:index] if one.ids == page.ids), None)
            if before is not None and page.ids:
                found.append((before, page))
        return found

    @functools.cached_property
    def others(self) -> list[Listing]:
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
        """How many actions there are, by what came or by what count says, whichever is more."""
        return max(len(set(self.ids)), *(page.count for page in self.pages))


@frozen(eq=False)
class Evidence:
    """All that was seen, in order: what a check is a function of."""

    seen: Sequence[Observation]

    @functools.cached_property
    def _by_operation(self) -> dict[str, list[Observation]]:
        found: dict[str, list[Observation]] = {}
        for seen in self.seen:
            if seen.operation is not None:
                found.setdefault(seen.operation.name, []).append(seen)
        return found

    def asked(self, operation: str) -> list[Observation]:
        """What was asked of one operation."""
        return self._by_operation.get(operation, [])

    def answered(self, operation: str) -> list[tuple[Observation, Answer]]:
        """The answers of success of one operation that their schema allows."""
        return [(seen, seen.answer) for seen in self.asked(operation) if seen.answer is not None]

    def index(self, seen: Observation) -> int:
        """When it was seen, among all."""
        return self._indexes[seen]

    @functools.cached_property
    def _indexes(self) -> dict[Observation, int]:
        return {seen: index for index, seen in enumerate(self.seen)}

    @functools.cached_property
    def history(self) -> list[Change]:
        """The writes, with what was read before and after each."""
        return history(self.seen)

    @functools.cached_property
    def views(self) -> list[View]:
        """What was read between two writes, each."""
        return views(self.seen)

    @functools.cached_property
    def calm(self) -> frozenset[str]:
        """The other cases that are the same each time they are read without a write of this run in between."""
        last: dict[tuple[str, str], object] = {}
        restless: set[str] = set()
        for seen in self.seen:
            if seen.operation is not None and seen.operation.writes and seen.granted:
                last.clear()
            elif seen.purpose is Purpose.NEIGHBOUR and seen.answer is not None:
                items = [[item.get(name) for name in ("id", *GIVEN)] for item in seen.answer.items]
                found = (seen.answer.body["meta"]["count"], items)
                if last.setdefault((seen.case, seen.request.query), found) != found:
                    restless.add(seen.case)
        return frozenset(page.case for page in self.of(Purpose.NEIGHBOUR)) - restless

    @functools.cached_property
    def shown(self) -> Shown:
        """Which of the fields that may be null or absent the tenant shows when it is read, and where."""
        return self.shown_by(LIST) | self.shown_by(GET)

    def shown_by(self, operation: str) -> Shown:
        """Which of those the answers of one operation show."""
        return shown_fields(item for _, answer in self.answered(operation) for item in answer.items)

    @functools.cached_property
    def pages(self) -> list[Listing]:
        """The pages of lists, whosever."""
        return [Listing(seen, answer.body) for seen, answer in self.answered(LIST)]

    @functools.cached_property
    def listings(self) -> list[Listing]:
        """The pages of the plan's own case that were asked for to judge the list."""
        aside = (Purpose.NEIGHBOUR, Purpose.LOOK)
        return [page for page in self.pages if page.seen.purpose not in aside]

    @functools.cached_property
    def unreadable(self) -> bool:
        """Whether a page of a walk came that is no page: without it, what the walk did not meet says nothing."""
        walked = [seen for seen in self.seen if seen.purpose is Purpose.WALK and seen.response.status == 200]
        return len(walked) > len(self.of(Purpose.WALK))

    def of(self, *purposes: Purpose) -> list[Listing]:
        """The pages that were asked for so."""
        return [page for page in self.pages if page.seen.purpose in purposes]

    @functools.cached_property
    def walks(self) -> list[Walk]:
        """The walks: pages of one case and one asked size, from the first on, without a hole."""
        by_size: dict[tuple[str, int | None], list[Listing]] = {}
        for page in self.of(Purpose.WALK):
            by_size.setdefault((page.case, page.asked_size), []).append(page)
        return [walk for pages in by_size.values() if (walk := _walk(self.seen, pages)) is not None]


def _walk(observations: Sequence[Observation], found: list[Listing]) -> Walk | None:
    in_order = sorted({page.number: page for page in found}.values(), key=lambda page: page.number)
    unbroken = [page for index, page in enumerate(in_order, 1) if page.number == index]
    if not unbroken:
        return None
    named = next((i for i, page in enumerate(unbroken, 1) if not page.has_next), len(unbroken))
    last = min(named, _last_by_count(unbroken))
    pages, beyond = unbroken[:last], unbroken[last:]
    asked = [seen for seen in observations if seen.purpose is Purpose.WALK and _same_walk(seen, unbroken[0])]
    final = unbroken[-1]
    refused = any(seen.refused for seen in asked) and not final.followed
    nothing_new = set(final.ids) <= {number for page in unbroken[:-1] for number in page.ids}
    short = not final.has_next and len(final.ids) < final.size
    return Walk(asked, pages, beyond, ended=refused or nothing_new or short)


def _last_by_count(pages: Sequence[Listing]) -> int:
    """The number of the last page by how many actions there are, which is what came or what count says."""
    most = max(len({number for page in pages for number in page.ids}), pages[0].count)
    return max(1, -(-most // pages[0].size)) if pages[0].size else len(pages)


def _same_walk(seen: Observation, page: Listing) -> bool:
    request = page.seen.request
    return seen.request.path == request.path and seen.request.argument("per_page") == request.argument("per_page")
