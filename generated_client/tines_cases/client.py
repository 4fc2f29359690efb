# Generated from openapi.yaml by scripts/generate.py. Do not edit: change openapi.yaml or a template, then run `nox -s generate`.
"""The two clients: `TinesClient`, blocking, and `AsyncTinesClient`, for asyncio and trio."""

import platform
from functools import cached_property
from typing import TYPE_CHECKING

from tines_runtime.client import AsyncClient, Client

if TYPE_CHECKING:
    from .api.case_actions import AsyncCaseActions, CaseActions
    from .api.case_comments import AsyncCaseComments, CaseComments
    from .api.case_notes import AsyncCaseNotes, CaseNotes
    from .api.case_tasks import AsyncCaseTasks, CaseTasks
    from .api.cases import AsyncCases, Cases

_AGENT = f"tines-cases/0.1.0 python/{platform.python_version()}"
_RESOURCES = (
    "cases",
    "case_actions",
    "case_tasks",
    "case_comments",
    "case_notes",
)


class TinesClient(Client):
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
        transport: a transport of httpx or httpx2 to send with, closed with the client. Default: connections of the client's
            own, through the proxy of the environment unless the tenant is this machine. Their own connections are held to
            the deadline; any other transport is as far as it lets go in between.
        max_body: the most bytes of a successful response, decompressed (16 MiB); past it, a call raises ProtocolError.
        headers: sent with each request, besides the client's own.
        user_agent: what the client calls itself. Default: tines-cases with its version.
        proxy: a URL such as 'http://user:password@host:port', also for this machine. Default: what the environment says.
        verify: a file or folder of CA certificates, or an SSLContext, to trust in place of the environment's.
        cert: a certificate of the client's own: a file with its key, or (file, key) or (file, key, password).
        limits: how many connections there are, such as an httpx.Limits. Default: 100, of which 20 are kept for 5 s.
        requests_per_minute: a pace that the client and its siblings keep, in each process: at most so many requests in any
            minute. What a call waits for its turn does not count against its timeout. Default: none.
        on_attempt: called with an Attempt whenever one has ended, for tracing; what it raises ends the call.
        filters_encoding: how the filters of a list are sent: as brackets or json in the query, or in a body. Default:
            TINES_FILTERS_ENCODING, else brackets. `tines-cases contract probe` finds out which the tenant follows.
        on_request: called with an AttemptRequest before each attempt, and may add to its `headers`, such as a traceparent;
            what it raises ends the call.
        allow_http: whether an http origin may be another machine, such as a fake in a container. The key is sent in the
            clear then. "proxy" allows that through a proxy, too, which then reads the key.

    proxy, verify, cert and limits are for the client's own connections: with a transport they are refused.

    Raises:
        ConfigurationError: tenant, key, proxy, verify or cert is missing or makes no sense.
        TypeError, ValueError: another argument makes no sense.

    Source: https://www.tines.com/docs/api/welcome/
    """

    _agent = _AGENT
    _resources = _RESOURCES

    @cached_property
    def cases(self) -> "Cases":
        """The cases of a tenant."""
        from .api.cases import Cases

        return Cases(self._connection)

    @cached_property
    def case_actions(self) -> "CaseActions":
        """The buttons on a case."""
        from .api.case_actions import CaseActions

        return CaseActions(self._connection)

    @cached_property
    def case_tasks(self) -> "CaseTasks":
        """The tasks of a case."""
        from .api.case_tasks import CaseTasks

        return CaseTasks(self._connection)

    @cached_property
    def case_comments(self) -> "CaseComments":
        """The comments on a case. Reactions are left out, since the sources contradict each other on them."""
        from .api.case_comments import CaseComments

        return CaseComments(self._connection)

    @cached_property
    def case_notes(self) -> "CaseNotes":
        """The notes on a case."""
        from .api.case_notes import CaseNotes

        return CaseNotes(self._connection)


class AsyncTinesClient(AsyncClient):
    """A tenant of Tines, with a key for it, for asyncio and trio.

        async with AsyncTinesClient("acme.tines.com", "key") as tines:
            page = await tines.case_actions.list(1)

    Tasks may share it. Not affiliated with Tines.

    Args:
        tenant: a host such as 'acme.tines.com', or an origin; https unless it is this machine. Default: TINES_TENANT.
        api_key: the key, sent as a bearer token and shown nowhere. Default: TINES_API_KEY.
        timeout: seconds for a whole call, retries and waiting included; None is no bound.
        retry: how often and how patiently a call is sent again.
        transport: a transport of httpx or httpx2 to send with, closed with the client. Default: connections of the client's
            own, through the proxy of the environment unless the tenant is this machine. Their own connections are held to
            the deadline; any other transport is as far as it lets go in between.
        max_body: the most bytes of a successful response, decompressed (16 MiB); past it, a call raises ProtocolError.
        headers: sent with each request, besides the client's own.
        user_agent: what the client calls itself. Default: tines-cases with its version.
        proxy: a URL such as 'http://user:password@host:port', also for this machine. Default: what the environment says.
        verify: a file or folder of CA certificates, or an SSLContext, to trust in place of the environment's.
        cert: a certificate of the client's own: a file with its key, or (file, key) or (file, key, password).
        limits: how many connections there are, such as an httpx.Limits. Default: 100, of which 20 are kept for 5 s.
        requests_per_minute: a pace that the client and its siblings keep, in each process: at most so many requests in any
            minute. What a call waits for its turn does not count against its timeout. Default: none.
        on_attempt: called with an Attempt whenever one has ended, for tracing; what it raises ends the call.
        filters_encoding: how the filters of a list are sent: as brackets or json in the query, or in a body. Default:
            TINES_FILTERS_ENCODING, else brackets. `tines-cases contract probe` finds out which the tenant follows.
        on_request: called with an AttemptRequest before each attempt, and may add to its `headers`, such as a traceparent;
            what it raises ends the call.
        allow_http: whether an http origin may be another machine, such as a fake in a container. The key is sent in the
            clear then. "proxy" allows that through a proxy, too, which then reads the key.

    proxy, verify, cert and limits are for the client's own connections: with a transport they are refused.

    Raises:
        ConfigurationError: tenant, key, proxy, verify or cert is missing or makes no sense.
        TypeError, ValueError: another argument makes no sense.

    Source: https://www.tines.com/docs/api/welcome/
    """

    _agent = _AGENT
    _resources = _RESOURCES

    @cached_property
    def cases(self) -> "AsyncCases":
        """The cases of a tenant."""
        from .api.cases import AsyncCases

        return AsyncCases(self._connection)

    @cached_property
    def case_actions(self) -> "AsyncCaseActions":
        """The buttons on a case."""
        from .api.case_actions import AsyncCaseActions

        return AsyncCaseActions(self._connection)

    @cached_property
    def case_tasks(self) -> "AsyncCaseTasks":
        """The tasks of a case."""
        from .api.case_tasks import AsyncCaseTasks

        return AsyncCaseTasks(self._connection)

    @cached_property
    def case_comments(self) -> "AsyncCaseComments":
        """The comments on a case. Reactions are left out, since the sources contradict each other on them."""
        from .api.case_comments import AsyncCaseComments

        return AsyncCaseComments(self._connection)

    @cached_property
    def case_notes(self) -> "AsyncCaseNotes":
        """The notes on a case."""
        from .api.case_notes import AsyncCaseNotes

        return AsyncCaseNotes(self._connection)
