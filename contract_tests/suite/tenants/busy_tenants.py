"""Wrappers of a fake, in which time passes without anybody waiting: altered, slow, limited, or at work with others."""

import json
import re
from collections import deque
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from attrs import evolve

from contract_tests.suite.tenants.response_changes import Respond
from contract_tests.suite.tenants.tenants import tenant
from tines_contract import Plan, Report, judge
from tines_fake import FakeTenant, Quirks, Request, Response

_LATER = datetime(2030, 1, 1, tzinfo=UTC)


class Wrapped:
    """A tenant whose time is its own. respond: what responds in the place of the fake."""

    name = "a wrapped tenant"
    requests_a_minute: int | None = None

    def __init__(self, fake: FakeTenant, respond: Respond = FakeTenant.respond, origin: str = "") -> None:
        self.fake = fake
        self.origin = origin or fake.origin
        self._respond = respond
        self.now = 0.0
        self.sent = 0

    def clock(self) -> float:
        return self.now

    def pause(self, seconds: float) -> None:
        self.now += seconds

    def send(self, request: Request) -> Response:
        self.sent += 1
        return self._respond(self.fake, request)

    def judged(self, plan: Plan, **limits: Any) -> Report:
        return judge(self, plan, clock=self.clock, pause=self.pause, **limits)


class Slow(Wrapped):
    """Each response takes some seconds."""

    seconds = 9

    def send(self, request: Request) -> Response:
        self.now += self.seconds
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


class Busy(Wrapped):
    """A tenant to which others write before a request: whether and what, by how many were sent before."""

    def __init__(self, fake: FakeTenant, write: Callable[[FakeTenant, int], object]) -> None:
        super().__init__(fake)
        self._write = write

    def send(self, request: Request) -> Response:
        self._write(self.fake, self.sent)
        return super().send(request)


class Touched(Wrapped):
    """A tenant whose job sets updated_at of all items to now, over and over, and whose times are whole seconds.

    every: seconds between two turns of the job. takes: seconds for a response.
    """

    def __init__(self, fake: FakeTenant, every: float, takes: float) -> None:
        super().__init__(fake)
        self._every, self._takes = every, takes
        self._written: dict[tuple[str, object], float] = {}

    def send(self, request: Request) -> Response:
        self.now += self._takes
        response = super().send(request)
        if not response.body or response.status >= 300:
            return response
        kind = "/".join(request.path.split("/")[4:6:2])
        return evolve(response, body=json.dumps(self._touched(response.json, kind, request.method != "GET")).encode())

    def _touched(self, value: Any, kind: str, writes: bool) -> Any:
        if isinstance(value, list):
            return [self._touched(one, kind, writes) for one in value]
        if not isinstance(value, dict):
            return value
        shown = {name: self._touched(one, kind, writes) for name, one in value.items()}
        if "updated_at" in shown:
            key = kind, next(shown[name] for name in ("id", "case_id") if name in shown)
            if writes:
                self._written[key] = self.now
            moved = max(self._written.get(key, 0), self.now // self._every * self._every)
            shown["updated_at"] = f"{_LATER + timedelta(seconds=int(moved)):%Y-%m-%dT%H:%M:%SZ}"
        return shown


class Unfixed(Wrapped):
    """A tenant whose times are those of the response, in whole seconds. takes: seconds for one."""

    def __init__(self, fake: FakeTenant, takes: float) -> None:
        super().__init__(fake)
        self._takes = takes

    def send(self, request: Request) -> Response:
        self.now += self._takes
        time = f"{_LATER + timedelta(seconds=int(self.now)):%Y-%m-%dT%H:%M:%SZ}".encode()
        response = super().send(request)
        return evolve(response, body=re.sub(rb'(_at": ?")[^"]+', rb"\g<1>" + time, response.body))


Act = Callable[[FakeTenant, int], None]
"""Does something to a case."""


def _ids(fake: FakeTenant, case: int) -> list[int]:
    sent = Request(origin=fake.origin, path=f"/api/v2/cases/{case}/actions", query="per_page=500")
    return [item["id"] for item in json.loads(fake.respond(sent).body)["actions"]]


def _act(name: str, method: str, which: Callable[[list[int]], list[int]]) -> Act:
    """Edit or remove some of the actions of a case."""

    def act(fake: FakeTenant, case: int) -> None:
        body = json.dumps({"label": f"Theirs {len(fake.journal)}"}).encode() if method == "PUT" else b""
        for number in which(_ids(fake, case)):
            path = f"/api/v2/cases/{case}/actions/{number}"
            fake.respond(Request(method=method, origin=fake.origin, path=path, body=body))

    act.__name__ = name
    return act


def create(fake: FakeTenant, case: int) -> None:
    fake.add_action(case)


edit_the_first = _act("edit_the_first", "PUT", lambda ids: ids[:1])
edit_the_last = _act("edit_the_last", "PUT", lambda ids: ids[-1:])
edit_all = _act("edit_all", "PUT", lambda ids: ids)
remove_the_first = _act("remove_the_first", "DELETE", lambda ids: ids[:1])
remove_one_between = _act("remove_one_between", "DELETE", lambda ids: ids[len(ids) // 2 :][:1])
remove_the_last = _act("remove_the_last", "DELETE", lambda ids: ids[-1:])
remove_all = _act("remove_all", "DELETE", lambda ids: ids)
EDITS = (edit_the_first, edit_the_last, edit_all)
ACTS: tuple[Act, ...] = (create, *EDITS, remove_the_first, remove_one_between, remove_the_last)

WHILE_READING = (range(1, 41), range(41, 81))
WHILE_WRITING = {
    "createCaseAction": range(20, 202),
    "updateCaseAction": range(20, 168),
    "deleteCaseAction": range(20, 115),
    "replaceAllCaseActions": range(20, 182),
}
"""Moments of a run, as the number of a request; of one that judges an operation alone, after its rights are known."""


class Shared(Wrapped):
    """A tenant in which somebody does something, once, before one of the requests."""

    def __init__(self, act: Act, case: int, moment: int, order: str = "id") -> None:
        super().__init__(tenant(60, Quirks(order=order)))
        self._act, self._case, self._moment = act, case, moment
        self.disturbed: Request | None = None

    def send(self, request: Request) -> Response:
        if self.sent == self._moment:
            self.disturbed = request
            self._act(self.fake, self._case)
        return super().send(request)
