"""Tenants that are away for a while, or for one request each time: wrappers of a fake, whose time is its own."""

import random
from collections.abc import Callable

from contract_tests.suite.tenants.busy_tenants import Wrapped
from contract_tests.suite.tenants.tenants import CASE, READING, READING_ALL, WRITING
from tines_contract import Plan, UnreachableError
from tines_fake import FakeTenant, Request, Response

FOREVER = 10**6
SECONDS = 0.1
"""What each request takes."""
Away = Callable[[FakeTenant, Request], Response]


def refused(_: FakeTenant, __: Request) -> Response:
    raise UnreachableError("connection refused")


def done_and_reset(fake: FakeTenant, request: Request) -> Response:
    """What was sent is done, and the response is lost."""
    fake.respond(request)
    raise UnreachableError("connection reset")


def unavailable(_: FakeTenant, __: Request) -> Response:
    return Response(status=503)


def done_and_timed_out(fake: FakeTenant, request: Request) -> Response:
    fake.respond(request)
    return Response(status=504)


KINDS: tuple[Away, ...] = (refused, done_and_reset, unavailable, done_and_timed_out)


class Outage(Wrapped):
    """A tenant that is away for so many requests from one on, or for so many seconds from then on."""

    def __init__(self, fake: FakeTenant, away: Away, begin: int, *, requests: int = 0, seconds: float = 0.0) -> None:
        super().__init__(fake)
        self._away, self._begin, self._requests, self._seconds = away, begin, requests, seconds
        self._back = -1.0

    def send(self, request: Request) -> Response:
        self.now += SECONDS
        if self.sent == self._begin:
            self._back = self.now + self._seconds
        if self._begin <= self.sent < self._begin + self._requests or self.now < self._back:
            self.sent += 1
            return self._away(self.fake, request)
        return super().send(request)


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


class Scattered(Wrapped):
    """A tenant that is away for one request in so many, by chance."""

    def __init__(self, fake: FakeTenant, away: Away, seed: int, one_in: int = 100) -> None:
        super().__init__(fake)
        self._away, self._chance, self._one_in = away, random.Random(seed), one_in

    def send(self, request: Request) -> Response:
        self.now += SECONDS
        if self._chance.randrange(self._one_in):
            return super().send(request)
        self.sent += 1
        return self._away(self.fake, request)


def _is_long_label(_: object, request: Request) -> bool:
    return request.method == "PUT" and b"xxxxxxxx" in request.body and b"label" in request.body


OF_ONE_REQUEST: dict[str, tuple[Callable[[Selective, Request], bool], str, Plan]] = {
    "a page": (
        lambda _, request: request.path.endswith(f"{CASE}/actions") and request.argument("page") == "2",
        "LIST-NEVER-SERVER-ERROR",
        READING,
    ),
    "an odd page": (lambda _, request: request.argument("page") == "abc", "LIST-NEVER-SERVER-ERROR", READING),
    "the first action that is read": (
        lambda tenant, request: request.path.endswith(f"/{CASE}/actions/6"),
        "GET-NEVER-SERVER-ERROR",
        READING,
    ),
    "an update with a long label": (_is_long_label, "UPDATE-NEVER-SERVER-ERROR", WRITING),
    "a body that is no JSON": (
        lambda _, request: request.method == "POST" and request.body == b"oops",
        "CREATE-NEVER-SERVER-ERROR",
        WRITING,
    ),
}
"""What fails, the promise that is broken with it, and what to judge it by."""

PARTLY_DOWN: dict[str, tuple[Callable[[Selective, Request], bool], Plan]] = {
    "every second request": (lambda tenant, _: tenant.sent % 2 == 1, WRITING),
    "every third request": (lambda tenant, _: tenant.sent % 3 == 1, WRITING),
    "every seventh request": (lambda tenant, _: tenant.sent % 7 == 3, WRITING),
    "all writes": (lambda _, request: request.method != "GET", WRITING),
    "writes for a while": (lambda tenant, request: request.method != "GET" and 150 < tenant.sent < 300, WRITING),
    "the list of cases": (lambda _, request: request.path == "/api/v2/cases", READING_ALL),
    "all that is read by its id": (lambda _, request: "/actions/" in request.path, READING),
}
"""What fails, and what to judge it by."""
