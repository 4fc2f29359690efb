# Generated from openapi.yaml by scripts/generate.py. Do not edit: change the document or a template, then run `nox -s generate`.
"""The two clients: `TinesClient`, blocking, and `AsyncTinesClient`, for asyncio and trio."""

import platform
from collections.abc import Mapping
from types import TracebackType

from tines_runtime import (
    KEEP,
    AsyncConnection,
    AsyncTransport,
    BodyArguments,
    Connection,
    Keep,
    Options,
    Response,
    RetryPolicy,
    Secret,
    Transport,
    raw_call,
)

from .api.case_actions import AsyncCaseActions, CaseActions

_AGENT = f"tines-cases/0.2.0 python/{platform.python_version()}"
_NO_RETRY_GIVEN = RetryPolicy()


class TinesClient:
    """A tenant of Tines, with a key for it.

        with TinesClient("acme.tines.com", "key") as tines:
            page = tines.case_actions.list(1)

    Threads may share it. Not affiliated with Tines.

    Args:
        tenant: a host such as 'acme.tines.com', or an origin; https unless it is this machine. Default: TINES_TENANT.
        api_key: the key, sent as a bearer token and shown nowhere. Default: TINES_API_KEY.
        timeout: seconds for a whole call, retries and waiting included; None is no bound. Looking the host's name up is
            not covered: the operating system offers no bound for it.
        retry: how often and how patiently a call is sent again.
        transport: an httpx transport to send with, closed with the client. Default: connections of the client's own, through
            the proxy of the environment unless the tenant is this machine. httpx's own connections are held to the deadline;
            any other transport is as far as it lets go in between.

    Raises:
        ConfigurationError: the tenant or the key is missing or makes no sense.
        TypeError, ValueError: the timeout, the retry policy or the transport makes no sense.

    Source: https://www.tines.com/docs/api/welcome/
    """

    def __init__(
        self,
        tenant: str | None = None,
        api_key: str | None = None,
        *,
        timeout: float | None = 30.0,
        retry: RetryPolicy = _NO_RETRY_GIVEN,
        transport: Transport | None = None,
    ) -> None:
        key = None if api_key is None else Secret(api_key)
        del api_key  # so that no frame of an error that is raised from here holds it
        self._attach(Connection.open(tenant, key, _AGENT, Options.checked(timeout, retry), transport))

    def _attach(self, connection: Connection) -> None:
        self._connection = connection
        self.case_actions = CaseActions(connection)

    def with_options(self, *, timeout: float | None | Keep = KEEP, retry: RetryPolicy | Keep = KEEP) -> "TinesClient":
        """A client with another timeout or retry policy on the same connections; closing either closes both."""
        sibling = TinesClient.__new__(TinesClient)
        sibling._attach(self._connection.sibling(timeout, retry))
        return sibling

    def request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, object] | None = None,
        json: object = None,
        timeout: float | None | Keep = KEEP,
    ) -> Response:
        """Call any other endpoint of the tenant, with this client's key, deadline, retries and errors.

        Args:
            method: GET, HEAD, OPTIONS, POST, PUT, PATCH or DELETE. Only the first three are sent again where they may have
                been processed.
            path: from the origin on, such as '/api/v2/cases/1'.
            params: query parameters; those that are None are left out.
            json: what is sent as the body, as JSON; None is no body.
            timeout: seconds for the whole call, retries and waiting included; None is no bound. Default: the client's.

        Returns: the response as it came, where its status is 2xx: `status`, `headers`, `body`, `json()`.

        Raises:
            TypeError, ValueError: the method, the path or the body makes no sense; nothing was sent.
            TinesError: as for every call.
        """
        body = None if json is None else BodyArguments(json=json)
        # No frame of an error that is raised from here may hold what is sent.
        del json
        return self._connection.call(raw_call(method, path, params, body), timeout)

    def close(self) -> None:
        """Close the connections. Closing twice is fine; a call after it raises ConfigurationError."""
        self._connection.close()

    def __enter__(self) -> "TinesClient":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"TinesClient({self._connection.origin!r})"


class AsyncTinesClient:
    """A tenant of Tines, with a key for it, for asyncio and trio.

        async with AsyncTinesClient("acme.tines.com", "key") as tines:
            page = await tines.case_actions.list(1)

    Tasks may share it. Not affiliated with Tines.

    Args:
        tenant: a host such as 'acme.tines.com', or an origin; https unless it is this machine. Default: TINES_TENANT.
        api_key: the key, sent as a bearer token and shown nowhere. Default: TINES_API_KEY.
        timeout: seconds for a whole call, retries and waiting included; None is no bound.
        retry: how often and how patiently a call is sent again.
        transport: an httpx transport to send with, closed with the client. Default: connections of the client's own, through
            the proxy of the environment unless the tenant is this machine. httpx's own connections are held to the deadline;
            any other transport is as far as it lets go in between.

    Raises:
        ConfigurationError: the tenant or the key is missing or makes no sense.
        TypeError, ValueError: the timeout, the retry policy or the transport makes no sense.

    Source: https://www.tines.com/docs/api/welcome/
    """

    def __init__(
        self,
        tenant: str | None = None,
        api_key: str | None = None,
        *,
        timeout: float | None = 30.0,
        retry: RetryPolicy = _NO_RETRY_GIVEN,
        transport: AsyncTransport | None = None,
    ) -> None:
        key = None if api_key is None else Secret(api_key)
        del api_key  # so that no frame of an error that is raised from here holds it
        self._attach(AsyncConnection.open(tenant, key, _AGENT, Options.checked(timeout, retry), transport))

    def _attach(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.case_actions = AsyncCaseActions(connection)

    def with_options(
        self, *, timeout: float | None | Keep = KEEP, retry: RetryPolicy | Keep = KEEP
    ) -> "AsyncTinesClient":
        """A client with another timeout or retry policy on the same connections; closing either closes both."""
        sibling = AsyncTinesClient.__new__(AsyncTinesClient)
        sibling._attach(self._connection.sibling(timeout, retry))
        return sibling

    async def request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, object] | None = None,
        json: object = None,
        timeout: float | None | Keep = KEEP,
    ) -> Response:
        """Call any other endpoint of the tenant, with this client's key, deadline, retries and errors.

        Args:
            method: GET, HEAD, OPTIONS, POST, PUT, PATCH or DELETE. Only the first three are sent again where they may have
                been processed.
            path: from the origin on, such as '/api/v2/cases/1'.
            params: query parameters; those that are None are left out.
            json: what is sent as the body, as JSON; None is no body.
            timeout: seconds for the whole call, retries and waiting included; None is no bound. Default: the client's.

        Returns: the response as it came, where its status is 2xx: `status`, `headers`, `body`, `json()`.

        Raises:
            TypeError, ValueError: the method, the path or the body makes no sense; nothing was sent.
            TinesError: as for every call.
        """
        body = None if json is None else BodyArguments(json=json)
        # No frame of an error that is raised from here may hold what is sent.
        del json
        return await self._connection.call(raw_call(method, path, params, body), timeout)

    async def close(self) -> None:
        """Close the connections. Closing twice is fine; a call after it raises ConfigurationError."""
        await self._connection.close()

    async def __aenter__(self) -> "AsyncTinesClient":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    def __repr__(self) -> str:
        return f"AsyncTinesClient({self._connection.origin!r})"
