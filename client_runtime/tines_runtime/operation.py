"""An operation of the API as data, and the calls that are made of it.

The generated client holds one `Operation` for each operation of the spec, and a `Paged` for each list. What an
argument may be is a check, as in `fields.py`; all are made before anything is sent.
"""

import operator
from collections.abc import Awaitable, Mapping
from typing import Any, Generic, TypeVar, cast

from msgspec import Struct, field, structs

from tines_runtime.body_arguments import BodyArguments, SecretValue
from tines_runtime.call import (
    IDEMPOTENT,
    LONGEST_TARGET,
    Call,
    removing_call,
    typed_call,
    with_path,
    with_query,
)
from tines_runtime.connection import AsyncConnection, Connection
from tines_runtime.fields import Check, Fields
from tines_runtime.iteration import AsyncItems, Items
from tines_runtime.outcome import Failure
from tines_runtime.paged import Paged, Received, Wanted
from tines_runtime.response import Response, Shown

T = TypeVar("T")
Item = TypeVar("Item")
Page = TypeVar("Page")


class Operation(Struct, Generic[T], frozen=True, kw_only=True):
    """Where an operation is, what it takes, and what its successes are read as.

    `in_path` and `in_query` hold the check of each parameter, by its name on the wire. `successes` has by status the
    type of the body; None where there is no body, as when something is deleted. `echoed` are the parameters of the path
    that a success names again. `repeatable` is False where a request must not be sent twice although HTTP allows it.
    """

    method: str
    path: str
    in_path: Mapping[str, Check] = field(default_factory=dict)
    in_query: Mapping[str, Check] = field(default_factory=dict)
    body: Fields | None = None
    successes: Mapping[int, type[T] | None]
    echoed: tuple[str, ...] = ()
    repeatable: bool = True

    def call(
        self,
        in_path: Mapping[str, Any],
        in_query: Mapping[str, Any],
        body: BodyArguments | None = None,
        *,
        missing_ok: bool = False,
    ) -> Call[T]:
        """What is sent, and what the response is read as; a query parameter that is None is left out.

        Raises TypeError or ValueError for arguments that make no sense.
        """
        sealed = None if body is None or self.body is None else body.encoded(self.body.arguments)
        return self._call(in_path, in_query, sealed, missing_ok)

    @property
    def item_fields(self) -> Fields:
        """The fields of its body."""
        assert self.body is not None
        return self.body

    def call_with_item(self, in_path: Mapping[str, Any], item: BodyArguments) -> Call[T]:
        """As `call`, with a model or a mapping as the whole body: the one argument of `item`."""
        sealed = item.encoded(lambda given: _only(given, self.item_fields))
        return self._call(in_path, {}, sealed, missing_ok=False)

    def _call(
        self, in_path: Mapping[str, Any], in_query: Mapping[str, Any], body: SecretValue[bytes] | None, missing_ok: bool
    ) -> Call[T]:
        path = _checked(self.in_path, in_path)
        target = with_query(with_path(self.path, **path), _checked(self.in_query, in_query))
        if len(target) > LONGEST_TARGET:
            raise ValueError(f"the arguments are longer than {LONGEST_TARGET} characters")
        if None in self.successes.values():
            return cast("Call[T]", removing_call(target, self.successes, missing_ok))
        types = cast("Mapping[int, type[T]]", self.successes)
        expected = {name: path[name] for name in self.echoed}
        repeatable = self.repeatable and self.method in IDEMPOTENT
        return typed_call(self.method, target, types, repeatable, body, expected)


def _only(given: Mapping[str, object], whole: Fields) -> object:
    ((name, item),) = given.items()
    return whole(name, item)


def _checked(checks: Mapping[str, Check], arguments: Mapping[str, Any]) -> dict[str, object]:
    return {name: check(name, arguments.get(name)) for name, check in checks.items()}


class Listing(Struct, Generic[Item, Page], frozen=True):
    """A list: the operation that gives a page, and how it pages."""

    operation: Operation[Page]
    paged: Paged[Item, Page]

    def items(
        self, connection: Connection, in_path: Mapping[str, Any], in_query: Mapping[str, Any]
    ) -> Items[Item, Page]:
        """The items on all pages, of the size that `in_query` holds or, without one, of the largest that is granted.

        Raises TypeError or ValueError for arguments that make no sense.
        """

        def fetch(wanted: Wanted) -> Received[Page] | Failure:
            return connection.page(self._call(in_path, in_query, wanted))

        return Items(self.paged, fetch, self._size(in_path, in_query))

    def async_items(
        self, connection: AsyncConnection, in_path: Mapping[str, Any], in_query: Mapping[str, Any]
    ) -> AsyncItems[Item, Page]:
        """As `items`."""

        def fetch(wanted: Wanted) -> Awaitable[Received[Page] | Failure]:
            return connection.page(self._call(in_path, in_query, wanted))

        return AsyncItems(self.paged, fetch, self._size(in_path, in_query))

    def _call(self, in_path: Mapping[str, Any], in_query: Mapping[str, Any], wanted: Wanted) -> Call[Received[Page]]:
        call = self.operation.call(in_path, {**in_query, **self.paged.query(wanted)})

        def read(response: Response, shown: Shown) -> Received[Page] | Failure:
            page = call.read(response, shown)
            return page if isinstance(page, Failure) else Received(page, response.headers.get("date", ""))

        return cast("Call[Received[Page]]", structs.replace(call, read=read, page=wanted.number))

    def _size(self, in_path: Mapping[str, Any], in_query: Mapping[str, Any]) -> int | None:
        """The size that was asked for, if one was. What makes no sense raises here, before the first step."""
        self.operation.call(in_path, in_query)
        size = in_query.get(self.paged.size)
        return None if size is None else operator.index(size)
