# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""The cases of a tenant."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from tines_runtime.call.body import UNSET, BodyArguments, Unset
from tines_runtime.call.values import Timestamp
from tines_runtime.call.with_response import async_with_response, with_response
from tines_runtime.connection import AsyncConnection, Connection
from tines_runtime.options import KEEP, Keep
from tines_runtime.paging.iteration import AsyncItems, Items
from tines_runtime.secret import SecretValue

from ...models.case import Case
from ...models.case_filters import CaseFilters
from ...models.case_order import CaseOrder
from ...models.case_page import CasePage
from ...models.new_case import NewCase
from . import create_case, delete_case, get_case, list_cases, update_case


class Cases:
    """The cases of a tenant."""

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
        filters: CaseFilters | Mapping[str, Any] | None = None,
        timeout: float | None | Keep = KEEP,
    ) -> CasePage:
        """List cases: one request.

        The cases that the key may see, one page at a time. How cases are ordered without `order`, or where they are
        equal in it is not documented.

        Args:
            team_id: Only the cases of this team. Whether an unknown team is refused, or has no cases is not
                documented.
            order: What the cases are sorted by. How cases are ordered without `order`, or where they are equal in
                it is not documented.
            per_page: How many cases a page holds; 20 by default, 500 at most (50 in editions before May 2026).
            page: Which page, counted from 1; 1 by default. Whether a page past the end is empty or refused is not
                documented.
            filters: Only the cases that fit all of these. How `filters` is encoded, if it is read at all is not
                documented. Each item that comes is held against them, as far as it shows them. If none comes, nothing
                fits, or the tenant reads the filters otherwise: that looks the same. It may also refuse them, with 400
                or 422. `tines-cases contract probe` finds out which encoding it follows.
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
            FilterIgnoredError: an item came that does not fit the filters.
            TransportError: no whole response came, or none in time.
            DecodeError: the response is not what the spec promises.

        Source: https://www.tines.com/llm/docs/api/cases/list.md
        """
        sealed = None if filters is None else SecretValue(filters)
        del filters  # so that no frame of an error that is raised from here holds them
        return self._connection.call(
            list_cases.OPERATION.call(
                {},
                {"team_id": team_id, "order": order, "per_page": per_page, "page": page},
                filters=None
                if sealed is None
                else list_cases.FILTERS.wanted(sealed, self._connection.filters_encoding),
            ),
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
        filters: CaseFilters | Mapping[str, Any] | None = None,
        match: Callable[[Case], object] | None = None,
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
            filters: Only the cases that fit all of these. How `filters` is encoded, if it is read at all is not
                documented. Each item that comes is held against them, as far as it shows them. If none comes, nothing
                fits, or the tenant reads the filters otherwise: that looks the same. It may also refuse them, with 400
                or 422. `tines-cases contract probe` finds out which encoding it follows.
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

        Source: https://www.tines.com/llm/docs/api/cases/list.md
        """
        sealed = None if filters is None else SecretValue(filters)
        del filters  # so that no frame of an error that is raised from here holds them
        pages = list_cases.LISTING.pages(
            {},
            {"team_id": team_id, "order": order, "per_page": per_page},
            start=start,
            match=match,
            filters=None if sealed is None else list_cases.FILTERS.wanted(sealed, self._connection.filters_encoding),
        )
        return Items(pages, self._connection.sibling(timeout, KEEP).page)

    def create(
        self,
        *,
        name: str,
        team_id: int,
        description: str | Unset = UNSET,
        status: Literal["open", "closed"] | Unset = UNSET,
        priority: Literal["critical", "high", "medium", "low", "info"] | Unset = UNSET,
        sub_status_id: int | Unset = UNSET,
        author_email: str | Unset = UNSET,
        assignee_emails: Iterable[str] | Unset = UNSET,
        tag_names: Iterable[str] | Unset = UNSET,
        opened_at: Timestamp | str | Unset = UNSET,
        resolved_at: Timestamp | str | Unset = UNSET,
        timeout: float | None | Keep = KEEP,
    ) -> Case:
        """Create a case: one request.

        Opens a case in a team. A new case may start the tenant's automations. Tines documents more that it takes,
        such
        as metadata, tasks, fields and blocks, which is left out here. Whether `status` and `priority` may be in
        capitals is not documented.

        Args:
            name: The title of the case.
            team_id: The id of the team that the case belongs to.
            description: What the case is about, as Markdown.
            status: Whether it is open, in small letters.
            priority: How urgent it is, in small letters.
            sub_status_id: The id of a status of the team's own list.
            author_email: The e-mail of whom it is to be by; by default it is by the user of the key. It comes back
                as a user.
            assignee_emails: The e-mails of those who are to work on the case. They come back as users.
            tag_names: The names of its tags.
            opened_at: When that was, such as `2025-01-29T21:39:27Z`.
            resolved_at: When that was, such as `2025-01-29T21:39:27Z`.
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

        Source: https://www.tines.com/docs/api/cases/create/
        """
        body = BodyArguments(
            name=name,
            team_id=team_id,
            description=description,
            status=status,
            priority=priority,
            sub_status_id=sub_status_id,
            author_email=author_email,
            assignee_emails=assignee_emails,
            tag_names=tag_names,
            opened_at=opened_at,
            resolved_at=resolved_at,
        )
        # No frame of an error that is raised from here may hold what is sent.
        del (
            name,
            team_id,
            description,
            status,
            priority,
            sub_status_id,
            author_email,
            assignee_emails,
            tag_names,
            opened_at,
            resolved_at,
        )
        return self._connection.call(create_case.OPERATION.call({}, {}, body), timeout)

    def create_from(self, item: NewCase | Mapping[str, Any], *, timeout: float | None | Keep = KEEP) -> Case:
        """As `create`, from a model or a mapping; what only the server sets is left out of one that was read.

        Raises:
            TypeError, ValueError: the item makes no sense; nothing was sent.
            TinesError: as `create`.
        """
        body = BodyArguments(item=item)
        del item  # so that no frame of an error that is raised from here holds it
        return self._connection.call(create_case.OPERATION.call_with_item({}, body), timeout)

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

    def update(
        self,
        case_id: int,
        *,
        name: str | Unset = UNSET,
        team_id: int | Unset = UNSET,
        description: str | Unset = UNSET,
        status: Literal["open", "closed"] | Unset = UNSET,
        priority: Literal["critical", "high", "medium", "low", "info"] | Unset = UNSET,
        sub_status_id: int | Unset = UNSET,
        author_email: str | Unset = UNSET,
        assignee_emails: Iterable[str] | Unset = UNSET,
        add_assignee_emails: Iterable[str] | Unset = UNSET,
        remove_assignee_emails: Iterable[str] | Unset = UNSET,
        add_tag_names: Iterable[str] | Unset = UNSET,
        remove_tag_names: Iterable[str] | Unset = UNSET,
        opened_at: Timestamp | str | Unset = UNSET,
        resolved_at: Timestamp | str | Unset = UNSET,
        timeout: float | None | Keep = KEEP,
    ) -> Case:
        """Update a case: one request.

        Changes what is given of one case, such as its status; all else stays. The status `closed` closes it. Whether
        `status` and `priority` may be in capitals is not documented.

        Args:
            case_id: The number of the case.
            name: The title of the case.
            team_id: The id of the team that the case belongs to.
            description: What the case is about, as Markdown.
            status: Whether it is open, in small letters.
            priority: How urgent it is, in small letters.
            sub_status_id: The id of a status of the team's own list.
            author_email: The e-mail of whom it is to be by; by default it is by the user of the key. It comes back
                as a user.
            assignee_emails: The e-mails of those who are to work on the case. They come back as users.
            add_assignee_emails: The e-mails of those who are to work on it with the others.
            remove_assignee_emails: The e-mails of those who are to work on it no more.
            add_tag_names: The names of tags that it is to have with the others.
            remove_tag_names: The names of tags that it is to have no more.
            opened_at: When that was, such as `2025-01-29T21:39:27Z`.
            resolved_at: When that was, such as `2025-01-29T21:39:27Z`.
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

        Source: https://tines.com/api/cases/update
        """
        body = BodyArguments(
            name=name,
            team_id=team_id,
            description=description,
            status=status,
            priority=priority,
            sub_status_id=sub_status_id,
            author_email=author_email,
            assignee_emails=assignee_emails,
            add_assignee_emails=add_assignee_emails,
            remove_assignee_emails=remove_assignee_emails,
            add_tag_names=add_tag_names,
            remove_tag_names=remove_tag_names,
            opened_at=opened_at,
            resolved_at=resolved_at,
        )
        # No frame of an error that is raised from here may hold what is sent.
        del (
            name,
            team_id,
            description,
            status,
            priority,
            sub_status_id,
            author_email,
            assignee_emails,
            add_assignee_emails,
            remove_assignee_emails,
            add_tag_names,
            remove_tag_names,
            opened_at,
            resolved_at,
        )
        return self._connection.call(update_case.OPERATION.call({"case_id": case_id}, {}, body), timeout)

    def delete(self, case_id: int, *, missing_ok: bool = False, timeout: float | None | Keep = KEEP) -> None:
        """Delete a case: one request.

        REMOVES A CASE WITH ALL THAT IT HOLDS. To close one, update its status.

        Args:
            case_id: The number of the case.
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

        Source: https://www.tines.com/docs/api/cases/delete-1-0/
        """
        return self._connection.call(
            delete_case.OPERATION.call({"case_id": case_id}, {}, missing_ok=missing_ok), timeout
        )


class CasesWithResponse:
    """The methods of `Cases`, each of which returns a `WithResponse`."""

    def __init__(self, calls: Cases) -> None:
        self.list = with_response(calls.list)
        self.create = with_response(calls.create)
        self.get = with_response(calls.get)
        self.update = with_response(calls.update)
        self.delete = with_response(calls.delete)


class AsyncCases:
    """The cases of a tenant."""

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
        filters: CaseFilters | Mapping[str, Any] | None = None,
        timeout: float | None | Keep = KEEP,
    ) -> CasePage:
        """List cases: one request.

        The cases that the key may see, one page at a time. How cases are ordered without `order`, or where they are
        equal in it is not documented.

        Args:
            team_id: Only the cases of this team. Whether an unknown team is refused, or has no cases is not
                documented.
            order: What the cases are sorted by. How cases are ordered without `order`, or where they are equal in
                it is not documented.
            per_page: How many cases a page holds; 20 by default, 500 at most (50 in editions before May 2026).
            page: Which page, counted from 1; 1 by default. Whether a page past the end is empty or refused is not
                documented.
            filters: Only the cases that fit all of these. How `filters` is encoded, if it is read at all is not
                documented. Each item that comes is held against them, as far as it shows them. If none comes, nothing
                fits, or the tenant reads the filters otherwise: that looks the same. It may also refuse them, with 400
                or 422. `tines-cases contract probe` finds out which encoding it follows.
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
            FilterIgnoredError: an item came that does not fit the filters.
            TransportError: no whole response came, or none in time.
            DecodeError: the response is not what the spec promises.

        Source: https://www.tines.com/llm/docs/api/cases/list.md
        """
        sealed = None if filters is None else SecretValue(filters)
        del filters  # so that no frame of an error that is raised from here holds them
        return await self._connection.call(
            list_cases.OPERATION.call(
                {},
                {"team_id": team_id, "order": order, "per_page": per_page, "page": page},
                filters=None
                if sealed is None
                else list_cases.FILTERS.wanted(sealed, self._connection.filters_encoding),
            ),
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
        filters: CaseFilters | Mapping[str, Any] | None = None,
        match: Callable[[Case], object] | None = None,
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
            filters: Only the cases that fit all of these. How `filters` is encoded, if it is read at all is not
                documented. Each item that comes is held against them, as far as it shows them. If none comes, nothing
                fits, or the tenant reads the filters otherwise: that looks the same. It may also refuse them, with 400
                or 422. `tines-cases contract probe` finds out which encoding it follows.
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

        Source: https://www.tines.com/llm/docs/api/cases/list.md
        """
        sealed = None if filters is None else SecretValue(filters)
        del filters  # so that no frame of an error that is raised from here holds them
        pages = list_cases.LISTING.pages(
            {},
            {"team_id": team_id, "order": order, "per_page": per_page},
            start=start,
            match=match,
            filters=None if sealed is None else list_cases.FILTERS.wanted(sealed, self._connection.filters_encoding),
        )
        return AsyncItems(pages, self._connection.sibling(timeout, KEEP).page)

    async def create(
        self,
        *,
        name: str,
        team_id: int,
        description: str | Unset = UNSET,
        status: Literal["open", "closed"] | Unset = UNSET,
        priority: Literal["critical", "high", "medium", "low", "info"] | Unset = UNSET,
        sub_status_id: int | Unset = UNSET,
        author_email: str | Unset = UNSET,
        assignee_emails: Iterable[str] | Unset = UNSET,
        tag_names: Iterable[str] | Unset = UNSET,
        opened_at: Timestamp | str | Unset = UNSET,
        resolved_at: Timestamp | str | Unset = UNSET,
        timeout: float | None | Keep = KEEP,
    ) -> Case:
        """Create a case: one request.

        Opens a case in a team. A new case may start the tenant's automations. Tines documents more that it takes,
        such
        as metadata, tasks, fields and blocks, which is left out here. Whether `status` and `priority` may be in
        capitals is not documented.

        Args:
            name: The title of the case.
            team_id: The id of the team that the case belongs to.
            description: What the case is about, as Markdown.
            status: Whether it is open, in small letters.
            priority: How urgent it is, in small letters.
            sub_status_id: The id of a status of the team's own list.
            author_email: The e-mail of whom it is to be by; by default it is by the user of the key. It comes back
                as a user.
            assignee_emails: The e-mails of those who are to work on the case. They come back as users.
            tag_names: The names of its tags.
            opened_at: When that was, such as `2025-01-29T21:39:27Z`.
            resolved_at: When that was, such as `2025-01-29T21:39:27Z`.
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

        Source: https://www.tines.com/docs/api/cases/create/
        """
        body = BodyArguments(
            name=name,
            team_id=team_id,
            description=description,
            status=status,
            priority=priority,
            sub_status_id=sub_status_id,
            author_email=author_email,
            assignee_emails=assignee_emails,
            tag_names=tag_names,
            opened_at=opened_at,
            resolved_at=resolved_at,
        )
        # No frame of an error that is raised from here may hold what is sent.
        del (
            name,
            team_id,
            description,
            status,
            priority,
            sub_status_id,
            author_email,
            assignee_emails,
            tag_names,
            opened_at,
            resolved_at,
        )
        return await self._connection.call(create_case.OPERATION.call({}, {}, body), timeout)

    async def create_from(self, item: NewCase | Mapping[str, Any], *, timeout: float | None | Keep = KEEP) -> Case:
        """As `create`, from a model or a mapping; what only the server sets is left out of one that was read.

        Raises:
            TypeError, ValueError: the item makes no sense; nothing was sent.
            TinesError: as `create`.
        """
        body = BodyArguments(item=item)
        del item  # so that no frame of an error that is raised from here holds it
        return await self._connection.call(create_case.OPERATION.call_with_item({}, body), timeout)

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

    async def update(
        self,
        case_id: int,
        *,
        name: str | Unset = UNSET,
        team_id: int | Unset = UNSET,
        description: str | Unset = UNSET,
        status: Literal["open", "closed"] | Unset = UNSET,
        priority: Literal["critical", "high", "medium", "low", "info"] | Unset = UNSET,
        sub_status_id: int | Unset = UNSET,
        author_email: str | Unset = UNSET,
        assignee_emails: Iterable[str] | Unset = UNSET,
        add_assignee_emails: Iterable[str] | Unset = UNSET,
        remove_assignee_emails: Iterable[str] | Unset = UNSET,
        add_tag_names: Iterable[str] | Unset = UNSET,
        remove_tag_names: Iterable[str] | Unset = UNSET,
        opened_at: Timestamp | str | Unset = UNSET,
        resolved_at: Timestamp | str | Unset = UNSET,
        timeout: float | None | Keep = KEEP,
    ) -> Case:
        """Update a case: one request.

        Changes what is given of one case, such as its status; all else stays. The status `closed` closes it. Whether
        `status` and `priority` may be in capitals is not documented.

        Args:
            case_id: The number of the case.
            name: The title of the case.
            team_id: The id of the team that the case belongs to.
            description: What the case is about, as Markdown.
            status: Whether it is open, in small letters.
            priority: How urgent it is, in small letters.
            sub_status_id: The id of a status of the team's own list.
            author_email: The e-mail of whom it is to be by; by default it is by the user of the key. It comes back
                as a user.
            assignee_emails: The e-mails of those who are to work on the case. They come back as users.
            add_assignee_emails: The e-mails of those who are to work on it with the others.
            remove_assignee_emails: The e-mails of those who are to work on it no more.
            add_tag_names: The names of tags that it is to have with the others.
            remove_tag_names: The names of tags that it is to have no more.
            opened_at: When that was, such as `2025-01-29T21:39:27Z`.
            resolved_at: When that was, such as `2025-01-29T21:39:27Z`.
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

        Source: https://tines.com/api/cases/update
        """
        body = BodyArguments(
            name=name,
            team_id=team_id,
            description=description,
            status=status,
            priority=priority,
            sub_status_id=sub_status_id,
            author_email=author_email,
            assignee_emails=assignee_emails,
            add_assignee_emails=add_assignee_emails,
            remove_assignee_emails=remove_assignee_emails,
            add_tag_names=add_tag_names,
            remove_tag_names=remove_tag_names,
            opened_at=opened_at,
            resolved_at=resolved_at,
        )
        # No frame of an error that is raised from here may hold what is sent.
        del (
            name,
            team_id,
            description,
            status,
            priority,
            sub_status_id,
            author_email,
            assignee_emails,
            add_assignee_emails,
            remove_assignee_emails,
            add_tag_names,
            remove_tag_names,
            opened_at,
            resolved_at,
        )
        return await self._connection.call(update_case.OPERATION.call({"case_id": case_id}, {}, body), timeout)

    async def delete(self, case_id: int, *, missing_ok: bool = False, timeout: float | None | Keep = KEEP) -> None:
        """Delete a case: one request.

        REMOVES A CASE WITH ALL THAT IT HOLDS. To close one, update its status.

        Args:
            case_id: The number of the case.
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

        Source: https://www.tines.com/docs/api/cases/delete-1-0/
        """
        return await self._connection.call(
            delete_case.OPERATION.call({"case_id": case_id}, {}, missing_ok=missing_ok), timeout
        )


class AsyncCasesWithResponse:
    """The methods of `AsyncCases`, each of which returns a `WithResponse`."""

    def __init__(self, calls: AsyncCases) -> None:
        self.list = async_with_response(calls.list)
        self.create = async_with_response(calls.create)
        self.get = async_with_response(calls.get)
        self.update = async_with_response(calls.update)
        self.delete = async_with_response(calls.delete)
