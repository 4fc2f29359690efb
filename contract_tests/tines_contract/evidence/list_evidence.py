"""The pages of one list that were seen, and the walks that they make up."""

import functools
from collections.abc import Sequence

from attrs import frozen

from tines_contract.contract.paged_list import PagedList
from tines_contract.evidence.observation import Observation
from tines_contract.evidence.observed_walk import Walk, walk_of
from tines_contract.evidence.page import Page
from tines_contract.probes.purpose import Purpose

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
        return [
            Page(self.paged, seen, seen.decoded.body, seen.page)
            for seen in self.requests
            if seen.decoded is not None and seen.page is not None
        ]

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
