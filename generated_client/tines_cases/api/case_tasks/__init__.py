# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""The tasks of a case, to read."""

from tines_runtime.call.with_response import async_with_response, with_response
from tines_runtime.connection import AsyncConnection, Connection
from tines_runtime.options import KEEP, Keep
from tines_runtime.paging.iteration import AsyncItems, Items

from ...models.case_task import CaseTask
from ...models.case_task_page import CaseTaskPage
from . import list_case_tasks


class CaseTasks:
    """The tasks of a case, to read."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def with_response(self) -> "CaseTasksWithResponse":
        """The methods that send one request, returning a `WithResponse`: the value, and what came with it."""
        return CaseTasksWithResponse(self)

    def list(
        self, case_id: int, *, per_page: int | None = None, page: int | None = None, timeout: float | None | Keep = KEEP
    ) -> CaseTaskPage:
        """List the tasks of a case: one request.

        The tasks of one case, one page at a time. In which order the tasks of a case come is not documented.

        Args:
            case_id: The number of the case.
            per_page: How many tasks a page holds; 20 by default, 50 at most.
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

        Source: https://www.tines.com/docs/api/cases/tasks/list/
        """
        return self._connection.call(
            list_case_tasks.OPERATION.call({"case_id": case_id}, {"per_page": per_page, "page": page}), timeout
        )

    def iterate(
        self, case_id: int, *, per_page: int | None = None, timeout: float | None | Keep = KEEP
    ) -> Items[CaseTask, CaseTaskPage]:
        """Iterate over all pages; `total()` says how many there are, `pages()` gives whole pages.

        Nothing is sent before the first item is taken. If page 1 took long enough to be worth it, the next pages are
        fetched five at a time. After an error, the next step fetches the same page again. Each item that is in the list
        from the first page to the last comes exactly once: if the list changes meanwhile, its pages are read again.

        Args:
            case_id: The number of the case.
            per_page: the size of a page. Default: the largest that the tenant grants.
            timeout: seconds for each page, retries included. Pauses that the tenant asks for (`Retry-After`) do not
                count. None is no bound. Default: the client's.

        Raises:
            TypeError, ValueError: an argument makes no sense; nothing was sent.
            TinesError: as `list`, while iterating. If the pages repeat, never end, or end before all items
                have come, it is a DecodeError. If the list keeps changing, it is a ListMovedError.

        Source: https://www.tines.com/docs/api/cases/tasks/list/
        """
        return list_case_tasks.LISTING.items(
            self._connection.sibling(timeout, KEEP), {"case_id": case_id}, {"per_page": per_page}
        )


class CaseTasksWithResponse:
    """The methods of `CaseTasks`, each of which returns a `WithResponse`."""

    def __init__(self, calls: CaseTasks) -> None:
        self.list = with_response(calls.list)


class AsyncCaseTasks:
    """The tasks of a case, to read."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    @property
    def with_response(self) -> "AsyncCaseTasksWithResponse":
        """The methods that send one request, returning a `WithResponse`: the value, and what came with it."""
        return AsyncCaseTasksWithResponse(self)

    async def list(
        self, case_id: int, *, per_page: int | None = None, page: int | None = None, timeout: float | None | Keep = KEEP
    ) -> CaseTaskPage:
        """List the tasks of a case: one request.

        The tasks of one case, one page at a time. In which order the tasks of a case come is not documented.

        Args:
            case_id: The number of the case.
            per_page: How many tasks a page holds; 20 by default, 50 at most.
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

        Source: https://www.tines.com/docs/api/cases/tasks/list/
        """
        return await self._connection.call(
            list_case_tasks.OPERATION.call({"case_id": case_id}, {"per_page": per_page, "page": page}), timeout
        )

    def iterate(
        self, case_id: int, *, per_page: int | None = None, timeout: float | None | Keep = KEEP
    ) -> AsyncItems[CaseTask, CaseTaskPage]:
        """Iterate over all pages; `total()` says how many there are, `pages()` gives whole pages.

        Nothing is sent before the first item is taken. If page 1 took long enough to be worth it, the next pages are
        fetched five at a time. After an error, the next step fetches the same page again. Each item that is in the list
        from the first page to the last comes exactly once: if the list changes meanwhile, its pages are read again.

        Args:
            case_id: The number of the case.
            per_page: the size of a page. Default: the largest that the tenant grants.
            timeout: seconds for each page, retries included. Pauses that the tenant asks for (`Retry-After`) do not
                count. None is no bound. Default: the client's.

        Raises:
            TypeError, ValueError: an argument makes no sense; nothing was sent.
            TinesError: as `list`, while iterating. If the pages repeat, never end, or end before all items
                have come, it is a DecodeError. If the list keeps changing, it is a ListMovedError.

        Source: https://www.tines.com/docs/api/cases/tasks/list/
        """
        return list_case_tasks.LISTING.async_items(
            self._connection.sibling(timeout, KEEP), {"case_id": case_id}, {"per_page": per_page}
        )


class AsyncCaseTasksWithResponse:
    """The methods of `AsyncCaseTasks`, each of which returns a `WithResponse`."""

    def __init__(self, calls: AsyncCaseTasks) -> None:
        self.list = async_with_response(calls.list)
