"""A tenant whose reads come from a replica that is behind, on a clock of its own."""

import json
from collections.abc import Callable

from attrs import evolve

from contract_tests.suite.tenants.busy_tenants import Wrapped
from tines_fake import FakeTenant, Fault, Request, Response
from tines_fake.contents.state import State


class Lagging(Wrapped):
    """Shows a write some seconds later. takes: seconds for a response. from_replica: which reads are, by their number.

    faults: those of the tenant, which both have.
    """

    def __init__(
        self,
        fake: FakeTenant,
        lag: float,
        takes: float = 0.0,
        from_replica: Callable[[int], bool] = lambda _: True,
        faults: tuple[Fault, ...] = (),
    ) -> None:
        super().__init__(fake)
        self._lag, self._takes, self._from_replica, self._faults = lag, takes, from_replica, faults
        self._states: list[tuple[float, State]] = [(-lag, self.fake.state)]
        self._reads = 0
        self.pauses: list[float] = []

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        super().pause(seconds)

    def send(self, request: Request) -> Response:
        self.sent += 1
        self.now += self._takes
        if request.method != "GET":
            response = self.fake.respond(request)
            self._keep()
            return response
        self._keep()  # what others have written
        self._reads += 1
        if not self._from_replica(self._reads):
            return self.fake.respond(request)
        shown = next(state for moment, state in reversed(self._states) if moment <= self.now - self._lag)
        return self._read(request, FakeTenant(state=shown, faults=self._faults).respond(request))

    def _keep(self) -> None:
        if self._states[-1][1] is not self.fake.state:
            self._states.append((self.now, self.fake.state))

    def _read(self, request: Request, behind: Response) -> Response:
        return behind


class CachedCount(Lagging):
    """Shows a write at once, but for what meta counts."""

    def _read(self, request: Request, behind: Response) -> Response:
        response = self.fake.respond(request)
        if response.status != 200 or "meta" not in response.json:
            return response
        old = {name: behind.json["meta"][name] for name in ("count", "pages")}
        body = {**response.json, "meta": {**response.json["meta"], **old}}
        return evolve(response, body=json.dumps(body).encode())
