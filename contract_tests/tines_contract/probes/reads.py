"""Which requests a plan sends, one after another, without I/O.

`probes` is a generator: it yields what is to be asked and is sent the answer, which decides what is asked next. What
the answers mean is no business of this file's: it reads of them only where a list ends.
"""

from typing import Any

from attrs import frozen

from tines_contract.contract.strict_json import strict_json
from tines_contract.probes.item_reads import MOST_SINGLE_REQUESTS, single
from tines_contract.probes.other_cases import MOST_OTHER_CASES, UNKNOWN_CASES, WRONG_KEYS, other_cases
from tines_contract.probes.probe import Probes
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.request_builder import RequestBuilder
from tines_fake import Credentials, Response

MOST_PAGES = 26
"""Pages of one walk. 26 pages of 50 are 1,300 actions; a larger case is walked 500 at a time."""

DEFAULT_PAGES = 8
"""Pages of the walk without per_page."""

MOST_EXTRA_PAGES = 8
"""Pages of a walk besides: of 50, and of a size that leaves no rest. Only where the walk itself is as short."""

OTHER_SIZES = (20, 21, 50, 500, 1)
"""Sizes besides the walks': those that have to be granted, and the ends of the scale, where the server may clamp."""

ODD_CASES = ("0", "-1", "9223372036854775808", "1" + 30 * "0", "abc", "1.5")
ODD_SIZES = ("0", "-1", "501", "9223372036854775808", "1" + 30 * "0", "abc", "1.5", "")
ODD_PAGES = ("0", "-1", "9223372036854775807", "9223372036854775808", "1" + 30 * "0", "abc", "1.5", "")

MOST_REQUESTS = (
    (2 + DEFAULT_PAGES + MOST_PAGES)
    + (len(OTHER_SIZES) + 1 + len(WRONG_KEYS) + len(UNKNOWN_CASES) + MOST_OTHER_CASES)
    + len(ODD_CASES + ODD_SIZES + ODD_PAGES)
    + MOST_SINGLE_REQUESTS
)


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


def reads(builder: RequestBuilder, other_case: int | None) -> Probes:
    """All that is asked of one case by reading; `other_case` is one to hold it against."""
    default = Glimpse.of((yield builder.list(Purpose.DEFAULT)))
    yield from walk(builder, None, DEFAULT_PAGES)
    for size in walk_sizes(0 if default is None else max(default.count, len(default.ids))):
        yield from walk(builder, size, MOST_PAGES)
    for size in OTHER_SIZES:
        yield builder.list(Purpose.SIZE, f"per_page={size}&page=1")
    yield builder.list(Purpose.NO_KEY, credentials=Credentials.NONE)
    for key in WRONG_KEYS:
        yield builder.list(Purpose.WRONG_KEY, credentials=key)
    for case in UNKNOWN_CASES:
        if case != builder.case_id:
            yield builder.list(Purpose.UNKNOWN_CASE, case=case)
    others = yield from other_cases(builder, other_case)
    yield from _odd(builder)
    yield from single(builder, others)
    yield builder.list(Purpose.DEFAULT_AGAIN)


def walk_sizes(count: int) -> list[int]:
    """The page sizes to walk by: one that takes three pages or more and, where that is short, one without rest and 50.

    All but those for a case of 42 actions or less have to be granted.
    """
    if count > 50 * MOST_PAGES:
        return [500]
    size = min(50, max(21, count // 3)) if count > 42 else max(1, count // 3)
    if count > 50 * MOST_EXTRA_PAGES:
        return [size]
    return list(dict.fromkeys([size, *_without_rest(count), *([50] if count > 50 else [])]))


def _without_rest(count: int) -> list[int]:
    """A size whose last page is full, if there is one that has to be granted or that holds all."""
    if count <= 50:
        return [count] if count > 1 else []
    return [size for size in range(50, 20, -1) if count % size == 0][:1]


def walk(builder: RequestBuilder, size: int | None, most_pages: int) -> Probes:
    """All pages of one size, and the page after the last where the last one is full: it may be none."""
    seen: set[Any] = set()
    requested_size = "" if size is None else f"per_page={size}&"
    for number in range(1, most_pages + 1):
        page = Glimpse.of((yield builder.list(Purpose.WALK, f"{requested_size}page={number}")))
        if page is None or not page.ids:
            return
        nothing_new = seen.issuperset(page.ids)
        seen.update(page.ids)
        if nothing_new and (number > 2 or not page.has_next):
            return
        if not page.has_next and len(page.ids) < page.size:
            return


def _odd(builder: RequestBuilder) -> Probes:
    for case in ODD_CASES:
        yield builder.list(Purpose.ODD, case=case)
    for size in ODD_SIZES:
        yield builder.list(Purpose.ODD, f"per_page={size}")
    for page in ODD_PAGES:
        yield builder.list(Purpose.ODD, f"page={page}")
