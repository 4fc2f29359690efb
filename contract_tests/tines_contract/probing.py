"""Which requests a plan sends, one after another, without I/O.

`probes` is a generator: it yields what is to be asked and is sent the answer, which decides what is asked next. What
the answers mean is no business of this file's: it reads of them only where a list ends.
"""

from collections.abc import Generator
from typing import Any

from attrs import frozen

from tines_contract.observation import Asked, Purpose
from tines_contract.promises import Spec, strict_json
from tines_fake import Credentials, Request, Response

Probes = Generator[Asked, Response, None]

MOST_PAGES = 30
"""Pages of one walk. 30 pages of 50 are 1,500 actions; a larger case is walked 500 at a time."""

OTHER_SIZES = (21, 50, 500, 1)
"""Sizes besides the walk's: two that have to be granted, and the ends of the scale, where the server may clamp."""

ODD_CASES = ("0", "-1", "9223372036854775807", "9223372036854775808", "1" + 30 * "0", "abc", "1.5")
ODD_SIZES = ("0", "-1", "501", "9223372036854775808", "1" + 30 * "0", "abc", "")
ODD_PAGES = ("0", "-1", "9223372036854775807", "9223372036854775808", "1" + 30 * "0", "abc", "")
UNKNOWN_CASES = (2147483646, 999999999999)

MOST_REQUESTS = 1 + 2 + MOST_PAGES + len(OTHER_SIZES) + 2 + 2 + 2 + len(ODD_CASES + ODD_SIZES + ODD_PAGES)


@frozen
class Asking:
    """Makes requests for lists of one tenant."""

    spec: Spec
    origin: str
    case_id: int

    def list(
        self, purpose: Purpose, query: str = "", case: object = None, credentials: Credentials = Credentials.RIGHT
    ) -> Asked:
        path = self.spec.path_of(self.case_id if case is None else case)
        return Asked(Request(origin=self.origin, path=path, query=query, credentials=credentials), purpose)


@frozen
class Glimpse:
    """What tells where a list ends: the ids on a page, and what meta says of its size, its total and a next page."""

    ids: list[Any]
    count: int
    size: int
    has_next: bool

    @classmethod
    def of(cls, response: Response) -> "Glimpse | None":
        """None for what is no page."""
        try:
            body = strict_json(response.body)
            meta = body["meta"]
            ids = [str(item["id"]) for item in body["actions"]]
            has_next = meta["next_page"] not in (None, "null")
            return cls(ids, int(meta["count"]), int(meta["per_page"]), has_next)
        except (ValueError, TypeError, KeyError, OverflowError):
            return None


def probes(asking: Asking) -> Probes:
    """All that is asked of one list."""
    default = Glimpse.of((yield asking.list(Purpose.DEFAULT)))
    yield asking.list(Purpose.WALK, "page=1")
    if default is not None and default.has_next:
        yield asking.list(Purpose.WALK, "page=2")
    yield from walk(asking, walk_size(0 if default is None else max(default.count, len(default.ids))))
    for size in OTHER_SIZES:
        yield asking.list(Purpose.SIZE, f"per_page={size}&page=1")
    yield asking.list(Purpose.NO_KEY, credentials=Credentials.NONE)
    yield asking.list(Purpose.WRONG_KEY, credentials=Credentials.WRONG)
    for case in UNKNOWN_CASES:
        if case != asking.case_id:
            yield asking.list(Purpose.UNKNOWN_CASE, case=case)
    for case in (asking.case_id - 1, asking.case_id + 1):
        if case > 0:
            yield asking.list(Purpose.NEIGHBOUR, case=case)
    yield from _odd(asking)


def walk_size(count: int) -> int:
    """A page size that takes three pages or more, and that the server has to grant where the case is large enough."""
    if count > 50 * MOST_PAGES:
        return 500
    if count > 42:
        return min(50, max(21, count // 3))
    return max(1, count // 3)


def walk(asking: Asking, size: int) -> Probes:
    """All pages of one size, and the page after the last where the last one is full: it may be none."""
    seen: set[Any] = set()
    for number in range(1, MOST_PAGES + 1):
        page = Glimpse.of((yield asking.list(Purpose.WALK, f"per_page={size}&page={number}")))
        if page is None or not page.ids:
            return
        nothing_new = seen.issuperset(page.ids)
        seen.update(page.ids)
        if nothing_new and (number > 2 or not page.has_next):
            return
        if not page.has_next and len(page.ids) < page.size:
            return


def _odd(asking: Asking) -> Probes:
    for case in ODD_CASES:
        yield asking.list(Purpose.ODD, case=case)
    for size in ODD_SIZES:
        yield asking.list(Purpose.ODD, f"per_page={size}")
    for page in ODD_PAGES:
        yield asking.list(Purpose.ODD, f"page={page}")
