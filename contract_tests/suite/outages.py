"""Tenants that are away for a while, or for one request each time: wrappers of a fake, whose time is its own."""

from collections.abc import Callable

from contract_tests.suite.busy_tenants import Wrapped
from tines_contract import Plan, Report, UnreachableError, judge
from tines_fake import FakeTenant, Request, Response

FOREVER = 10**6
Away = Callable[[FakeTenant, Request], Response]


def refused(_: FakeTenant, __: Request) -> Response:
    raise UnreachableError("connection refused")


def done_and_reset(fake: FakeTenant, request: Request) -> Response:
    """What was sent is done, and the response is lost."""
    fake.answer(request)
    raise UnreachableError("connection reset")


def unavailable(_: FakeTenant, __: Request) -> Response:
    return Response(status=503)


def done_and_timed_out(fake: FakeTenant, request: Request) -> Response:
    fake.answer(request)
    return Response(status=504)


KINDS: tuple[Away, ...] = (refused, done_and_reset, unavailable, done_and_timed_out)


class Outage(Wrapped):
    """A tenant that is away for so many requests from one on, or for so many seconds from then on."""

    def __init__(self, fake: FakeTenant, away: Away, begin: int, *, requests: int = 0, seconds: float = 0.0) -> None:
        super().__init__(fake)
        self._away, self._begin, self._requests, self._seconds = away, begin, requests, seconds
        self._back = -1.0

    def send(self, request: Request) -> Response:
        self.now += 0.1
        if self.sent == self._begin:
            self._back = self.now + self._seconds
        if self._begin <= self.sent < self._begin + self._requests or self.now < self._back:
            self.sent += 1
            return self._away(self.fake, request)
        return super().send(request)

    def judged(self, plan: Plan) -> Report:
        return judge(self, plan, clock=self.clock, pause=self.pause)


class Selective(Wrapped):
    """A tenant that answers some requests with 503, each time."""

    def __init__(self, fake: FakeTenant, fails: Callable[["Selective", Request], bool]) -> None:
        super().__init__(fake)
        self._fails = fails

    def send(self, request: Request) -> Response:
        if self._fails(self, request):
            self.sent += 1
            return Response(status=503)
        return super().send(request)

    def judged(self, plan: Plan) -> Report:
        return judge(self, plan, clock=self.clock, pause=self.pause)
