"""Which pages of a list to ask for next, without I/O.

`Paging.requests` names the page that is awaited and those that may be asked for with it; `feed` takes the pages that
came, one by one and in order, and `refuse` the tenant's refusals. The state moves only with a page that passed, so
that after any error the same page is asked for again.

What this file must hold against (the API leaves all of it open): a tenant that clamps the page size is followed, one
that refuses it is asked for less, and one that repeats a page, skips one, sends another than was asked for, changes
their size midway, ends early or never is an error, never a loop and never a gap.

A list may change while it is read, and offset paging then hides items or shows them twice. `paged.py` knows
whether a reading shows all that was there. Where it may not, the pages are read again, and only what is new is
delivered. Two readings that are the same, page by page, show no change: it is the tenant that is wrong.

Asking ahead pays only where the consumer has to wait: the first page is asked for alone, and more than one at once only
after a wait in which nothing was done. Without one, pages come one by one, which is faster then.
"""

import datetime
from collections.abc import Sequence
from typing import Generic

from tines_runtime import errors
from tines_runtime.call.response import Failure
from tines_runtime.paging.paged import Item, Page, Paged, PageRequest, Reading, Received, TroubleError
from tines_runtime.paging.seen_ids import SeenIds

PREFETCH = 4
"""How many pages beyond the awaited one are asked for at once."""

MOST_READINGS = 5
"""How often the pages are read, if the list keeps changing, before that is an error."""

REAL_WAIT = 0.01
"""Seconds in which nothing was done but wait, from which on it pays to ask ahead."""

CLOCK_MARGIN = datetime.timedelta(seconds=2)
"""By how much `Date` and `created_at` may differ: both leave out fractions, and machines' clocks are not the same."""


class Paging(Generic[Item, Page]):
    """The walk through the pages of one list."""

    def __init__(self, paged: Paged[Item, Page], size: int | None = None, start: int = 1) -> None:
        self._paged = paged
        self._sizes = paged.sizes() if size is None else [size]
        self._granted: int | None = None
        self._waited = 0.0
        self._delivered = SeenIds()
        self._reading = Reading(paged, self._delivered, start)
        self._readings = 1
        self._last_digest: int | None = None
        self._ended = False

    @property
    def skipped(self) -> int:
        """How many items there are on the pages before the first one, as far as it has said."""
        return self._reading.skipped

    @property
    def awaited(self) -> int | None:
        """The number of the page that is awaited; None where all are read."""
        return None if self._ended else self._reading.number

    def requests(self) -> tuple[PageRequest, ...]:
        """The page that is awaited, and those to ask for with it; none where all are read."""
        if self._ended:
            return ()
        number = self._reading.number
        ahead = PREFETCH if self._waited >= REAL_WAIT else 0
        last = max(number, min(number + ahead, self._reading.most_pages))
        return tuple(PageRequest(one, self._sizes[0]) for one in range(number, last + 1))

    def waited(self, seconds: float) -> None:
        """Note how long nothing was done but wait for the pages that were asked for last."""
        self._waited = seconds

    def refuse(self, failure: Failure) -> Failure | None:
        """Ask again after what came in place of a page, if that may help: for less, or from page 1 on."""
        if isinstance(failure.error, errors.NotFoundError) and self._reading.number > self._reading.first:
            return self._read_again(failure)  # the list may have become shorter
        if self._granted is not None or len(self._sizes) == 1:
            return failure
        if not isinstance(failure.error, (errors.BadRequestError, errors.UnprocessableError)):
            return failure
        self._sizes.pop(0)
        return None

    def feed(self, received: Received[Page]) -> tuple[Sequence[Item], Failure | None]:
        """Take the page that came: those of its items that came never before, and what is to be raised after them.

        That is a DecodeError where the walk would never end, or lose items, because of the tenant, and a ListMovedError
        where the list changes too much.
        """
        items, meta = self._paged.items_of(received.page), self._paged.meta_of(received.page)
        number = self._reading.number
        try:
            following = self._reading.following(items, meta)
            if following is not None and self._granted not in (None, meta.per_page):
                raise TroubleError(f"the size of a page is no longer that of page 1 on page {number}")
        except TroubleError as trouble:
            return (), self._unreadable(str(trouble))
        if number == self._reading.first:
            self._follow_clamping(meta.per_page)
            self._reading.begin(meta, None if following is None else self._before_it_came(received.date))
        new = self._reading.take(items, meta)
        if new is None:
            return (), self._read_again(self._unreadable(f"page {number} repeats a page before it"))
        if following is not None:
            self._reading.number = following
            return new, None
        self._ended = self._reading.complete
        return new, None if self._ended else self._read_again(self._unreadable(self._missing(meta.count)))

    def _read_again(self, trouble: Failure) -> Failure | None:
        """Begin at page 1 again. A Failure where there was no use in it: the same came, or something else each time."""
        same = self._reading.digest is not None and self._reading.digest == self._last_digest
        self._last_digest = self._reading.digest
        self._delivered.update(self._reading.seen)
        self._reading = Reading(self._paged, self._delivered)
        self._readings += 1
        if not same and self._readings <= MOST_READINGS:
            return None
        self._readings = 1
        return trouble if same else Failure(self._moved())

    def _moved(self) -> errors.ListMovedError:
        name = self._paged.items
        return errors.ListMovedError(
            f"the {name} changed each of the {MOST_READINGS} times that all pages were read: some may not have come. "
            "Read the list again when less is written to it, and in an order that edits do not change, if it has one"
        )

    def _missing(self, count: int) -> str:
        all_pages = f"{self._reading.found} {self._paged.items} came on all pages together"
        return f"{all_pages}, and {self._paged.meta}.count is {count}"

    def _unreadable(self, trouble: str) -> Failure:
        message = f"the pages cannot be read to their end: {trouble}"
        path = f"$.{self._paged.meta}"
        return Failure(errors.DecodeError(f"status 200: {message} (at {path})", status=200, path=path))

    def _before_it_came(self, date: str) -> datetime.datetime | None:
        """A moment before page 1 was made, by the tenant's clock; None where it does not say what time it is."""
        import email.utils

        try:
            sent = email.utils.parsedate_to_datetime(date)
        except (TypeError, ValueError):
            return None
        return sent - datetime.timedelta(seconds=self._waited) - CLOCK_MARGIN if sent.tzinfo else None

    def _follow_clamping(self, per_page: int) -> None:
        if self._granted is not None:
            return
        self._granted = per_page
        asked = self._sizes[0]
        if asked is not None and 0 < per_page < asked:
            self._sizes = [per_page]
