"""The two clients, but for their resources: `Client`, blocking, and `AsyncClient`, for asyncio and trio.

A generated client adds what depends on the API: its name to the server, and a resource for each tag, when it is used.
"""

import copy
from collections.abc import Mapping
from types import TracebackType
from typing import ClassVar, Generic, Self, TypeVar

from tines_runtime.call.body import BodyArguments
from tines_runtime.call.filters import FiltersEncoding, checked_encoding
from tines_runtime.call.operation import raw_call
from tines_runtime.call.response import LARGEST_BODY, Response
from tines_runtime.call.retry import RetryPolicy
from tines_runtime.configuration import AllowHttp, resolve
from tines_runtime.connection import AsyncConnection, Connection, SharedTransport
from tines_runtime.network.network_options import Cert, Limits, NetworkOptions, Verify
from tines_runtime.network.sender import ASYNC, BLOCKING, AsyncTransport, Destination, Kind, Opener, Transport, given
from tines_runtime.options import KEEP, Keep, OnAttempt, Options, Pace, checked_agent, checked_headers
from tines_runtime.secret import Secret, SecretValue

_DEFAULT_RETRY = RetryPolicy()
ConnectionT = TypeVar("ConnectionT", Connection, AsyncConnection)
TransportT = TypeVar("TransportT", bound=Transport | AsyncTransport)


class _Client(Generic[ConnectionT, TransportT]):
    """What both clients are made of. A generated one says its name to the server."""

    _agent: ClassVar[str]
    _resources: ClassVar[tuple[str, ...]] = ()
    _kind: ClassVar[Kind]
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
        allow_http: AllowHttp = False,
    ) -> None:
        key, given_tenant = None if api_key is None else Secret(api_key), SecretValue(tenant)
        network, own_headers = NetworkOptions.given(proxy, verify, cert, limits), SecretValue(headers)
        del tenant, api_key, proxy, cert, headers  # so that no frame of an error that is raised from here holds them
        options = Options.checked(timeout, retry, max_body, on_attempt, checked_encoding(filters_encoding))
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

    def with_options(self, *, timeout: float | Keep | None = KEEP, retry: RetryPolicy | Keep = KEEP) -> Self:
        """A client with another timeout or retry policy on the same connections; closing either closes both."""
        sibling = copy.copy(self)
        sibling._attach(self._connection.sibling(timeout, retry))
        return sibling

    def __repr__(self) -> str:
        made = "_connection" in vars(self)  # else a check of an argument failed, and a debugger shows what there is
        return f"{type(self).__name__}({self._connection.origin!r})" if made else f"<{type(self).__name__}, not made>"


class Client(_Client[Connection, Transport]):
    """The blocking client. Threads may share it."""

    _kind = BLOCKING

    def _open(self, shared: SharedTransport, options: Options) -> None:
        self._attach(Connection(shared, options))

    def request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, object] | None = None,
        json: object = None,
        timeout: float | Keep | None = KEEP,
        retry: RetryPolicy | Keep = KEEP,
    ) -> Response:
        """Call any other endpoint of the tenant, with this client's key, deadline, retries and errors.

        Args:
            method: GET, HEAD, OPTIONS, PUT, DELETE, POST or PATCH. The last two are not sent again where they may have
                been processed.
            path: from the origin on, such as '/api/v2/cases/1'.
            params: query parameters; those that are None are left out.
            json: what is encoded as JSON and sent as the body, such as a dict; None is no body.
            timeout: seconds for the whole call, retries and waiting included; None is no bound. Default: the client's.
            retry: how often and how patiently the call is sent again. Default: the client's.

        Returns:
            The response as it came, if its status is 2xx: `status`, `headers`, `body`, `json()`.

        Raises:
            TypeError, ValueError: the method, the path, the params or the body makes no sense; nothing was sent.
            TinesError: as for every call.
        """
        body, query = None if json is None else BodyArguments(json=json), SecretValue(params)
        # No frame of an error that is raised from here may hold what is sent.
        del json, params
        return self._connection.sibling(timeout, retry).call(raw_call(method, path, query, body))

    def close(self) -> None:
        """Close the connections. Closing twice is fine; a call after it raises ConfigurationError."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


class AsyncClient(_Client[AsyncConnection, AsyncTransport]):
    """The async client. Tasks may share it."""

    _kind = ASYNC

    def _open(self, shared: SharedTransport, options: Options) -> None:
        self._attach(AsyncConnection(shared, options))

    async def request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, object] | None = None,
        json: object = None,
        timeout: float | Keep | None = KEEP,  # noqa: ASYNC109 - users give it here
        retry: RetryPolicy | Keep = KEEP,
    ) -> Response:
        """As `Client.request`."""
        body, query = None if json is None else BodyArguments(json=json), SecretValue(params)
        # No frame of an error that is raised from here may hold what is sent.
        del json, params
        return await self._connection.sibling(timeout, retry).call(raw_call(method, path, query, body))

    async def close(self) -> None:
        """Close the connections. Closing twice is fine; a call after it raises ConfigurationError."""
        await self._connection.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()
