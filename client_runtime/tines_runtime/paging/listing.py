"""A list of the API: the operation that gives a page, and how it pages."""

import operator
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Generic, Protocol, TypeVar, cast

from msgspec import Struct, structs

from tines_runtime.call.filters import WantedFilters
from tines_runtime.call.operation import integer
from tines_runtime.call.response import Call, Failure, Response, Shown
from tines_runtime.paging.iteration import Match, Wanted
from tines_runtime.paging.paged import Paged, PageRequest, Received

Item = TypeVar("Item")
Page = TypeVar("Page")


class PageOperation(Protocol[Page]):
    """Gives a page, such as an `Operation`."""

    def call(
        self, in_path: Mapping[str, Any], in_query: Mapping[str, Any], /, *, filters: WantedFilters | None = None
    ) -> Call[Page]: ...


class Listing(Struct, Generic[Item, Page], frozen=True):
    """A list: the operation that gives a page, and how it pages."""

    operation: PageOperation[Page]
    paged: Paged[Item, Page]

    def pages(
        self,
        in_path: Mapping[str, Any],
        in_query: Mapping[str, Any],
        *,
        start: int = 1,
        match: Match[Item] | None = None,
        filters: WantedFilters | None = None,
    ) -> Wanted[Item, Page]:
        """The pages from one on, of the size that `in_query` holds or, without one, of the largest that is granted.

        Of their items, those that `match` holds for. Raises TypeError or ValueError for arguments that make no sense.
        """
        self.operation.call(in_path, in_query)
        size, first = in_query.get(self.paged.size), operator.index(cast("Any", integer(1)("start", start)))

        def call(request: PageRequest) -> Call[Received[Page]]:
            whole = self.operation.call(in_path, {**in_query, **self.paged.query(request)}, filters=filters)
            read: Any = partial(_received, whole.read)
            return cast("Call[Received[Page]]", structs.replace(whole, read=read, page=request.number))

        return Wanted(self.paged, call, None if size is None else operator.index(size), first, match)


def _received(read: Callable[[Response, Shown], Any], response: Response, shown: Shown) -> Received[Any] | Failure:
    page = read(response, shown)
    return page if isinstance(page, Failure) else Received(page, response.headers.get("date", ""))
