"""Distinguishes an outage from a request that a tenant answers with 502, 503 or 504 each time.

What got no response, or one of these, is sent again. Between its repeats other requests are sent that succeeded
before, one more each time, so that a tenant of which every second response fails does not pass for one that refuses
this request. Where all of those succeed, the response is the tenant's own. Where one fails too, it is an outage: it is
waited for, all outages of a run together no longer than its patience. A write is never sent again, since it may have
been done.
"""

from collections.abc import Callable, Iterator

from attrs import define

from tines_contract.evidence.observation import TRANSIENT
from tines_contract.promises.lists import named
from tines_contract.transport.targets import UnreachableError, UnreadableError
from tines_fake import Credentials, Request, Response
from tines_spec import operation_at

_BETWEEN = (1.0, 2.0, 4.0)
_AWAITING = (8.0, 15.0, 30.0, 60.0)
_WHY = "the tenant does not respond, or with 502, 503 or 504"
_MOST_KNOWN = 2

MOST_OUTAGE = 60.0
"""Seconds that a run waits for a tenant that is away, all its outages together."""

Attempt = Response | UnreachableError


@define
class Patience:
    """How many seconds are left to wait for a tenant that is away."""

    left: float = MOST_OUTAGE

    def take(self, seconds: float) -> float:
        """So many of them, or what is left."""
        taken = min(seconds, self.left)
        self.left -= taken
        return taken


class Outages:
    """Sends requests over a pacer. patience: what a run has of it, over all its pacers.

    recoveries: how often a tenant was away for a moment, and came back.
    """

    def __init__(
        self, send: Callable[[Request], Response], wait: Callable[[float, str], None], patience: Patience
    ) -> None:
        self._send = send
        self._wait = wait
        self._patience = patience
        self._known: dict[str, list[Request]] = {}
        self._down = False
        self.recoveries = 0

    def expect_return(self) -> None:
        """Wait for the tenant once more, should it be down for longer than was waited for, and patience be left."""
        self._down = self._down and not self._patience.left

    def send(self, request: Request, *, repeatable: bool) -> Response:
        """Send, and wait where the tenant is away. Raises UnreachableError."""
        attempt = self._attempt(request)
        if _failed(attempt) and repeatable:
            attempt = self._again(request)
            self.recoveries += not _failed(attempt)
        elif _failed(attempt):
            attempt = self._of_write(request, attempt)
        if isinstance(attempt, UnreachableError):
            raise attempt
        self._learn(request, attempt)
        return attempt

    def _again(self, request: Request) -> Attempt:
        """What comes of a request in the end."""
        attempt = self._attempt(request)  # at once: a connection that was kept open too long breaks at its next use
        for others, seconds in enumerate(_BETWEEN, 1):
            if not _failed(attempt):
                return attempt
            if self._down or not self._known:  # it was never there, or not for long
                return self._as_outage(request, attempt)
            self._wait(seconds, _WHY)
            if not self._others_respond(request, others):
                return self._awaited(request)
            attempt = self._attempt(request)
        return attempt

    def _awaited(self, request: Request) -> Attempt:
        attempt: Attempt = UnreachableError(_WHY)
        for _ in self._pauses():
            attempt = self._attempt(request)
            if not _failed(attempt):
                return attempt
        return self._as_outage(request, attempt)

    def _as_outage(self, request: Request, attempt: Attempt) -> UnreachableError:
        self._down = True
        if isinstance(attempt, UnreachableError):
            return attempt
        message = f"{named(request)}: the tenant responds with {attempt.status}"
        return UnreachableError(f"{message}: try again later, or wait for it with --wait-for-tenant")

    def _of_write(self, request: Request, attempt: Attempt) -> Attempt:
        """The response where it is the tenant's own; else the tenant is waited for, for whatever is next."""
        for others, seconds in enumerate(_BETWEEN, 1):
            if self._down or not self._known:
                break
            self._wait(seconds, _WHY)
            if not self._others_respond(request, others):
                self._await_any(request)
                break
            if isinstance(attempt, UnreachableError):
                break
        else:
            return attempt
        found = attempt if isinstance(attempt, UnreachableError) else f"the tenant responds with {attempt.status}"
        return UnreachableError(f"{found}; whether {named(request)} was done is not known")

    def _await_any(self, request: Request) -> None:
        for _ in self._pauses():
            if self._others_respond(request, 1):
                return
        self._down = True

    def _pauses(self) -> Iterator[float]:
        """Wait for a tenant that is away, longer each time, as long as patience is left."""
        for seconds in () if self._down else _AWAITING:
            if taken := self._patience.take(seconds):
                self._wait(taken, _WHY)
                yield taken

    def _others_respond(self, request: Request, count: int) -> bool:
        """Whether a request that succeeded before does so still, each of several times."""
        other = self._other(request)
        return other is not None and not any(_failed(self._attempt(other)) for _ in range(count))

    def _other(self, request: Request) -> Request | None:
        """Another request that succeeded before, best one for the same operation."""
        alike = self._known.get(_operation(request), [])
        others = [one for known in self._known.values() for one in known]
        return next((one for one in [*alike, *others] if one.url != request.url), None)

    def _attempt(self, request: Request) -> Attempt:
        try:
            response = self._send(request)
        except UnreadableError:
            raise
        except UnreachableError as error:
            return error
        self._down = self._down and _failed(response)
        return response

    def _learn(self, request: Request, response: Response) -> None:
        """Keep reads that succeed, the latest first."""
        if request.method != "GET" or request.credentials is not Credentials.RIGHT or response.status != 200:
            return
        known = self._known.setdefault(_operation(request), [])
        known[:] = [request, *(one for one in known if one.url != request.url)][:_MOST_KNOWN]


def _failed(attempt: Attempt) -> bool:
    return isinstance(attempt, UnreachableError) or attempt.status in TRANSIENT


def _operation(request: Request) -> str:
    operation = operation_at(request.method, request.path)
    return "" if operation is None else operation.name
