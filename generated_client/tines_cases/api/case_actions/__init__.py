# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""The buttons on a case."""

import builtins
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, Literal

from tines_runtime.call.body import UNSET, BodyArguments, Unset, text
from tines_runtime.call.with_response import async_with_response, with_response
from tines_runtime.connection import AsyncConnection, Connection
from tines_runtime.options import KEEP, Keep
from tines_runtime.paging.iteration import AsyncItems, Items
from tines_runtime.plan.matching import Matching
from tines_runtime.plan.plan import AsyncPlan, Plan, Writers
from tines_runtime.steps import kept_or_removed, run, run_async

from ...models.action_type import ActionType
from ...models.case_action import CaseAction
from ...models.case_action_batch import CaseActionBatch
from ...models.case_action_detail import CaseActionDetail
from ...models.case_action_page import CaseActionPage
from ...models.new_case_action import NewCaseAction
from . import (
    create_case_action,
    delete_case_action,
    get_case_action,
    list_case_actions,
    replace_all_case_actions,
    update_case_action,
)


class CaseActions:
    """The buttons on a case."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def with_response(self) -> "CaseActionsWithResponse":
        """The methods that send one request, returning a `WithResponse`: the value, and what came with it."""
        return CaseActionsWithResponse(self)

    def list(
        self, case_id: int, *, per_page: int | None = None, page: int | None = None, timeout: float | None | Keep = KEEP
    ) -> CaseActionPage:
        """List case actions: one request.

        The actions of one case, one page at a time.

        Ask for a page with `per_page` and `page`; `meta` says which page came and how many there are. In which order
        the actions of a case come is not documented.

        Args:
            case_id: The number of the case.
            per_page: How many actions a page holds; 20 by default. The API's general maximum is 500: a server may
                clamp or refuse what is above 50, and `meta.per_page` says what it did. How many actions the largest
                page holds is not documented.
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

        Source: https://www.tines.com/docs/api/cases/actions/list/
        """
        return self._connection.call(
            list_case_actions.OPERATION.call({"case_id": case_id}, {"per_page": per_page, "page": page}), timeout
        )

    def iterate(
        self,
        case_id: int,
        *,
        per_page: int | None = None,
        match: Callable[[CaseAction], object] | None = None,
        start: int = 1,
        timeout: float | None | Keep = KEEP,
    ) -> Items[CaseAction, CaseActionPage]:
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

        Source: https://www.tines.com/docs/api/cases/actions/list/
        """
        pages = list_case_actions.LISTING.pages({"case_id": case_id}, {"per_page": per_page}, start=start, match=match)
        return Items(pages, self._connection.sibling(timeout, KEEP).page)

    def create(
        self,
        case_id: int,
        *,
        url: str,
        label: str,
        action_type: ActionType | Literal["webhook", "page"],
        action_text: str | None | Unset = UNSET,
        query_params: Mapping[str, Any] | None | Unset = UNSET,
        timeout: float | None | Keep = KEEP,
    ) -> CaseActionDetail:
        """Create a case action: one request.

        Adds one action to a case; the others stay.

        Tines reserves some names among `query_params` (case_id, user, button, case, message): in what a webhook
        is sent they cannot be overwritten. Whether a reserved name is kept, left out, or refused is not documented.

        Args:
            case_id: The number of the case.
            url: The webhook or the page; any URL is taken. A webhook's URL holds its secret, so treat it as one.
            label: What people call the action.
            action_type: What a click is to do, `webhook` or `page`.
            action_text: The text on the button. Whether null takes a text away is not documented.
            query_params: What is appended to the URL as query parameters. The names case_id, user, button, case and
                message are reserved.
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

        Source: https://www.tines.com/docs/api/cases/actions/create/
        """
        body = BodyArguments(
            url=url, label=label, action_type=action_type, action_text=action_text, query_params=query_params
        )
        # No frame of an error that is raised from here may hold what is sent.
        del url, label, action_type, action_text, query_params
        return self._connection.call(create_case_action.OPERATION.call({"case_id": case_id}, {}, body), timeout)

    def create_from(
        self,
        case_id: int,
        item: NewCaseAction | CaseAction | CaseActionDetail | Mapping[str, Any],
        *,
        timeout: float | None | Keep = KEEP,
    ) -> CaseActionDetail:
        """As `create`, from a model or a mapping; what only the server sets is left out of one that was read.

        Raises:
            TypeError, ValueError: the item makes no sense; nothing was sent.
            TinesError: as `create`.
        """
        body = BodyArguments(item=item)
        del item  # so that no frame of an error that is raised from here holds it
        return self._connection.call(create_case_action.OPERATION.call_with_item({"case_id": case_id}, body), timeout)

    def replace_all(
        self,
        case_id: int,
        actions: Iterable[NewCaseAction | CaseAction | CaseActionDetail | Mapping[str, Any]],
        *,
        timeout: float | None | Keep = KEEP,
    ) -> CaseActionBatch:
        """Replace all case actions: one request.

        REPLACES EVERY ACTION OF THE CASE: those that the request lacks are deleted. Tines' own name for it is
        "batch update".
        An empty array may well delete them all. Whether replacing all keeps the order, whether replacing all by
        nothing is done or refused, and whether replacing all keeps the ids of actions with the same URL and label are
        not documented.

        Args:
            case_id: The number of the case.
            actions: The actions, which take the place of all that the case has.
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

        Source: https://www.tines.com/docs/api/cases/actions/batch-update/
        """
        body = BodyArguments(actions=actions)
        # No frame of an error that is raised from here may hold what is sent.
        del actions
        return self._connection.call(replace_all_case_actions.OPERATION.call({"case_id": case_id}, {}, body), timeout)

    def get(self, case_id: int, id: int, *, timeout: float | None | Keep = KEEP) -> CaseActionDetail:
        """Get a case action: one request.

        One action of a case.

        Args:
            case_id: The number of the case.
            id: The id of the action.
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

        Source: https://www.tines.com/llm/docs/api/cases/actions/get.md
        """
        return self._connection.call(get_case_action.OPERATION.call({"case_id": case_id, "id": id}, {}), timeout)

    def update(
        self,
        case_id: int,
        id: int,
        *,
        url: str | Unset = UNSET,
        label: str | Unset = UNSET,
        action_type: ActionType | Literal["webhook", "page"] | Unset = UNSET,
        action_text: str | None | Unset = UNSET,
        query_params: Mapping[str, Any] | None | Unset = UNSET,
        timeout: float | None | Keep = KEEP,
    ) -> CaseActionDetail:
        """Update a case action: one request.

        Changes what is given of one action; all else stays. Whether null takes a text away, whether an update without
        any field is done or refused, and whether an update replaces `query_params` or merges them are not documented.

        Args:
            case_id: The number of the case.
            id: The id of the action.
            url: The webhook or the page; any URL is taken. A webhook's URL holds its secret, so treat it as one.
            label: What people call the action.
            action_type: What a click is to do, `webhook` or `page`.
            action_text: The text on the button. Whether null takes a text away is not documented.
            query_params: What is appended to the URL as query parameters. The names case_id, user, button, case and
                message are reserved.
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

        Source: https://www.tines.com/llm/docs/api/cases/actions/update.md
        """
        body = BodyArguments(
            url=url, label=label, action_type=action_type, action_text=action_text, query_params=query_params
        )
        # No frame of an error that is raised from here may hold what is sent.
        del url, label, action_type, action_text, query_params
        return self._connection.call(
            update_case_action.OPERATION.call({"case_id": case_id, "id": id}, {}, body), timeout
        )

    def delete(self, case_id: int, id: int, *, missing_ok: bool = False, timeout: float | None | Keep = KEEP) -> None:
        """Delete a case action: one request.

        Removes one action from its case. Which status the response to deleting it again has is not documented.

        Args:
            case_id: The number of the case.
            id: The id of the action.
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

        Source: https://www.tines.com/llm/stories/docs/api/cases/actions/delete.md
        """
        return self._connection.call(
            delete_case_action.OPERATION.call({"case_id": case_id, "id": id}, {}, missing_ok=missing_ok), timeout
        )

    def create_with_own_id(
        self,
        case_id: int,
        item: NewCaseAction | CaseAction | CaseActionDetail | Mapping[str, Any],
        *,
        id_name: str = "action_id",
        timeout: float | None | Keep = KEEP,
    ) -> CaseActionDetail:
        """Create an item that knows which it is: its new id is put into its own `query_params`, under `id_name`.

        Two requests. If the second one fails, the item is removed again, or the error's note says that it is left.

        Raises:
            TypeError, ValueError: the item or the name makes no sense; nothing was sent.
            TinesError: as `create` and `update`.
        """
        body = BodyArguments(item=item)
        del item  # so that no frame of an error that is raised from here holds it
        id_name = text("id_name", id_name)
        made = self._connection.call(create_case_action.OPERATION.call_with_item({"case_id": case_id}, body), timeout)
        call = update_case_action.OPERATION.call(
            {"case_id": case_id, "id": made.id}, {}, body.with_id("query_params", id_name, made.id)
        )
        kept: CaseActionDetail = run(
            kept_or_removed(
                lambda: self._connection.call(call, timeout),
                lambda: self.delete(case_id, made.id, missing_ok=True, timeout=timeout),
                f"id {made.id}",
            )
        )
        return kept

    def plan(
        self,
        case_id: int,
        wanted: Iterable[NewCaseAction | CaseAction | CaseActionDetail | Mapping[str, Any]],
        *,
        key: Callable[[Any], Hashable] | None = None,
        timeout: float | None | Keep = KEEP,
    ) -> Plan[CaseAction]:
        """What has to be written so that the list holds just what is wanted, with the fewest writes; nothing is written yet.

        `print(plan)` shows the creates, updates and deletes, `plan.apply()` does them one by one. Applied, the next plan
        is empty.

        A wanted item becomes one that is there if these are equal: all fields that it gives (no write), else the id, the
        label, or all fields but the label (a rename). Of all ways to pair them so, one with the fewest writes is taken.

        Args:
            wanted: all that there is to be, as models or mappings; an iterator is read once, by this call. A field that is
                left out stays as it is; None clears it.
            key: what is the same in an item that is wanted and in one that is there, in place of id and label.
            timeout: seconds for each request, retries included. Pauses that the tenant asks for (`Retry-After`) do not
                count. None is no bound. Default: the client's.

        Raises:
            TypeError, ValueError: something that is wanted makes no sense.
            TinesError: as `iterate`.
        """
        matching = Matching(create_case_action.OPERATION.item_fields, id="id", title="label", key=key)
        try:
            changes_of = matching.changes(wanted)
        finally:
            del wanted  # so that no frame of an error that is raised from here holds it
        connection = self._connection.sibling(timeout, KEEP)

        def listed() -> builtins.list[CaseAction]:
            return builtins.list(self.iterate(case_id, timeout=timeout))

        writers = Writers(
            listed=listed,
            read=lambda number: connection.page(get_case_action.OPERATION.call({"case_id": case_id, "id": number}, {})),
            create=lambda body: connection.page(create_case_action.OPERATION.call({"case_id": case_id}, {}, body)),
            update=lambda number, body: connection.page(
                update_case_action.OPERATION.call({"case_id": case_id, "id": number}, {}, body)
            ),
            delete=lambda number: connection.page(
                delete_case_action.OPERATION.call({"case_id": case_id, "id": number}, {}, missing_ok=True)
            ),
        )
        return Plan(changes_of(listed()), matching, writers=writers)


class CaseActionsWithResponse:
    """The methods of `CaseActions`, each of which returns a `WithResponse`."""

    def __init__(self, calls: CaseActions) -> None:
        self.list = with_response(calls.list)
        self.create = with_response(calls.create)
        self.replace_all = with_response(calls.replace_all)
        self.get = with_response(calls.get)
        self.update = with_response(calls.update)
        self.delete = with_response(calls.delete)


class AsyncCaseActions:
    """The buttons on a case."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    @property
    def with_response(self) -> "AsyncCaseActionsWithResponse":
        """The methods that send one request, returning a `WithResponse`: the value, and what came with it."""
        return AsyncCaseActionsWithResponse(self)

    async def list(
        self, case_id: int, *, per_page: int | None = None, page: int | None = None, timeout: float | None | Keep = KEEP
    ) -> CaseActionPage:
        """List case actions: one request.

        The actions of one case, one page at a time.

        Ask for a page with `per_page` and `page`; `meta` says which page came and how many there are. In which order
        the actions of a case come is not documented.

        Args:
            case_id: The number of the case.
            per_page: How many actions a page holds; 20 by default. The API's general maximum is 500: a server may
                clamp or refuse what is above 50, and `meta.per_page` says what it did. How many actions the largest
                page holds is not documented.
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

        Source: https://www.tines.com/docs/api/cases/actions/list/
        """
        return await self._connection.call(
            list_case_actions.OPERATION.call({"case_id": case_id}, {"per_page": per_page, "page": page}), timeout
        )

    def iterate(
        self,
        case_id: int,
        *,
        per_page: int | None = None,
        match: Callable[[CaseAction], object] | None = None,
        start: int = 1,
        timeout: float | None | Keep = KEEP,
    ) -> AsyncItems[CaseAction, CaseActionPage]:
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

        Source: https://www.tines.com/docs/api/cases/actions/list/
        """
        pages = list_case_actions.LISTING.pages({"case_id": case_id}, {"per_page": per_page}, start=start, match=match)
        return AsyncItems(pages, self._connection.sibling(timeout, KEEP).page)

    async def create(
        self,
        case_id: int,
        *,
        url: str,
        label: str,
        action_type: ActionType | Literal["webhook", "page"],
        action_text: str | None | Unset = UNSET,
        query_params: Mapping[str, Any] | None | Unset = UNSET,
        timeout: float | None | Keep = KEEP,
    ) -> CaseActionDetail:
        """Create a case action: one request.

        Adds one action to a case; the others stay.

        Tines reserves some names among `query_params` (case_id, user, button, case, message): in what a webhook
        is sent they cannot be overwritten. Whether a reserved name is kept, left out, or refused is not documented.

        Args:
            case_id: The number of the case.
            url: The webhook or the page; any URL is taken. A webhook's URL holds its secret, so treat it as one.
            label: What people call the action.
            action_type: What a click is to do, `webhook` or `page`.
            action_text: The text on the button. Whether null takes a text away is not documented.
            query_params: What is appended to the URL as query parameters. The names case_id, user, button, case and
                message are reserved.
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

        Source: https://www.tines.com/docs/api/cases/actions/create/
        """
        body = BodyArguments(
            url=url, label=label, action_type=action_type, action_text=action_text, query_params=query_params
        )
        # No frame of an error that is raised from here may hold what is sent.
        del url, label, action_type, action_text, query_params
        return await self._connection.call(create_case_action.OPERATION.call({"case_id": case_id}, {}, body), timeout)

    async def create_from(
        self,
        case_id: int,
        item: NewCaseAction | CaseAction | CaseActionDetail | Mapping[str, Any],
        *,
        timeout: float | None | Keep = KEEP,
    ) -> CaseActionDetail:
        """As `create`, from a model or a mapping; what only the server sets is left out of one that was read.

        Raises:
            TypeError, ValueError: the item makes no sense; nothing was sent.
            TinesError: as `create`.
        """
        body = BodyArguments(item=item)
        del item  # so that no frame of an error that is raised from here holds it
        return await self._connection.call(
            create_case_action.OPERATION.call_with_item({"case_id": case_id}, body), timeout
        )

    async def replace_all(
        self,
        case_id: int,
        actions: Iterable[NewCaseAction | CaseAction | CaseActionDetail | Mapping[str, Any]],
        *,
        timeout: float | None | Keep = KEEP,
    ) -> CaseActionBatch:
        """Replace all case actions: one request.

        REPLACES EVERY ACTION OF THE CASE: those that the request lacks are deleted. Tines' own name for it is
        "batch update".
        An empty array may well delete them all. Whether replacing all keeps the order, whether replacing all by
        nothing is done or refused, and whether replacing all keeps the ids of actions with the same URL and label are
        not documented.

        Args:
            case_id: The number of the case.
            actions: The actions, which take the place of all that the case has.
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

        Source: https://www.tines.com/docs/api/cases/actions/batch-update/
        """
        body = BodyArguments(actions=actions)
        # No frame of an error that is raised from here may hold what is sent.
        del actions
        return await self._connection.call(
            replace_all_case_actions.OPERATION.call({"case_id": case_id}, {}, body), timeout
        )

    async def get(self, case_id: int, id: int, *, timeout: float | None | Keep = KEEP) -> CaseActionDetail:
        """Get a case action: one request.

        One action of a case.

        Args:
            case_id: The number of the case.
            id: The id of the action.
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

        Source: https://www.tines.com/llm/docs/api/cases/actions/get.md
        """
        return await self._connection.call(get_case_action.OPERATION.call({"case_id": case_id, "id": id}, {}), timeout)

    async def update(
        self,
        case_id: int,
        id: int,
        *,
        url: str | Unset = UNSET,
        label: str | Unset = UNSET,
        action_type: ActionType | Literal["webhook", "page"] | Unset = UNSET,
        action_text: str | None | Unset = UNSET,
        query_params: Mapping[str, Any] | None | Unset = UNSET,
        timeout: float | None | Keep = KEEP,
    ) -> CaseActionDetail:
        """Update a case action: one request.

        Changes what is given of one action; all else stays. Whether null takes a text away, whether an update without
        any field is done or refused, and whether an update replaces `query_params` or merges them are not documented.

        Args:
            case_id: The number of the case.
            id: The id of the action.
            url: The webhook or the page; any URL is taken. A webhook's URL holds its secret, so treat it as one.
            label: What people call the action.
            action_type: What a click is to do, `webhook` or `page`.
            action_text: The text on the button. Whether null takes a text away is not documented.
            query_params: What is appended to the URL as query parameters. The names case_id, user, button, case and
                message are reserved.
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

        Source: https://www.tines.com/llm/docs/api/cases/actions/update.md
        """
        body = BodyArguments(
            url=url, label=label, action_type=action_type, action_text=action_text, query_params=query_params
        )
        # No frame of an error that is raised from here may hold what is sent.
        del url, label, action_type, action_text, query_params
        return await self._connection.call(
            update_case_action.OPERATION.call({"case_id": case_id, "id": id}, {}, body), timeout
        )

    async def delete(
        self, case_id: int, id: int, *, missing_ok: bool = False, timeout: float | None | Keep = KEEP
    ) -> None:
        """Delete a case action: one request.

        Removes one action from its case. Which status the response to deleting it again has is not documented.

        Args:
            case_id: The number of the case.
            id: The id of the action.
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

        Source: https://www.tines.com/llm/stories/docs/api/cases/actions/delete.md
        """
        return await self._connection.call(
            delete_case_action.OPERATION.call({"case_id": case_id, "id": id}, {}, missing_ok=missing_ok), timeout
        )

    async def create_with_own_id(
        self,
        case_id: int,
        item: NewCaseAction | CaseAction | CaseActionDetail | Mapping[str, Any],
        *,
        id_name: str = "action_id",
        timeout: float | None | Keep = KEEP,
    ) -> CaseActionDetail:
        """Create an item that knows which it is: its new id is put into its own `query_params`, under `id_name`.

        Two requests. If the second one fails, the item is removed again, or the error's note says that it is left.

        Raises:
            TypeError, ValueError: the item or the name makes no sense; nothing was sent.
            TinesError: as `create` and `update`.
        """
        body = BodyArguments(item=item)
        del item  # so that no frame of an error that is raised from here holds it
        id_name = text("id_name", id_name)
        made = await self._connection.call(
            create_case_action.OPERATION.call_with_item({"case_id": case_id}, body), timeout
        )
        call = update_case_action.OPERATION.call(
            {"case_id": case_id, "id": made.id}, {}, body.with_id("query_params", id_name, made.id)
        )
        kept: CaseActionDetail = await run_async(
            kept_or_removed(
                lambda: self._connection.call(call, timeout),
                lambda: self.delete(case_id, made.id, missing_ok=True, timeout=timeout),
                f"id {made.id}",
            )
        )
        return kept

    async def plan(
        self,
        case_id: int,
        wanted: Iterable[NewCaseAction | CaseAction | CaseActionDetail | Mapping[str, Any]],
        *,
        key: Callable[[Any], Hashable] | None = None,
        timeout: float | None | Keep = KEEP,
    ) -> AsyncPlan[CaseAction]:
        """What has to be written so that the list holds just what is wanted, with the fewest writes; nothing is written yet.

        `print(plan)` shows the creates, updates and deletes, `plan.apply()` does them one by one. Applied, the next plan
        is empty.

        A wanted item becomes one that is there if these are equal: all fields that it gives (no write), else the id, the
        label, or all fields but the label (a rename). Of all ways to pair them so, one with the fewest writes is taken.

        Args:
            wanted: all that there is to be, as models or mappings; an iterator is read once, by this call. A field that is
                left out stays as it is; None clears it.
            key: what is the same in an item that is wanted and in one that is there, in place of id and label.
            timeout: seconds for each request, retries included. Pauses that the tenant asks for (`Retry-After`) do not
                count. None is no bound. Default: the client's.

        Raises:
            TypeError, ValueError: something that is wanted makes no sense.
            TinesError: as `iterate`.
        """
        matching = Matching(create_case_action.OPERATION.item_fields, id="id", title="label", key=key)
        try:
            changes_of = matching.changes(wanted)
        finally:
            del wanted  # so that no frame of an error that is raised from here holds it
        connection = self._connection.sibling(timeout, KEEP)

        async def listed() -> builtins.list[CaseAction]:
            return [item async for item in self.iterate(case_id, timeout=timeout)]

        writers = Writers(
            listed=listed,
            read=lambda number: connection.page(get_case_action.OPERATION.call({"case_id": case_id, "id": number}, {})),
            create=lambda body: connection.page(create_case_action.OPERATION.call({"case_id": case_id}, {}, body)),
            update=lambda number, body: connection.page(
                update_case_action.OPERATION.call({"case_id": case_id, "id": number}, {}, body)
            ),
            delete=lambda number: connection.page(
                delete_case_action.OPERATION.call({"case_id": case_id, "id": number}, {}, missing_ok=True)
            ),
        )
        return AsyncPlan(changes_of(await listed()), matching, writers=writers)


class AsyncCaseActionsWithResponse:
    """The methods of `AsyncCaseActions`, each of which returns a `WithResponse`."""

    def __init__(self, calls: AsyncCaseActions) -> None:
        self.list = async_with_response(calls.list)
        self.create = async_with_response(calls.create)
        self.replace_all = async_with_response(calls.replace_all)
        self.get = async_with_response(calls.get)
        self.update = async_with_response(calls.update)
        self.delete = async_with_response(calls.delete)
