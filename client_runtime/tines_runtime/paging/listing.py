"""A list of the API: the operation that gives a page, and how it pages."""

import operator
from collections.abc import Awaitable, Mapping
from typing import Any, Generic, Protocol, TypeVar, cast

from msgspec import Struct, structs

from tines_runtime.call.filters import WantedFilters
from tines_runtime.call.operation import integer
from tines_runtime.call.response import Call, Failure, Response, Shown
from tines_runtime.connection import AsyncConnection, Connection
from tines_runtime.paging.iteration import AsyncItems, Items, Match
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

    def items(
        self,
        connection: Connection,
        in_path: Mapping[str, Any],
        in_query: Mapping[str, Any],
        *,
        start: int = 1,
        match: Match[Item] | None = None,
        filters: WantedFilters | None = None,
    ) -> Items[Item, Page]:
        """The items from a page on, of the size that `in_query` holds or, without one, of the largest that is granted.

        Only those that `match` holds for. Raises TypeError or ValueError for arguments that make no sense.
        """

        def fetch(request: PageRequest) -> Received[Page] | Failure:
            return connection.page(self._call(in_path, in_query, request, filters))

        return Items(self.paged, fetch, self._size(in_path, in_query), self._first(start), match)

    def async_items(
        self,
        connection: AsyncConnection,
        in_path: Mapping[str, Any],
        in_query: Mapping[str, Any],
        *,
        start: int = 1,
        match: Match[Item] | None = None,
        filters: WantedFilters | None = None,
    ) -> AsyncItems[Item, Page]:
        """As `items`."""

        def fetch(request: PageRequest) -> Awaitable[Received[Page] | Failure]:
            return connection.page(self._call(in_path, in_query, request, filters))

        return AsyncItems(self.paged, fetch, self._size(in_path, in_query), self._first(start), match)

    def _call(
        self,
        in_path: Mapping[str, Any],
        in_query: Mapping[str, Any],
        request: PageRequest,
        filters: WantedFilters | None,
    ) -> Call[Received[Page]]:
        call = self.operation.call(in_path, {**in_query, **self.paged.query(request)}, filters=filters)

        def read(response: Response, shown: Shown) -> Received[Page] | Failure:
            page = call.read(response, shown)
            return page if isinstance(page, Failure) else Received(page, response.headers.get("date", ""))

        return cast("Call[Received[Page]]", structs.replace(call, read=read, page=request.number))

    def _first(self, start: int) -> int:
        number: Any = integer(1)("start", start)
        return operator.index(number)

    def _size(self, in_path: Mapping[str, Any], in_query: Mapping[str, Any]) -> int | None:
        """The size that was asked for, if one was. What makes no sense raises here, before the first step."""
        self.operation.call(in_path, in_query)
        size = in_query.get(self.paged.size)
        return None if size is None else operator.index(size)
