# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""The notes on a case."""

import builtins
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, Literal

from tines_runtime.call.body import UNSET, BodyArguments, Unset
from tines_runtime.call.with_response import async_with_response, with_response
from tines_runtime.connection import AsyncConnection, Connection
from tines_runtime.options import KEEP, Keep
from tines_runtime.paging.iteration import AsyncItems, Items
from tines_runtime.plan.matching import Matching
from tines_runtime.plan.plan import AsyncPlan, Plan, Writers

from ...models.case_note import CaseNote
from ...models.case_note_detail import CaseNoteDetail
from ...models.case_note_page import CaseNotePage
from ...models.new_case_note import NewCaseNote
from ...models.note_color import NoteColor
from . import append_case_note, create_case_note, delete_case_note, get_case_note, list_case_notes, update_case_note


class CaseNotes:
    """The notes on a case."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def with_response(self) -> "CaseNotesWithResponse":
        """The methods that send one request, returning a `WithResponse`: the value, and what came with it."""
        return CaseNotesWithResponse(self)

    def list(
        self,
        case_id: int,
        *,
        resolve_mentions: bool | None = None,
        per_page: int | None = None,
        page: int | None = None,
        timeout: float | None | Keep = KEEP,
    ) -> CaseNotePage:
        """List the notes of a case: one request.

        The notes of one case, one page at a time.

        Args:
            case_id: The number of the case.
            resolve_mentions: Whether mentions, such as `<@user-2435>`, come as names; by default not.
            per_page: How many notes a page holds; 20 by default, perhaps 50 at most, as of tasks.
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

        Source: https://www.tines.com/docs/api/cases/notes/list/
        """
        return self._connection.call(
            list_case_notes.OPERATION.call(
                {"case_id": case_id}, {"resolve_mentions": resolve_mentions, "per_page": per_page, "page": page}
            ),
            timeout,
        )

    def iterate(
        self,
        case_id: int,
        *,
        resolve_mentions: bool | None = None,
        per_page: int | None = None,
        match: Callable[[CaseNote], object] | None = None,
        start: int = 1,
        timeout: float | None | Keep = KEEP,
    ) -> Items[CaseNote, CaseNotePage]:
        """Iterate over all pages; `total()` says how many there are, `pages()` gives whole pages.

        Nothing is sent before the first item is taken. If page 1 took long enough to be worth it, the next pages are
        fetched five at a time. After an error, the next step fetches the same page again. Each item that is in the list
        from the first page to the last comes exactly once: if the list changes meanwhile, its pages are read again.

        Args:
            case_id: The number of the case.
            resolve_mentions: Whether mentions, such as `<@user-2435>`, come as names; by default not.
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

        Source: https://www.tines.com/docs/api/cases/notes/list/
        """
        pages = list_case_notes.LISTING.pages(
            {"case_id": case_id}, {"resolve_mentions": resolve_mentions, "per_page": per_page}, start=start, match=match
        )
        return Items(pages, self._connection.sibling(timeout, KEEP).page)

    def create(
        self,
        case_id: int,
        *,
        title: str,
        content: str | Unset = UNSET,
        color: NoteColor
        | Literal["white", "red", "mint", "indigo", "gold", "magenta", "green", "blue"]
        | Unset = UNSET,
        position: int | Unset = UNSET,
        sensitive: bool | Unset = UNSET,
        hidden: bool | Unset = UNSET,
        author_email: str | Unset = UNSET,
        timeout: float | None | Keep = KEEP,
    ) -> CaseNoteDetail:
        """Create a case note: one request.

        Adds one note to a case; the others stay.

        Args:
            case_id: The number of the case.
            title: What the note is called.
            content: The text, as Markdown.
            color: The colour of the note. Older tenants do not know red, mint and indigo.
            position: Where among the notes it is shown, from 0 on.
            sensitive: Whether it holds what not all are to see.
            hidden: Whether it is hidden on the page of the case; by default not.
            author_email: The e-mail of whom it is to be by; by default it is by the user of the key. It comes back
                as a user.
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

        Source: https://www.tines.com/llm/stories/docs/api/cases/notes/create.md
        """
        body = BodyArguments(
            title=title,
            content=content,
            color=color,
            position=position,
            sensitive=sensitive,
            hidden=hidden,
            author_email=author_email,
        )
        # No frame of an error that is raised from here may hold what is sent.
        del title, content, color, position, sensitive, hidden, author_email
        return self._connection.call(create_case_note.OPERATION.call({"case_id": case_id}, {}, body), timeout)

    def create_from(
        self,
        case_id: int,
        item: NewCaseNote | CaseNote | CaseNoteDetail | Mapping[str, Any],
        *,
        timeout: float | None | Keep = KEEP,
    ) -> CaseNoteDetail:
        """As `create`, from a model or a mapping; what only the server sets is left out of one that was read.

        Raises:
            TypeError, ValueError: the item makes no sense; nothing was sent.
            TinesError: as `create`.
        """
        body = BodyArguments(item=item)
        del item  # so that no frame of an error that is raised from here holds it
        return self._connection.call(create_case_note.OPERATION.call_with_item({"case_id": case_id}, body), timeout)

    def get(self, case_id: int, id: int, *, timeout: float | None | Keep = KEEP) -> CaseNoteDetail:
        """Get a case note: one request.

        One note of a case.

        Args:
            case_id: The number of the case.
            id: The id of the note.
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

        Source: https://www.tines.com/docs/api/cases/notes/list/
        """
        return self._connection.call(get_case_note.OPERATION.call({"case_id": case_id, "id": id}, {}), timeout)

    def update(
        self,
        case_id: int,
        id: int,
        *,
        title: str | Unset = UNSET,
        content: str | Unset = UNSET,
        color: NoteColor
        | Literal["white", "red", "mint", "indigo", "gold", "magenta", "green", "blue"]
        | Unset = UNSET,
        position: int | Unset = UNSET,
        sensitive: bool | Unset = UNSET,
        hidden: bool | Unset = UNSET,
        author_email: str | Unset = UNSET,
        timeout: float | None | Keep = KEEP,
    ) -> CaseNoteDetail:
        """Update a case note: one request.

        Changes what is given of one note; all else stays.

        Args:
            case_id: The number of the case.
            id: The id of the note.
            title: What the note is called.
            content: The text, as Markdown.
            color: The colour of the note. Older tenants do not know red, mint and indigo.
            position: Where among the notes it is shown, from 0 on.
            sensitive: Whether it holds what not all are to see.
            hidden: Whether it is hidden on the page of the case; by default not.
            author_email: The e-mail of whom it is to be by; by default it is by the user of the key. It comes back
                as a user.
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

        Source: https://www.tines.com/llm/docs/api/cases/notes/update.md
        """
        body = BodyArguments(
            title=title,
            content=content,
            color=color,
            position=position,
            sensitive=sensitive,
            hidden=hidden,
            author_email=author_email,
        )
        # No frame of an error that is raised from here may hold what is sent.
        del title, content, color, position, sensitive, hidden, author_email
        return self._connection.call(update_case_note.OPERATION.call({"case_id": case_id, "id": id}, {}, body), timeout)

    def delete(self, case_id: int, id: int, *, missing_ok: bool = False, timeout: float | None | Keep = KEEP) -> None:
        """Delete a case note: one request.

        Removes one note from its case.

        Args:
            case_id: The number of the case.
            id: The id of the note.
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

        Source: https://www.tines.com/docs/api/cases/notes/delete/
        """
        return self._connection.call(
            delete_case_note.OPERATION.call({"case_id": case_id, "id": id}, {}, missing_ok=missing_ok), timeout
        )

    def append(
        self,
        case_id: int,
        id: int,
        *,
        content: str,
        author_email: str | Unset = UNSET,
        timeout: float | None | Keep = KEEP,
    ) -> CaseNoteDetail:
        """Append to the text of a case note: one request.

        Adds a text to that of one note. In the sample nothing comes between the two, so begin with a line break where
        you want one. Whether the status is 201 or 200 is not documented.

        Args:
            case_id: The number of the case.
            id: The id of the note.
            content: What follows the text, as Markdown.
            author_email: The e-mail of whom it is to be by; by default it is by the user of the key. It comes back
                as a user.
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

        Source: https://www.tines.com/api/cases/notes/append-content
        """
        body = BodyArguments(content=content, author_email=author_email)
        # No frame of an error that is raised from here may hold what is sent.
        del content, author_email
        return self._connection.call(append_case_note.OPERATION.call({"case_id": case_id, "id": id}, {}, body), timeout)

    def plan(
        self,
        case_id: int,
        wanted: Iterable[NewCaseNote | CaseNote | CaseNoteDetail | Mapping[str, Any]],
        *,
        key: Callable[[Any], Hashable] | None = None,
        timeout: float | None | Keep = KEEP,
    ) -> Plan[CaseNote]:
        """What has to be written so that the list holds just what is wanted, with the fewest writes; nothing is written yet.

        `print(plan)` shows the creates, updates and deletes, `plan.apply()` does them one by one. Applied, the next plan
        is empty.

        A wanted item becomes one that is there if these are equal: all fields that it gives (no write), else the id, the
        title, or all fields but the title (a rename). Of all ways to pair them so, one with the fewest writes is taken.

        Args:
            wanted: all that there is to be, as models or mappings; an iterator is read once, by this call. A field that is
                left out stays as it is; None clears it.
            key: what is the same in an item that is wanted and in one that is there, in place of id and title.
            timeout: seconds for each request, retries included. Pauses that the tenant asks for (`Retry-After`) do not
                count. None is no bound. Default: the client's.

        Raises:
            TypeError, ValueError: something that is wanted makes no sense.
            TinesError: as `iterate`.
        """
        matching = Matching(create_case_note.OPERATION.item_fields, id="id", title="title", key=key)
        try:
            changes_of = matching.changes(wanted)
        finally:
            del wanted  # so that no frame of an error that is raised from here holds it
        connection = self._connection.sibling(timeout, KEEP)

        def listed() -> builtins.list[CaseNote]:
            return builtins.list(self.iterate(case_id, timeout=timeout))

        writers = Writers(
            listed=listed,
            read=lambda number: connection.page(get_case_note.OPERATION.call({"case_id": case_id, "id": number}, {})),
            create=lambda body: connection.page(create_case_note.OPERATION.call({"case_id": case_id}, {}, body)),
            update=lambda number, body: connection.page(
                update_case_note.OPERATION.call({"case_id": case_id, "id": number}, {}, body)
            ),
            delete=lambda number: connection.page(
                delete_case_note.OPERATION.call({"case_id": case_id, "id": number}, {}, missing_ok=True)
            ),
        )
        return Plan(changes_of(listed()), matching, writers=writers)


class CaseNotesWithResponse:
    """The methods of `CaseNotes`, each of which returns a `WithResponse`."""

    def __init__(self, calls: CaseNotes) -> None:
        self.list = with_response(calls.list)
        self.create = with_response(calls.create)
        self.get = with_response(calls.get)
        self.update = with_response(calls.update)
        self.delete = with_response(calls.delete)
        self.append = with_response(calls.append)


class AsyncCaseNotes:
    """The notes on a case."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    @property
    def with_response(self) -> "AsyncCaseNotesWithResponse":
        """The methods that send one request, returning a `WithResponse`: the value, and what came with it."""
        return AsyncCaseNotesWithResponse(self)

    async def list(
        self,
        case_id: int,
        *,
        resolve_mentions: bool | None = None,
        per_page: int | None = None,
        page: int | None = None,
        timeout: float | None | Keep = KEEP,
    ) -> CaseNotePage:
        """List the notes of a case: one request.

        The notes of one case, one page at a time.

        Args:
            case_id: The number of the case.
            resolve_mentions: Whether mentions, such as `<@user-2435>`, come as names; by default not.
            per_page: How many notes a page holds; 20 by default, perhaps 50 at most, as of tasks.
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

        Source: https://www.tines.com/docs/api/cases/notes/list/
        """
        return await self._connection.call(
            list_case_notes.OPERATION.call(
                {"case_id": case_id}, {"resolve_mentions": resolve_mentions, "per_page": per_page, "page": page}
            ),
            timeout,
        )

    def iterate(
        self,
        case_id: int,
        *,
        resolve_mentions: bool | None = None,
        per_page: int | None = None,
        match: Callable[[CaseNote], object] | None = None,
        start: int = 1,
        timeout: float | None | Keep = KEEP,
    ) -> AsyncItems[CaseNote, CaseNotePage]:
        """Iterate over all pages; `total()` says how many there are, `pages()` gives whole pages.

        Nothing is sent before the first item is taken. If page 1 took long enough to be worth it, the next pages are
        fetched five at a time. After an error, the next step fetches the same page again. Each item that is in the list
        from the first page to the last comes exactly once: if the list changes meanwhile, its pages are read again.

        Args:
            case_id: The number of the case.
            resolve_mentions: Whether mentions, such as `<@user-2435>`, come as names; by default not.
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

        Source: https://www.tines.com/docs/api/cases/notes/list/
        """
        pages = list_case_notes.LISTING.pages(
            {"case_id": case_id}, {"resolve_mentions": resolve_mentions, "per_page": per_page}, start=start, match=match
        )
        return AsyncItems(pages, self._connection.sibling(timeout, KEEP).page)

    async def create(
        self,
        case_id: int,
        *,
        title: str,
        content: str | Unset = UNSET,
        color: NoteColor
        | Literal["white", "red", "mint", "indigo", "gold", "magenta", "green", "blue"]
        | Unset = UNSET,
        position: int | Unset = UNSET,
        sensitive: bool | Unset = UNSET,
        hidden: bool | Unset = UNSET,
        author_email: str | Unset = UNSET,
        timeout: float | None | Keep = KEEP,
    ) -> CaseNoteDetail:
        """Create a case note: one request.

        Adds one note to a case; the others stay.

        Args:
            case_id: The number of the case.
            title: What the note is called.
            content: The text, as Markdown.
            color: The colour of the note. Older tenants do not know red, mint and indigo.
            position: Where among the notes it is shown, from 0 on.
            sensitive: Whether it holds what not all are to see.
            hidden: Whether it is hidden on the page of the case; by default not.
            author_email: The e-mail of whom it is to be by; by default it is by the user of the key. It comes back
                as a user.
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

        Source: https://www.tines.com/llm/stories/docs/api/cases/notes/create.md
        """
        body = BodyArguments(
            title=title,
            content=content,
            color=color,
            position=position,
            sensitive=sensitive,
            hidden=hidden,
            author_email=author_email,
        )
        # No frame of an error that is raised from here may hold what is sent.
        del title, content, color, position, sensitive, hidden, author_email
        return await self._connection.call(create_case_note.OPERATION.call({"case_id": case_id}, {}, body), timeout)

    async def create_from(
        self,
        case_id: int,
        item: NewCaseNote | CaseNote | CaseNoteDetail | Mapping[str, Any],
        *,
        timeout: float | None | Keep = KEEP,
    ) -> CaseNoteDetail:
        """As `create`, from a model or a mapping; what only the server sets is left out of one that was read.

        Raises:
            TypeError, ValueError: the item makes no sense; nothing was sent.
            TinesError: as `create`.
        """
        body = BodyArguments(item=item)
        del item  # so that no frame of an error that is raised from here holds it
        return await self._connection.call(
            create_case_note.OPERATION.call_with_item({"case_id": case_id}, body), timeout
        )

    async def get(self, case_id: int, id: int, *, timeout: float | None | Keep = KEEP) -> CaseNoteDetail:
        """Get a case note: one request.

        One note of a case.

        Args:
            case_id: The number of the case.
            id: The id of the note.
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

        Source: https://www.tines.com/docs/api/cases/notes/list/
        """
        return await self._connection.call(get_case_note.OPERATION.call({"case_id": case_id, "id": id}, {}), timeout)

    async def update(
        self,
        case_id: int,
        id: int,
        *,
        title: str | Unset = UNSET,
        content: str | Unset = UNSET,
        color: NoteColor
        | Literal["white", "red", "mint", "indigo", "gold", "magenta", "green", "blue"]
        | Unset = UNSET,
        position: int | Unset = UNSET,
        sensitive: bool | Unset = UNSET,
        hidden: bool | Unset = UNSET,
        author_email: str | Unset = UNSET,
        timeout: float | None | Keep = KEEP,
    ) -> CaseNoteDetail:
        """Update a case note: one request.

        Changes what is given of one note; all else stays.

        Args:
            case_id: The number of the case.
            id: The id of the note.
            title: What the note is called.
            content: The text, as Markdown.
            color: The colour of the note. Older tenants do not know red, mint and indigo.
            position: Where among the notes it is shown, from 0 on.
            sensitive: Whether it holds what not all are to see.
            hidden: Whether it is hidden on the page of the case; by default not.
            author_email: The e-mail of whom it is to be by; by default it is by the user of the key. It comes back
                as a user.
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

        Source: https://www.tines.com/llm/docs/api/cases/notes/update.md
        """
        body = BodyArguments(
            title=title,
            content=content,
            color=color,
            position=position,
            sensitive=sensitive,
            hidden=hidden,
            author_email=author_email,
        )
        # No frame of an error that is raised from here may hold what is sent.
        del title, content, color, position, sensitive, hidden, author_email
        return await self._connection.call(
            update_case_note.OPERATION.call({"case_id": case_id, "id": id}, {}, body), timeout
        )

    async def delete(
        self, case_id: int, id: int, *, missing_ok: bool = False, timeout: float | None | Keep = KEEP
    ) -> None:
        """Delete a case note: one request.

        Removes one note from its case.

        Args:
            case_id: The number of the case.
            id: The id of the note.
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

        Source: https://www.tines.com/docs/api/cases/notes/delete/
        """
        return await self._connection.call(
            delete_case_note.OPERATION.call({"case_id": case_id, "id": id}, {}, missing_ok=missing_ok), timeout
        )

    async def append(
        self,
        case_id: int,
        id: int,
        *,
        content: str,
        author_email: str | Unset = UNSET,
        timeout: float | None | Keep = KEEP,
    ) -> CaseNoteDetail:
        """Append to the text of a case note: one request.

        Adds a text to that of one note. In the sample nothing comes between the two, so begin with a line break where
        you want one. Whether the status is 201 or 200 is not documented.

        Args:
            case_id: The number of the case.
            id: The id of the note.
            content: What follows the text, as Markdown.
            author_email: The e-mail of whom it is to be by; by default it is by the user of the key. It comes back
                as a user.
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

        Source: https://www.tines.com/api/cases/notes/append-content
        """
        body = BodyArguments(content=content, author_email=author_email)
        # No frame of an error that is raised from here may hold what is sent.
        del content, author_email
        return await self._connection.call(
            append_case_note.OPERATION.call({"case_id": case_id, "id": id}, {}, body), timeout
        )

    async def plan(
        self,
        case_id: int,
        wanted: Iterable[NewCaseNote | CaseNote | CaseNoteDetail | Mapping[str, Any]],
        *,
        key: Callable[[Any], Hashable] | None = None,
        timeout: float | None | Keep = KEEP,
    ) -> AsyncPlan[CaseNote]:
        """What has to be written so that the list holds just what is wanted, with the fewest writes; nothing is written yet.

        `print(plan)` shows the creates, updates and deletes, `plan.apply()` does them one by one. Applied, the next plan
        is empty.

        A wanted item becomes one that is there if these are equal: all fields that it gives (no write), else the id, the
        title, or all fields but the title (a rename). Of all ways to pair them so, one with the fewest writes is taken.

        Args:
            wanted: all that there is to be, as models or mappings; an iterator is read once, by this call. A field that is
                left out stays as it is; None clears it.
            key: what is the same in an item that is wanted and in one that is there, in place of id and title.
            timeout: seconds for each request, retries included. Pauses that the tenant asks for (`Retry-After`) do not
                count. None is no bound. Default: the client's.

        Raises:
            TypeError, ValueError: something that is wanted makes no sense.
            TinesError: as `iterate`.
        """
        matching = Matching(create_case_note.OPERATION.item_fields, id="id", title="title", key=key)
        try:
            changes_of = matching.changes(wanted)
        finally:
            del wanted  # so that no frame of an error that is raised from here holds it
        connection = self._connection.sibling(timeout, KEEP)

        async def listed() -> builtins.list[CaseNote]:
            return [item async for item in self.iterate(case_id, timeout=timeout)]

        writers = Writers(
            listed=listed,
            read=lambda number: connection.page(get_case_note.OPERATION.call({"case_id": case_id, "id": number}, {})),
            create=lambda body: connection.page(create_case_note.OPERATION.call({"case_id": case_id}, {}, body)),
            update=lambda number, body: connection.page(
                update_case_note.OPERATION.call({"case_id": case_id, "id": number}, {}, body)
            ),
            delete=lambda number: connection.page(
                delete_case_note.OPERATION.call({"case_id": case_id, "id": number}, {}, missing_ok=True)
            ),
        )
        return AsyncPlan(changes_of(await listed()), matching, writers=writers)


class AsyncCaseNotesWithResponse:
    """The methods of `AsyncCaseNotes`, each of which returns a `WithResponse`."""

    def __init__(self, calls: AsyncCaseNotes) -> None:
        self.list = async_with_response(calls.list)
        self.create = async_with_response(calls.create)
        self.get = async_with_response(calls.get)
        self.update = async_with_response(calls.update)
        self.delete = async_with_response(calls.delete)
        self.append = async_with_response(calls.append)
