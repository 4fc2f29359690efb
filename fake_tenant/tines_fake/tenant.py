"""The fake tenant: state, quirks, faults and a journal around one pure function from a request to an answer."""

import datetime
import functools
import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from tines_fake.exchange import Exchange, Request, Response
from tines_fake.faults import Fault
from tines_fake.journal import Journal
from tines_fake.listing import Rules, list_case_actions, sound_rules
from tines_fake.quirks import Quirks
from tines_fake.refusals import refusal
from tines_fake.routes import Route, matching
from tines_fake.state import Action, State, new_action
from tines_spec import load

if TYPE_CHECKING:
    from tines_fake.asgi import AsgiApp
    from tines_fake.transports import FakeAsyncTransport, FakeTransport

ORIGIN = "https://fake.tines.test"
API_KEY = "fake-tenant-key"
LARGE_CASE = 1203


class FakeTenant:
    """A tenant in memory that answers by the document.

        fake = FakeTenant.sample()
        tines = TinesClient(fake.origin, fake.api_key, transport=fake.transport())

    quirks: which of the sound tenants it is. faults: which promises it breaks. journal: what it was asked.
    Threads may share it. `FakeTenant()` holds no case; `add_case` and `add_action` fill it, whatever its faults.
    """

    def __init__(
        self,
        *,
        api_key: str = API_KEY,
        origin: str = ORIGIN,
        quirks: Quirks | None = None,
        faults: Iterable[Fault] = (),
        state: State | None = None,
    ) -> None:
        self.api_key = api_key
        self.origin = origin
        self.quirks = quirks or Quirks()
        self.faults = tuple(faults)
        self.journal = Journal()
        self._state = state or State()
        self._rules_by_route: dict[str, Rules] = {}
        self._lock = threading.Lock()

    @classmethod
    def sample(cls, **options: Any) -> "FakeTenant":
        """Case 1 as in the documentation's sample, case 2 with 1,203 actions, case 3 without any."""
        return cls(state=sample_state(), **options)

    def add_case(self, case_id: int) -> None:
        """Add a case without actions."""
        with self._lock:
            self._state = self._state.with_case(case_id)

    def add_action(self, case_id: int, **fields: Any) -> Action:
        """Add an action to a case, which is made where it is missing; what is not given is made up."""
        with self._lock:
            action = new_action(fields.pop("id", None) or self._state.next_id(), **fields)
            self._state = self._state.with_action(case_id, action)
            return action

    def answer(self, request: Request) -> Response:
        """Answer a request, and note it in the journal."""
        response = self._answer(request, self._state)
        self.journal.add(Exchange(request=request, response=response))
        return response

    def _answer(self, request: Request, state: State) -> Response:
        found = matching(request.path)
        if not found:
            return refusal(404, "Not found", self.quirks.error_body)
        for route, arguments in found:
            if route.method == request.method and route.operation == "listCaseActions":
                rules = self._rules(route)
                answer = list_case_actions(state, request, route, arguments, self.quirks, rules)
                return rules.response(request, answer)
        return refusal(self.quirks.other_method, "Method not allowed", self.quirks.error_body)

    def _rules(self, route: Route) -> Rules:
        """The steps of an operation, made once: a fault may count its turns."""
        if route.operation not in self._rules_by_route:
            rules = functools.reduce(lambda rules, fault: fault.change(rules), self.faults, sound_rules(route))
            self._rules_by_route[route.operation] = rules
        return self._rules_by_route[route.operation]

    def transport(self) -> "FakeTransport":
        """An httpx transport that ends here: no socket is opened."""
        from tines_fake.transports import FakeTransport

        return FakeTransport(self)

    def async_transport(self) -> "FakeAsyncTransport":
        """As `transport`, for asyncio and trio."""
        from tines_fake.transports import FakeAsyncTransport

        return FakeAsyncTransport(self)

    @property
    def asgi(self) -> "AsgiApp":
        """An ASGI application, for a server or for `httpx.ASGITransport`."""
        from tines_fake.asgi import AsgiApp

        return AsgiApp(self)


@functools.cache
def sample_state() -> State:
    """The state of `FakeTenant.sample()`; the documentation's sample is read from the document."""
    sample = load()["components"]["examples"]["DocumentationSample"]["value"]
    state = State()
    for shown in sample["actions"]:
        times = {name: datetime.datetime.fromisoformat(shown[name]) for name in ("created_at", "updated_at")}
        state = state.with_action(sample["case_id"], new_action(shown.pop("id"), **{**shown, **times}))
    large = tuple(new_action(1000 + number) for number in range(1, LARGE_CASE + 1))
    return State({**state.cases, 2: large, 3: ()})
