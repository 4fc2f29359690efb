# Generated from openapi.yaml by scripts/generate.py. Do not edit: change the document or a template, then run `nox -s generate`.
"""The buttons on a case."""

from tines_runtime import KEEP, AsyncConnection, AsyncItems, Connection, Failure, Items, Keep, Wanted

from ...models.case_action import CaseAction
from ...models.case_action_page import CaseActionPage
from . import list_case_actions


class CaseActions:
    """The buttons on a case."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def list(
        self, case_id: int, *, per_page: int | None = None, page: int | None = None, timeout: float | None | Keep = KEEP
    ) -> CaseActionPage:
        """List case actions: one request.

        The actions of one case, one page at a time.

        Ask for a page with `per_page` and `page`; `meta` says which page came and how many there are.
        In which order the actions come is not documented.

        Args:
            case_id: The case whose actions are meant.
            per_page: How many actions a page holds; 20 if not given. The API's general maximum is 500, that of this
                list is not documented: a server may clamp or refuse what is above 50, and `meta.per_page` says what it
                did.
            page: Which page, counted from 1; 1 if not given. What a page past the end answers is not documented.
            timeout: seconds for the whole call, retries and waiting included; None is no bound. Default: the client's.

        Raises:
            TypeError, ValueError: an argument makes no sense; nothing was sent.
            BadRequestError: 400. The request makes no sense to the server. The body may be JSON of several shapes,
                text, HTML or nothing.
            AuthenticationError: 401. The key is missing or wrong.
            PermissionDeniedError: 403. The key may not do this.
            NotFoundError: 404. There is no such case, or the key may not see it.
            UnprocessableError: 422. The request is well formed, and the server refuses a value in it.
            RateLimitError: 429. The rate limit is reached: 5,000 requests a minute in general, perhaps 100 for this
                list. Whether the answer says how long to wait is not documented.
            UnexpectedStatusError: 4XX. Any other refusal.
            ServerError: 5XX. The server, or something before it, failed.
            TransportError: no whole answer came, or none in time.
            DecodeError: the answer is not what the document promises.

        Source: https://www.tines.com/docs/api/cases/actions/list/
        """
        return self._connection.call(list_case_actions.call(case_id, per_page=per_page, page=page), timeout)

    def iterate(self, case_id: int, *, timeout: float | None | Keep = KEEP) -> Items[CaseAction, CaseActionPage]:
        """Iterate over all pages; `total()` says how many there are, `pages()` gives whole pages.

        Nothing is sent before the first item is asked for. Page 1 is asked for alone; where that meant to wait, up to five
        pages at once are from then on. After an error the next step asks for the same page again.

        Args:
            case_id: The case whose actions are meant.
            timeout: seconds for each page, retries included, but not what the tenant asks to wait; None is no bound.
                Default: the client's.

        Raises:
            TypeError, ValueError: an argument makes no sense; nothing was sent.
            TinesError: as `list`, while iterating; a DecodeError also where the pages repeat, never end or
                end before all items have come.

        Source: https://www.tines.com/docs/api/cases/actions/list/
        """
        list_case_actions.call(case_id)
        connection = self._connection.sibling(timeout, KEEP)

        def fetch(wanted: Wanted) -> CaseActionPage | Failure:
            return connection.page(list_case_actions.call(case_id, per_page=wanted.size, page=wanted.number))

        return Items(list_case_actions.PAGED, fetch)


class AsyncCaseActions:
    """The buttons on a case."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def list(
        self, case_id: int, *, per_page: int | None = None, page: int | None = None, timeout: float | None | Keep = KEEP
    ) -> CaseActionPage:
        """List case actions: one request.

        The actions of one case, one page at a time.

        Ask for a page with `per_page` and `page`; `meta` says which page came and how many there are.
        In which order the actions come is not documented.

        Args:
            case_id: The case whose actions are meant.
            per_page: How many actions a page holds; 20 if not given. The API's general maximum is 500, that of this
                list is not documented: a server may clamp or refuse what is above 50, and `meta.per_page` says what it
                did.
            page: Which page, counted from 1; 1 if not given. What a page past the end answers is not documented.
            timeout: seconds for the whole call, retries and waiting included; None is no bound. Default: the client's.

        Raises:
            TypeError, ValueError: an argument makes no sense; nothing was sent.
            BadRequestError: 400. The request makes no sense to the server. The body may be JSON of several shapes,
                text, HTML or nothing.
            AuthenticationError: 401. The key is missing or wrong.
            PermissionDeniedError: 403. The key may not do this.
            NotFoundError: 404. There is no such case, or the key may not see it.
            UnprocessableError: 422. The request is well formed, and the server refuses a value in it.
            RateLimitError: 429. The rate limit is reached: 5,000 requests a minute in general, perhaps 100 for this
                list. Whether the answer says how long to wait is not documented.
            UnexpectedStatusError: 4XX. Any other refusal.
            ServerError: 5XX. The server, or something before it, failed.
            TransportError: no whole answer came, or none in time.
            DecodeError: the answer is not what the document promises.

        Source: https://www.tines.com/docs/api/cases/actions/list/
        """
        return await self._connection.call(list_case_actions.call(case_id, per_page=per_page, page=page), timeout)

    def iterate(self, case_id: int, *, timeout: float | None | Keep = KEEP) -> AsyncItems[CaseAction, CaseActionPage]:
        """Iterate over all pages; `total()` says how many there are, `pages()` gives whole pages.

        Nothing is sent before the first item is asked for. Page 1 is asked for alone; where that meant to wait, up to five
        pages at once are from then on. After an error the next step asks for the same page again.

        Args:
            case_id: The case whose actions are meant.
            timeout: seconds for each page, retries included, but not what the tenant asks to wait; None is no bound.
                Default: the client's.

        Raises:
            TypeError, ValueError: an argument makes no sense; nothing was sent.
            TinesError: as `list`, while iterating; a DecodeError also where the pages repeat, never end or
                end before all items have come.

        Source: https://www.tines.com/docs/api/cases/actions/list/
        """
        list_case_actions.call(case_id)
        connection = self._connection.sibling(timeout, KEEP)

        async def fetch(wanted: Wanted) -> CaseActionPage | Failure:
            return await connection.page(list_case_actions.call(case_id, per_page=wanted.size, page=wanted.number))

        return AsyncItems(list_case_actions.PAGED, fetch)
