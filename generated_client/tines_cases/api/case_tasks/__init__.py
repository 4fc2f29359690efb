# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""The tasks of a case."""

import builtins
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any

from tines_runtime.call.body import UNSET, BodyArguments, Unset
from tines_runtime.call.with_response import async_with_response, with_response
from tines_runtime.connection import AsyncConnection, Connection
from tines_runtime.options import KEEP, Keep
from tines_runtime.paging.iteration import AsyncItems, Items
from tines_runtime.plan.matching import Matching
from tines_runtime.plan.plan import AsyncPlan, Plan, Writers

from ...models.case_task import CaseTask
from ...models.case_task_batch import CaseTaskBatch
from ...models.case_task_page import CaseTaskPage
from ...models.new_case_task import NewCaseTask
from . import (
    batch_create_case_tasks,
    create_case_task,
    delete_case_task,
    get_case_task,
    list_case_tasks,
    update_case_task,
)


class CaseTasks:
    """The tasks of a case."""

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
        self,
        case_id: int,
        *,
        per_page: int | None = None,
        match: Callable[[CaseTask], object] | None = None,
        start: int = 1,
        timeout: float | None | Keep = KEEP,
    ) -> Items[CaseTask, CaseTaskPage]:
        """Iterate over all pages; `total()` says how many there are, `pages()` gives whole pages.

        Nothing is sent before the first item is taken. If page 1 took long enough to be worth it, the next pages are
        fetched five at a time. After an error, the next step fetches the same page again. Each item that is in the list
        from the first page to the last comes exactly once: if the list changes meanwhile, its pages are read again.

        Args:
            case_id: The number of the case.
            per_page: the size of a page. Default: the largest that the tenant grants.
            match: a function of an item, for what the tenant cannot filter by: items for which it is false are passed
                over. They are fetched all the same, and `total()` counts them.
            start: the page to begin with, in pages of that size: such as the `page` of an iterator that was left. `total()`
                counts all pages. If the list changes meanwhile, items of the pages before may come, too.
            timeout: seconds for each page, retries included. Pauses that the tenant asks for (`Retry-After`) do not
                count. None is no bound. Default: the client's.

        Raises:
            TypeError, ValueError: an argument makes no sense; nothing was sent.
            TinesError: as `list`, while iterating. If the pages repeat, never end, or end before all items
                have come, it is a DecodeError. If the list keeps changing, it is a ListMovedError.

        Source: https://www.tines.com/docs/api/cases/tasks/list/
        """
        pages = list_case_tasks.LISTING.pages({"case_id": case_id}, {"per_page": per_page}, start=start, match=match)
        return Items(pages, self._connection.sibling(timeout, KEEP).page)

    def create(
        self,
        case_id: int,
        *,
        description: str,
        assignee_emails: Iterable[str] | Unset = UNSET,
        timeout: float | None | Keep = KEEP,
    ) -> CaseTask:
        """Create a case task: one request.

        Adds one task to a case; the others stay.

        Args:
            case_id: The number of the case.
            description: What is to do.
            assignee_emails: The e-mails of those who are to do it. They come back as users.
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

        Source: https://www.tines.com/api/cases/tasks/create
        """
        body = BodyArguments(description=description, assignee_emails=assignee_emails)
        # No frame of an error that is raised from here may hold what is sent.
        del description, assignee_emails
        return self._connection.call(create_case_task.OPERATION.call({"case_id": case_id}, {}, body), timeout)

    def create_from(
        self, case_id: int, item: NewCaseTask | CaseTask | Mapping[str, Any], *, timeout: float | None | Keep = KEEP
    ) -> CaseTask:
        """As `create`, from a model or a mapping; what only the server sets is left out of one that was read.

        Raises:
            TypeError, ValueError: the item makes no sense; nothing was sent.
            TinesError: as `create`.
        """
        body = BodyArguments(item=item)
        del item  # so that no frame of an error that is raised from here holds it
        return self._connection.call(create_case_task.OPERATION.call_with_item({"case_id": case_id}, body), timeout)

    def batch_create(
        self,
        case_id: int,
        tasks: Iterable[NewCaseTask | CaseTask | Mapping[str, Any]],
        *,
        timeout: float | None | Keep = KEEP,
    ) -> CaseTaskBatch:
        """Create several case tasks: one request.

        Adds several tasks to a case, 25 at most; the others stay.

        Args:
            case_id: The number of the case.
            tasks: The tasks, 25 at most.
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

        Source: https://www.tines.com/docs/api/cases/tasks/batch-create/
        """
        body = BodyArguments(tasks=tasks)
        # No frame of an error that is raised from here may hold what is sent.
        del tasks
        return self._connection.call(batch_create_case_tasks.OPERATION.call({"case_id": case_id}, {}, body), timeout)

    def get(self, case_id: int, id: int, *, timeout: float | None | Keep = KEEP) -> CaseTask:
        """Get a case task: one request.

        One task of a case.

        Args:
            case_id: The number of the case.
            id: The id of the task.
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
        return self._connection.call(get_case_task.OPERATION.call({"case_id": case_id, "id": id}, {}), timeout)

    def update(
        self,
        case_id: int,
        id: int,
        *,
        description: str | Unset = UNSET,
        completed: bool | Unset = UNSET,
        assignee_emails: Iterable[str] | Unset = UNSET,
        timeout: float | None | Keep = KEEP,
    ) -> CaseTask:
        """Update a case task: one request.

        Changes what is given of one task, such as whether it is completed; all else stays. The assignees that are
        given take the place of those that there are.

        Args:
            case_id: The number of the case.
            id: The id of the task.
            description: What is to do.
            completed: Whether it is done.
            assignee_emails: The e-mails of those who are to do it. They come back as users.
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

        Source: https://www.tines.com/docs/api/cases/tasks/update/
        """
        body = BodyArguments(description=description, completed=completed, assignee_emails=assignee_emails)
        # No frame of an error that is raised from here may hold what is sent.
        del description, completed, assignee_emails
        return self._connection.call(update_case_task.OPERATION.call({"case_id": case_id, "id": id}, {}, body), timeout)

    def delete(self, case_id: int, id: int, *, missing_ok: bool = False, timeout: float | None | Keep = KEEP) -> None:
        """Delete a case task: one request.

        Removes one task from its case. The response names its id, as a text.

        Args:
            case_id: The number of the case.
            id: The id of the task.
            missing_ok: whether a 404 is success too, as for a button that is clicked twice. Without it a 404 raises NotFoundError,
                unless an earlier attempt of the same call may have been processed.
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

        Source: https://www.tines.com/llm/stories/docs/api/cases/tasks/delete.md
        """
        return self._connection.call(
            delete_case_task.OPERATION.call({"case_id": case_id, "id": id}, {}, missing_ok=missing_ok), timeout
        )

    def plan(
        self,
        case_id: int,
        wanted: Iterable[NewCaseTask | CaseTask | Mapping[str, Any]],
        *,
        key: Callable[[Any], Hashable] | None = None,
        timeout: float | None | Keep = KEEP,
    ) -> Plan[CaseTask]:
        """What has to be written so that the list holds just what is wanted, with the fewest writes; nothing is written yet.

        `print(plan)` shows the creates, updates and deletes, `plan.apply()` does them one by one. Applied, the next plan
        is empty.

        A wanted item becomes one that is there if these are equal: all fields that it gives (no write), else the id, the
        description, or all fields but the description (a rename). Of all ways to pair them so, one with the fewest writes is taken.

        Args:
            wanted: all that there is to be, as models or mappings; an iterator is read once, by this call. A field that is
                left out stays as it is; None clears it.
            key: what is the same in an item that is wanted and in one that is there, in place of id and description.
            timeout: seconds for each request, retries included. Pauses that the tenant asks for (`Retry-After`) do not
                count. None is no bound. Default: the client's.

        Raises:
            TypeError, ValueError: something that is wanted makes no sense.
            TinesError: as `iterate`.
        """
        matching = Matching(create_case_task.OPERATION.item_fields, id="id", title="description", key=key)
        try:
            changes_of = matching.changes(wanted)
        finally:
            del wanted  # so that no frame of an error that is raised from here holds it
        connection = self._connection.sibling(timeout, KEEP)

        def listed() -> builtins.list[CaseTask]:
            return builtins.list(self.iterate(case_id, timeout=timeout))

        writers = Writers(
            listed=listed,
            read=lambda number: connection.page(get_case_task.OPERATION.call({"case_id": case_id, "id": number}, {})),
            create=lambda body: connection.page(create_case_task.OPERATION.call({"case_id": case_id}, {}, body)),
            update=lambda number, body: connection.page(
                update_case_task.OPERATION.call({"case_id": case_id, "id": number}, {}, body)
            ),
            delete=lambda number: connection.page(
                delete_case_task.OPERATION.call({"case_id": case_id, "id": number}, {}, missing_ok=True)
            ),
        )
        return Plan(changes_of(listed()), matching, writers=writers)


class CaseTasksWithResponse:
    """The methods of `CaseTasks`, each of which returns a `WithResponse`."""

    def __init__(self, calls: CaseTasks) -> None:
        self.list = with_response(calls.list)
        self.create = with_response(calls.create)
        self.batch_create = with_response(calls.batch_create)
        self.get = with_response(calls.get)
        self.update = with_response(calls.update)
        self.delete = with_response(calls.delete)


class AsyncCaseTasks:
    """The tasks of a case."""

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
        self,
        case_id: int,
        *,
        per_page: int | None = None,
        match: Callable[[CaseTask], object] | None = None,
        start: int = 1,
        timeout: float | None | Keep = KEEP,
    ) -> AsyncItems[CaseTask, CaseTaskPage]:
        """Iterate over all pages; `total()` says how many there are, `pages()` gives whole pages.

        Nothing is sent before the first item is taken. If page 1 took long enough to be worth it, the next pages are
        fetched five at a time. After an error, the next step fetches the same page again. Each item that is in the list
        from the first page to the last comes exactly once: if the list changes meanwhile, its pages are read again.

        Args:
            case_id: The number of the case.
            per_page: the size of a page. Default: the largest that the tenant grants.
            match: a function of an item, for what the tenant cannot filter by: items for which it is false are passed
                over. They are fetched all the same, and `total()` counts them.
            start: the page to begin with, in pages of that size: such as the `page` of an iterator that was left. `total()`
                counts all pages. If the list changes meanwhile, items of the pages before may come, too.
            timeout: seconds for each page, retries included. Pauses that the tenant asks for (`Retry-After`) do not
                count. None is no bound. Default: the client's.

        Raises:
            TypeError, ValueError: an argument makes no sense; nothing was sent.
            TinesError: as `list`, while iterating. If the pages repeat, never end, or end before all items
                have come, it is a DecodeError. If the list keeps changing, it is a ListMovedError.

        Source: https://www.tines.com/docs/api/cases/tasks/list/
        """
        pages = list_case_tasks.LISTING.pages({"case_id": case_id}, {"per_page": per_page}, start=start, match=match)
        return AsyncItems(pages, self._connection.sibling(timeout, KEEP).page)

    async def create(
        self,
        case_id: int,
        *,
        description: str,
        assignee_emails: Iterable[str] | Unset = UNSET,
        timeout: float | None | Keep = KEEP,
    ) -> CaseTask:
        """Create a case task: one request.

        Adds one task to a case; the others stay.

        Args:
            case_id: The number of the case.
            description: What is to do.
            assignee_emails: The e-mails of those who are to do it. They come back as users.
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

        Source: https://www.tines.com/api/cases/tasks/create
        """
        body = BodyArguments(description=description, assignee_emails=assignee_emails)
        # No frame of an error that is raised from here may hold what is sent.
        del description, assignee_emails
        return await self._connection.call(create_case_task.OPERATION.call({"case_id": case_id}, {}, body), timeout)

    async def create_from(
        self, case_id: int, item: NewCaseTask | CaseTask | Mapping[str, Any], *, timeout: float | None | Keep = KEEP
    ) -> CaseTask:
        """As `create`, from a model or a mapping; what only the server sets is left out of one that was read.

        Raises:
            TypeError, ValueError: the item makes no sense; nothing was sent.
            TinesError: as `create`.
        """
        body = BodyArguments(item=item)
        del item  # so that no frame of an error that is raised from here holds it
        return await self._connection.call(
            create_case_task.OPERATION.call_with_item({"case_id": case_id}, body), timeout
        )

    async def batch_create(
        self,
        case_id: int,
        tasks: Iterable[NewCaseTask | CaseTask | Mapping[str, Any]],
        *,
        timeout: float | None | Keep = KEEP,
    ) -> CaseTaskBatch:
        """Create several case tasks: one request.

        Adds several tasks to a case, 25 at most; the others stay.

        Args:
            case_id: The number of the case.
            tasks: The tasks, 25 at most.
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

        Source: https://www.tines.com/docs/api/cases/tasks/batch-create/
        """
        body = BodyArguments(tasks=tasks)
        # No frame of an error that is raised from here may hold what is sent.
        del tasks
        return await self._connection.call(
            batch_create_case_tasks.OPERATION.call({"case_id": case_id}, {}, body), timeout
        )

    async def get(self, case_id: int, id: int, *, timeout: float | None | Keep = KEEP) -> CaseTask:
        """Get a case task: one request.

        One task of a case.

        Args:
            case_id: The number of the case.
            id: The id of the task.
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
        return await self._connection.call(get_case_task.OPERATION.call({"case_id": case_id, "id": id}, {}), timeout)

    async def update(
        self,
        case_id: int,
        id: int,
        *,
        description: str | Unset = UNSET,
        completed: bool | Unset = UNSET,
        assignee_emails: Iterable[str] | Unset = UNSET,
        timeout: float | None | Keep = KEEP,
    ) -> CaseTask:
        """Update a case task: one request.

        Changes what is given of one task, such as whether it is completed; all else stays. The assignees that are
        given take the place of those that there are.

        Args:
            case_id: The number of the case.
            id: The id of the task.
            description: What is to do.
            completed: Whether it is done.
            assignee_emails: The e-mails of those who are to do it. They come back as users.
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

        Source: https://www.tines.com/docs/api/cases/tasks/update/
        """
        body = BodyArguments(description=description, completed=completed, assignee_emails=assignee_emails)
        # No frame of an error that is raised from here may hold what is sent.
        del description, completed, assignee_emails
        return await self._connection.call(
            update_case_task.OPERATION.call({"case_id": case_id, "id": id}, {}, body), timeout
        )

    async def delete(
        self, case_id: int, id: int, *, missing_ok: bool = False, timeout: float | None | Keep = KEEP
    ) -> None:
        """Delete a case task: one request.

        Removes one task from its case. The response names its id, as a text.

        Args:
            case_id: The number of the case.
            id: The id of the task.
            missing_ok: whether a 404 is success too, as for a button that is clicked twice. Without it a 404 raises NotFoundError,
                unless an earlier attempt of the same call may have been processed.
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

        Source: https://www.tines.com/llm/stories/docs/api/cases/tasks/delete.md
        """
        return await self._connection.call(
            delete_case_task.OPERATION.call({"case_id": case_id, "id": id}, {}, missing_ok=missing_ok), timeout
        )

    async def plan(
        self,
        case_id: int,
        wanted: Iterable[NewCaseTask | CaseTask | Mapping[str, Any]],
        *,
        key: Callable[[Any], Hashable] | None = None,
        timeout: float | None | Keep = KEEP,
    ) -> AsyncPlan[CaseTask]:
        """What has to be written so that the list holds just what is wanted, with the fewest writes; nothing is written yet.

        `print(plan)` shows the creates, updates and deletes, `plan.apply()` does them one by one. Applied, the next plan
        is empty.

        A wanted item becomes one that is there if these are equal: all fields that it gives (no write), else the id, the
        description, or all fields but the description (a rename). Of all ways to pair them so, one with the fewest writes is taken.

        Args:
            wanted: all that there is to be, as models or mappings; an iterator is read once, by this call. A field that is
                left out stays as it is; None clears it.
            key: what is the same in an item that is wanted and in one that is there, in place of id and description.
            timeout: seconds for each request, retries included. Pauses that the tenant asks for (`Retry-After`) do not
                count. None is no bound. Default: the client's.

        Raises:
            TypeError, ValueError: something that is wanted makes no sense.
            TinesError: as `iterate`.
        """
        matching = Matching(create_case_task.OPERATION.item_fields, id="id", title="description", key=key)
        try:
            changes_of = matching.changes(wanted)
        finally:
            del wanted  # so that no frame of an error that is raised from here holds it
        connection = self._connection.sibling(timeout, KEEP)

        async def listed() -> builtins.list[CaseTask]:
            return [item async for item in self.iterate(case_id, timeout=timeout)]

        writers = Writers(
            listed=listed,
            read=lambda number: connection.page(get_case_task.OPERATION.call({"case_id": case_id, "id": number}, {})),
            create=lambda body: connection.page(create_case_task.OPERATION.call({"case_id": case_id}, {}, body)),
            update=lambda number, body: connection.page(
                update_case_task.OPERATION.call({"case_id": case_id, "id": number}, {}, body)
            ),
            delete=lambda number: connection.page(
                delete_case_task.OPERATION.call({"case_id": case_id, "id": number}, {}, missing_ok=True)
            ),
        )
        return AsyncPlan(changes_of(await listed()), matching, writers=writers)


class AsyncCaseTasksWithResponse:
    """The methods of `AsyncCaseTasks`, each of which returns a `WithResponse`."""

    def __init__(self, calls: AsyncCaseTasks) -> None:
        self.list = async_with_response(calls.list)
        self.create = async_with_response(calls.create)
        self.batch_create = async_with_response(calls.batch_create)
        self.get = async_with_response(calls.get)
        self.update = async_with_response(calls.update)
        self.delete = async_with_response(calls.delete)
