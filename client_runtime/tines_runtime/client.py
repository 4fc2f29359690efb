"""The two clients, but for their resources: `Client`, blocking, and `AsyncClient`, for asyncio and trio.

A generated client adds what depends on the API: its name to the server, and a resource for each tag, when it is used.
"""

import copy
from collections.abc import Mapping
from types import TracebackType
from typing import Any, ClassVar, Generic, Self, TypeVar

from tines_runtime.call.body import BodyArguments
from tines_runtime.call.filters import FiltersEncoding, checked_encoding
from tines_runtime.call.operation import raw_call, within
from tines_runtime.call.response import LARGEST_BODY, Response
from tines_runtime.call.retry import RetryPolicy
from tines_runtime.configuration import AllowHttp, resolve
from tines_runtime.connection import AsyncConnection, Connection, SharedTransport
from tines_runtime.network.network_options import Cert, Limits, NetworkOptions, Verify
from tines_runtime.network.sender import ASYNC, BLOCKING, AsyncTransport, Destination, Kind, Opener, Transport, given
from tines_runtime.options import KEEP, Keep, OnAttempt, OnRequest, Options, Pace, checked_agent, checked_headers
from tines_runtime.paging.any_listing import JsonPage, any_pages
from tines_runtime.paging.iteration import AsyncItems, Items
from tines_runtime.secret import Secret, SecretValue

_DEFAULT_RETRY = RetryPolicy()
ConnectionT = TypeVar("ConnectionT", Connection, AsyncConnection)
TransportT = TypeVar("TransportT", bound=Transport | AsyncTransport)
JsonItems = Items[dict[str, Any], JsonPage]
AsyncJsonItems = AsyncItems[dict[str, Any], JsonPage]
ItemsT = TypeVar("ItemsT", JsonItems, AsyncJsonItems)


class _Client(Generic[ConnectionT, TransportT, ItemsT]):
    """What both clients are made of. A generated one says its name to the server."""

    _agent: ClassVar[str]
    _resources: ClassVar[tuple[str, ...]] = ()
    _kind: ClassVar[Kind]
    _iterator: ClassVar[Any]
    _connection: ConnectionT

    def __init__(  # noqa: PLR0913 - users name each option
        self,
        tenant: str | None = None,
        api_key: str | None = None,
        *,
        timeout: float | None = 30.0,
        retry: RetryPolicy = _DEFAULT_RETRY,
        transport: TransportT | None = None,
        max_body: int = LARGEST_BODY,
        headers: Mapping[str, str] | None = None,
        user_agent: str | None = None,
        proxy: str | None = None,
        verify: Verify | None = None,
        cert: Cert | None = None,
        limits: Limits | None = None,
        requests_per_minute: int | None = None,
        on_attempt: OnAttempt | None = None,
        filters_encoding: FiltersEncoding | None = None,
        on_request: OnRequest | None = None,
        allow_http: AllowHttp = False,
    ) -> None:
        key, given_tenant = None if api_key is None else Secret(api_key), SecretValue(tenant)
        network, own_headers = NetworkOptions.given(proxy, verify, cert, limits), SecretValue(headers)
        del tenant, api_key, proxy, cert, headers  # so that no frame of an error that is raised from here holds them
        encoding = checked_encoding(filters_encoding)
        options = Options(timeout, retry, max_body, on_attempt, encoding, on_request)
        agent = self._agent if user_agent is None else checked_agent(user_agent)
        destination = Destination(resolve(given_tenant, key, allow_http), agent, checked_headers(own_headers))
        pace = None if requests_per_minute is None else Pace(requests_per_minute)
        opener = Opener(self._kind, destination, network, given(transport, self._kind, network))
        self._open(SharedTransport(opener, pace), options)

    def _open(self, shared: SharedTransport, options: Options) -> None:
        raise NotImplementedError  # each of the two clients has a connection of its own kind

    def _attach(self, connection: ConnectionT) -> None:
        self._connection = connection
        for name in self._resources:  # of the client that this is a copy of
            vars(self).pop(name, None)

    def with_options(
        self,
        *,
        timeout: float | Keep | None = KEEP,
        retry: RetryPolicy | Keep = KEEP,
        headers: Mapping[str, str] | None = None,
    ) -> Self:
        """A client with another timeout, retry policy or more headers on the same connections.

        Closing either closes both. A header replaces the client's of the same name.
        """
        own_headers = SecretValue(headers)
        del headers  # so that no frame of an error that is raised from here holds them
        sibling = copy.copy(self)
        sibling._attach(self._connection.sibling(timeout, retry, own_headers))
        return sibling

    def paginate(  # noqa: PLR0913 - users name each option
        self,
        path: str,
        *,
        items: str | None = None,
        id_field: str | None = None,
        params: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
        per_page: int | None = None,
        start: int = 1,
        timeout: float | Keep | None = KEEP,
        retry: RetryPolicy | Keep = KEEP,
    ) -> ItemsT:
        """Iterate over any other list of the tenant, as `iterate` does over those that the client knows.

        Args:
            path: as of `request`.
            items: the property of a page that holds its items. Default: the only one that holds an array.
            id_field: the property of an item that no other item shares. Default: `id`, or such as `case_id` of cases.
            params: query parameters, besides `page` and `per_page`; those that are None are left out.
            headers: as of `request`.
            per_page: the size of a page. Default: the largest that the tenant grants.
            start: the page to begin with, as of `iterate`.
            timeout: seconds for each page, as of `iterate`.
            retry: as of `request`, for each page.

        Returns:
            An iterator of mappings, async if the client is, with `total()` and `pages()`. A page has `items`, `meta`.

        Raises:
            TypeError, ValueError: an argument makes no sense; nothing was sent.
            TinesError: as `iterate`, while iterating. A page without items, meta or ids is a DecodeError.
        """
        query, own = SecretValue(params), SecretValue(headers)
        del params, headers
        connection = self._connection.sibling(timeout, retry, own)
        pages = any_pages(within(connection.origin, path), query, items, id_field, per_page, start)
        iterator: ItemsT = self._iterator(pages, connection.page)
        return iterator

    def __repr__(self) -> str:
        made = "_connection" in vars(self)  # else a check of an argument failed, and a debugger shows what there is
        return f"{type(self).__name__}({self._connection.origin!r})" if made else f"<{type(self).__name__}, not made>"


class Client(_Client[Connection, Transport, JsonItems]):
    """The blocking client. Threads may share it."""

    _kind = BLOCKING
    _iterator = Items

    def _open(self, shared: SharedTransport, options: Options) -> None:
        self._attach(Connection(shared, options))

    def request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, object] | None = None,
        json: object = None,
        headers: Mapping[str, str] | None = None,
        timeout: float | Keep | None = KEEP,
        retry: RetryPolicy | Keep = KEEP,
    ) -> Response:
        """Call any other endpoint of the tenant, with this client's key, deadline, retries and errors.

        Args:
            method: GET, HEAD, OPTIONS, PUT, DELETE, POST or PATCH. The last two are not sent again where they may have
                been processed.
            path: from the origin on, such as '/api/v2/cases/1', or a URL of the tenant. Any other URL is refused.
            params: query parameters; those that are None are left out.
            json: what is encoded as JSON and sent as the body, such as a dict; None is no body.
            headers: sent with this call, besides the client's or in place of one of the same name.
            timeout: seconds for the whole call, retries and waiting included; None is no bound. Default: the client's.
            retry: how often and how patiently the call is sent again. Default: the client's.

        Returns:
            The response as it came, if its status is 2xx: `status`, `headers`, `body`, `json()`.

        Raises:
            TypeError, ValueError: the method, the path, the params or the body makes no sense; nothing was sent.
            TinesError: as for every call.
        """
        body, query, own = None if json is None else BodyArguments(json=json), SecretValue(params), SecretValue(headers)
        # No frame of an error that is raised from here may hold what is sent.
        del json, params, headers
        connection = self._connection.sibling(timeout, retry, own)
        return connection.call(raw_call(method, within(connection.origin, path), query, body))

    def close(self) -> None:
        """Close the connections. Closing twice is fine; a call after it raises ConfigurationError."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


class AsyncClient(_Client[AsyncConnection, AsyncTransport, AsyncJsonItems]):
    """The async client. Tasks may share it."""

    _kind = ASYNC
    _iterator = AsyncItems

    def _open(self, shared: SharedTransport, options: Options) -> None:
        self._attach(AsyncConnection(shared, options))

    async def request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, object] | None = None,
        json: object = None,
        headers: Mapping[str, str] | None = None,
        timeout: float | Keep | None = KEEP,  # noqa: ASYNC109 - users give it here
        retry: RetryPolicy | Keep = KEEP,
    ) -> Response:
        """As `Client.request`."""
        body, query, own = None if json is None else BodyArguments(json=json), SecretValue(params), SecretValue(headers)
        # No frame of an error that is raised from here may hold what is sent.
        del json, params, headers
        connection = self._connection.sibling(timeout, retry, own)
        return await connection.call(raw_call(method, within(connection.origin, path), query, body))

    async def close(self) -> None:
        """Close the connections. Closing twice is fine; a call after it raises ConfigurationError."""
        await self._connection.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()
