"""Sound tenants that are busy, slow or limited: wrappers of a fake, in which time passes without anybody waiting."""

from collections import deque
from collections.abc import Callable, Mapping

from contract_tests.suite.tenants.tenants import CASE, EMPTY
from tines_contract import Plan, Report, judge
from tines_fake import FakeTenant, Request, Response


class Wrapped:
    """A tenant whose time is its own."""

    name = "a wrapped tenant"
    requests_a_minute: int | None = None

    def __init__(self, fake: FakeTenant) -> None:
        self.fake = fake
        self.origin = fake.origin
        self.now = 0.0
        self.sent = 0

    def clock(self) -> float:
        return self.now

    def pause(self, seconds: float) -> None:
        self.now += seconds

    def send(self, request: Request) -> Response:
        self.sent += 1
        return self.fake.answer(request)

    def judged(self, plan: Plan, **more: float) -> Report:
        return judge(self, plan, clock=self.clock, pause=self.pause, **more)


class Slow(Wrapped):
    """Each answer takes nine seconds."""

    def send(self, request: Request) -> Response:
        self.now += 9
        return super().send(request)


class Limited(Wrapped):
    """A hundred requests a minute, and no more; headers of the 429 are what they may be."""

    headers: Mapping[str, str] = {"retry-after": "30"}

    def __init__(self, fake: FakeTenant) -> None:
        super().__init__(fake)
        self.refused = 0
        self._sent: deque[float] = deque()

    def send(self, request: Request) -> Response:
        while self._sent and self.now - self._sent[0] >= 60:
            self._sent.popleft()
        if len(self._sent) >= 100:
            self.refused += 1
            return Response(status=429, headers=self.headers)
        self._sent.append(self.now)
        return super().send(request)


class LimitedWithoutAWord(Limited):
    """The same, and it does not say how long to wait."""

    headers: Mapping[str, str] = {}


Write = Callable[[FakeTenant, int], None]


class Busy(Wrapped):
    """A tenant to which others write before each request, or before one."""

    def __init__(self, fake: FakeTenant, write: Write) -> None:
        super().__init__(fake)
        self._write = write

    def send(self, request: Request) -> Response:
        self._write(self.fake, self.sent)
        return super().send(request)


def always(fake: FakeTenant, _: int) -> None:
    """Others write to the case that is read."""
    fake.add_action(CASE)


def once(fake: FakeTenant, sent: int) -> None:
    if sent == 6:
        fake.add_action(CASE)


def next_door(fake: FakeTenant, _: int) -> None:
    """Others write to a case next to the one that is written to."""
    fake.add_action(EMPTY + 1)


def into(fake: FakeTenant, sent: int) -> None:
    """Others write to the very case that is written to, now and then."""
    if sent % 29 == 0:
        fake.add_action(EMPTY)
