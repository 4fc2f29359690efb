# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""The cases of a tenant, to read."""

from typing import Literal

from tines_runtime.call.with_response import async_with_response, with_response
from tines_runtime.connection import AsyncConnection, Connection
from tines_runtime.options import KEEP, Keep
from tines_runtime.paging.iteration import AsyncItems, Items

from ...models.case import Case
from ...models.case_order import CaseOrder
from ...models.case_page import CasePage
from . import get_case, list_cases


class Cases:
    """The cases of a tenant, to read."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def with_response(self) -> "CasesWithResponse":
        """The methods that send one request, returning a `WithResponse`: the value, and what came with it."""
        return CasesWithResponse(self)

    def list(
        self,
        *,
        team_id: int | None = None,
        order: CaseOrder
        | Literal[
            "RECENTLY_EDITED",
            "LEAST_RECENTLY_EDITED",
            "PRIORITY_ASC",
            "PRIORITY_DESC",
            "OPENED_ASC",
            "OPENED_DESC",
            "CREATED_ASC",
            "CREATED_DESC",
        ]
        | None = None,
        per_page: int | None = None,
        page: int | None = None,
        timeout: float | None | Keep = KEEP,
    ) -> CasePage:
        """List cases: one request.

        The cases that the key may see, one page at a time. Tines documents a parameter `filters`, which is left out
        here. How cases are ordered without `order`, or where they are equal in it, and how `filters` is encoded are
        not documented.

        Args:
            team_id: Only the cases of this team. Whether an unknown team is refused, or has no cases is not
                documented.
            order: What the cases are sorted by. How cases are ordered without `order`, or where they are equal in
                it is not documented.
            per_page: How many cases a page holds; 20 by default, 500 at most (50 in editions before May 2026).
            page: Which page, counted from 1; 1 by default. Whether a page past the end is empty or refused is not
                documented.
            timeout: seconds for the whole call, retries and waiting included; None is no bound. Default: the client's.

        Raises:
            TypeError, ValueError: an argument makes no sense; nothing was sent.
            BadRequestError: 400: The request makes no sense to the server. The body may be JSON of several shapes,
                text, HTML or nothing.
            AuthenticationError: 401: The key is missing or wrong, or the plan of the tenant has no cases.
            PermissionDeniedError: 403: The key may not do this.
            NotFoundError: 404: There is nothing at this path, or the key may not see it.
            UnprocessableError: 422: The request is well formed, and the server refuses a value in it.
            RateLimitError: 429: The rate limit is reached: 5,000 requests a minute in general, perhaps 100 for case
                actions. Whether responses say how long to wait is not documented.
            UnexpectedStatusError: 4XX: Any other refusal.
            ServerError: 5XX: The server, or something before it, failed.
            TransportError: no whole response came, or none in time.
            DecodeError: the response is not what the spec promises.

        Source: https://www.tines.com/llm/docs/api/cases/list.md
        """
        return self._connection.call(
            list_cases.OPERATION.call({}, {"team_id": team_id, "order": order, "per_page": per_page, "page": page}),
            timeout,
        )

    def iterate(
        self,
        *,
        team_id: int | None = None,
        order: CaseOrder
        | Literal[
            "RECENTLY_EDITED",
            "LEAST_RECENTLY_EDITED",
            "PRIORITY_ASC",
            "PRIORITY_DESC",
            "OPENED_ASC",
            "OPENED_DESC",
            "CREATED_ASC",
            "CREATED_DESC",
        ]
        | None = None,
        per_page: int | None = None,
        start: int = 1,
        timeout: float | None | Keep = KEEP,
    ) -> Items[Case, CasePage]:
        """Iterate over all pages; `total()` says how many there are, `pages()` gives whole pages.

        Nothing is sent before the first item is taken. If page 1 took long enough to be worth it, the next pages are
        fetched five at a time. After an error, the next step fetches the same page again. Each item that is in the list
        from the first page to the last comes exactly once: if the list changes meanwhile, its pages are read again.

        Args:
            team_id: Only the cases of this team. Whether an unknown team is refused, or has no cases is not
                documented.
            order: What the cases are sorted by. How cases are ordered without `order`, or where they are equal in
                it is not documented.
            per_page: the size of a page. Default: the largest that the tenant grants.
            start: the page to begin with, in pages of that size: such as the `page` of an iterator that was left. `total()`
                counts all pages. If the list changes meanwhile, items of the pages before may come, too.
            timeout: seconds for each page, retries included. Pauses that the tenant asks for (`Retry-After`) do not
                count. None is no bound. Default: the client's.

        Raises:
            TypeError, ValueError: an argument makes no sense; nothing was sent.
            TinesError: as `list`, while iterating. If the pages repeat, never end, or end before all items
                have come, it is a DecodeError. If the list keeps changing, it is a ListMovedError.

        Source: https://www.tines.com/llm/docs/api/cases/list.md
        """
        return list_cases.LISTING.items(
            self._connection.sibling(timeout, KEEP),
            {},
            {"team_id": team_id, "order": order, "per_page": per_page},
            start,
        )

    def get(self, case_id: int, *, timeout: float | None | Keep = KEEP) -> Case:
        """Get a case: one request.

        One case. It holds more than is described here. How many of its activities and actions a case embeds is not
        documented.

        Args:
            case_id: The number of the case.
            timeout: seconds for the whole call, retries and waiting included; None is no bound. Default: the client's.

        Raises:
            TypeError, ValueError: an argument makes no sense; nothing was sent.
            BadRequestError: 400: The request makes no sense to the server. The body may be JSON of several shapes,
                text, HTML or nothing.
            AuthenticationError: 401: The key is missing or wrong, or the plan of the tenant has no cases.
            PermissionDeniedError: 403: The key may not do this.
            NotFoundError: 404: There is nothing at this path, or the key may not see it.
            UnprocessableError: 422: The request is well formed, and the server refuses a value in it.
            RateLimitError: 429: The rate limit is reached: 5,000 requests a minute in general, perhaps 100 for case
                actions. Whether responses say how long to wait is not documented.
            UnexpectedStatusError: 4XX: Any other refusal.
            ServerError: 5XX: The server, or something before it, failed.
            TransportError: no whole response came, or none in time.
            DecodeError: the response is not what the spec promises.

        Source: https://www.tines.com/llm/docs/api/cases/get.md
        """
        return self._connection.call(get_case.OPERATION.call({"case_id": case_id}, {}), timeout)


class CasesWithResponse:
    """The methods of `Cases`, each of which returns a `WithResponse`."""

    def __init__(self, calls: Cases) -> None:
        self.list = with_response(calls.list)
        self.get = with_response(calls.get)


class AsyncCases:
    """The cases of a tenant, to read."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    @property
    def with_response(self) -> "AsyncCasesWithResponse":
        """The methods that send one request, returning a `WithResponse`: the value, and what came with it."""
        return AsyncCasesWithResponse(self)

    async def list(
        self,
        *,
        team_id: int | None = None,
        order: CaseOrder
        | Literal[
            "RECENTLY_EDITED",
            "LEAST_RECENTLY_EDITED",
            "PRIORITY_ASC",
            "PRIORITY_DESC",
            "OPENED_ASC",
            "OPENED_DESC",
            "CREATED_ASC",
            "CREATED_DESC",
        ]
        | None = None,
        per_page: int | None = None,
        page: int | None = None,
        timeout: float | None | Keep = KEEP,
    ) -> CasePage:
        """List cases: one request.

        The cases that the key may see, one page at a time. Tines documents a parameter `filters`, which is left out
        here. How cases are ordered without `order`, or where they are equal in it, and how `filters` is encoded are
        not documented.

        Args:
            team_id: Only the cases of this team. Whether an unknown team is refused, or has no cases is not
                documented.
            order: What the cases are sorted by. How cases are ordered without `order`, or where they are equal in
                it is not documented.
            per_page: How many cases a page holds; 20 by default, 500 at most (50 in editions before May 2026).
            page: Which page, counted from 1; 1 by default. Whether a page past the end is empty or refused is not
                documented.
            timeout: seconds for the whole call, retries and waiting included; None is no bound. Default: the client's.

        Raises:
            TypeError, ValueError: an argument makes no sense; nothing was sent.
            BadRequestError: 400: The request makes no sense to the server. The body may be JSON of several shapes,
                text, HTML or nothing.
            AuthenticationError: 401: The key is missing or wrong, or the plan of the tenant has no cases.
            PermissionDeniedError: 403: The key may not do this.
            NotFoundError: 404: There is nothing at this path, or the key may not see it.
            UnprocessableError: 422: The request is well formed, and the server refuses a value in it.
            RateLimitError: 429: The rate limit is reached: 5,000 requests a minute in general, perhaps 100 for case
                actions. Whether responses say how long to wait is not documented.
            UnexpectedStatusError: 4XX: Any other refusal.
            ServerError: 5XX: The server, or something before it, failed.
            TransportError: no whole response came, or none in time.
            DecodeError: the response is not what the spec promises.

        Source: https://www.tines.com/llm/docs/api/cases/list.md
        """
        return await self._connection.call(
            list_cases.OPERATION.call({}, {"team_id": team_id, "order": order, "per_page": per_page, "page": page}),
            timeout,
        )

    def iterate(
        self,
        *,
        team_id: int | None = None,
        order: CaseOrder
        | Literal[
            "RECENTLY_EDITED",
            "LEAST_RECENTLY_EDITED",
            "PRIORITY_ASC",
            "PRIORITY_DESC",
            "OPENED_ASC",
            "OPENED_DESC",
            "CREATED_ASC",
            "CREATED_DESC",
        ]
        | None = None,
        per_page: int | None = None,
        start: int = 1,
        timeout: float | None | Keep = KEEP,
    ) -> AsyncItems[Case, CasePage]:
        """Iterate over all pages; `total()` says how many there are, `pages()` gives whole pages.

        Nothing is sent before the first item is taken. If page 1 took long enough to be worth it, the next pages are
        fetched five at a time. After an error, the next step fetches the same page again. Each item that is in the list
        from the first page to the last comes exactly once: if the list changes meanwhile, its pages are read again.

        Args:
            team_id: Only the cases of this team. Whether an unknown team is refused, or has no cases is not
                documented.
            order: What the cases are sorted by. How cases are ordered without `order`, or where they are equal in
                it is not documented.
            per_page: the size of a page. Default: the largest that the tenant grants.
            start: the page to begin with, in pages of that size: such as the `page` of an iterator that was left. `total()`
                counts all pages. If the list changes meanwhile, items of the pages before may come, too.
            timeout: seconds for each page, retries included. Pauses that the tenant asks for (`Retry-After`) do not
                count. None is no bound. Default: the client's.

        Raises:
            TypeError, ValueError: an argument makes no sense; nothing was sent.
            TinesError: as `list`, while iterating. If the pages repeat, never end, or end before all items
                have come, it is a DecodeError. If the list keeps changing, it is a ListMovedError.

        Source: https://www.tines.com/llm/docs/api/cases/list.md
        """
        return list_cases.LISTING.async_items(
            self._connection.sibling(timeout, KEEP),
            {},
            {"team_id": team_id, "order": order, "per_page": per_page},
            start,
        )

    async def get(self, case_id: int, *, timeout: float | None | Keep = KEEP) -> Case:
        """Get a case: one request.

        One case. It holds more than is described here. How many of its activities and actions a case embeds is not
        documented.

        Args:
            case_id: The number of the case.
            timeout: seconds for the whole call, retries and waiting included; None is no bound. Default: the client's.

        Raises:
            TypeError, ValueError: an argument makes no sense; nothing was sent.
            BadRequestError: 400: The request makes no sense to the server. The body may be JSON of several shapes,
                text, HTML or nothing.
            AuthenticationError: 401: The key is missing or wrong, or the plan of the tenant has no cases.
            PermissionDeniedError: 403: The key may not do this.
            NotFoundError: 404: There is nothing at this path, or the key may not see it.
            UnprocessableError: 422: The request is well formed, and the server refuses a value in it.
            RateLimitError: 429: The rate limit is reached: 5,000 requests a minute in general, perhaps 100 for case
                actions. Whether responses say how long to wait is not documented.
            UnexpectedStatusError: 4XX: Any other refusal.
            ServerError: 5XX: The server, or something before it, failed.
            TransportError: no whole response came, or none in time.
            DecodeError: the response is not what the spec promises.

        Source: https://www.tines.com/llm/docs/api/cases/get.md
        """
        return await self._connection.call(get_case.OPERATION.call({"case_id": case_id}, {}), timeout)


class AsyncCasesWithResponse:
    """The methods of `AsyncCases`, each of which returns a `WithResponse`."""

    def __init__(self, calls: AsyncCases) -> None:
        self.list = async_with_response(calls.list)
        self.get = async_with_response(calls.get)
