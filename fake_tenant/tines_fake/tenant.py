"""The fake tenant: state, quirks, faults and a journal around one pure function from a request to an answer."""

import datetime
import functools
import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from attrs import evolve

from tines_fake.asked import Asked
from tines_fake.exchange import Exchange, Request, Response
from tines_fake.faults import Fault
from tines_fake.journal import Journal
from tines_fake.operations import OPERATIONS
from tines_fake.quirks import Quirks
from tines_fake.refusals import refusal
from tines_fake.routes import Route, matching
from tines_fake.state import Action, State, Story, new_action
from tines_spec import load

if TYPE_CHECKING:
    from tines_fake.asgi import AsgiApp
    from tines_fake.transports import FakeAsyncTransport, FakeTransport

ORIGIN = "https://fake.tines.test"
API_KEY = "fake-tenant-key"
LARGE_CASE = 1203
_TICK = datetime.timedelta(seconds=1)


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


class FakeTenant:
    """A tenant in memory that answers by the document.

        fake = FakeTenant.sample()
        tines = TinesClient(fake.origin, fake.api_key, transport=fake.transport())

    quirks: which of the sound tenants it is. faults: which promises it breaks. journal: what it was asked.
    clock: what time it is; each write is a second after the one before at least, so that `updated_at` always moves.
    Threads may share it. `FakeTenant()` holds no case; `add_case`, `add_action` and `add_story` fill it, whatever its
    faults.
    """

    def __init__(
        self,
        *,
        api_key: str = API_KEY,
        origin: str = ORIGIN,
        quirks: Quirks | None = None,
        faults: Iterable[Fault] = (),
        state: State | None = None,
        clock: Callable[[], datetime.datetime] = _now,
    ) -> None:
        self.api_key = api_key
        self.origin = origin
        self.quirks = quirks or Quirks()
        self.faults = tuple(faults)
        if not api_key or not api_key.isascii() or not api_key.isprintable() or " " in api_key:
            raise ValueError("api_key must be printable ASCII without blanks, as a bearer token is")
        for fault in self.faults:
            if not isinstance(fault, Fault):
                raise TypeError(f"faults must hold Fault, as FAULTS and WRITE_FAULTS do, not {fault!r}")
        self.journal = Journal()
        self._state = state or State()
        self._clock = clock
        self._steps_by_operation: dict[str, Any] = {}
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
        """Add an action to a case, which is made where it is missing; what is not given is made up.

        Raises TypeError for a field that no action has, ValueError for a number below 1 and for an id that exists.
        """
        with self._lock:
            action_id = fields.pop("id", self._state.next_id())
            taken = {action["id"] for actions in self._state.cases.values() for action in actions}
            if case_id < 1 or action_id < 1 or action_id in taken:
                raise ValueError(f"case {case_id} and action {action_id} must be from 1, and the action a new one")
            action = new_action(action_id, **fields)
            self._state = self._state.with_action(case_id, action)
            return action

    def add_story(self, name: str, emoji: str | None, url: str, *, page_emoji: str | None = None) -> None:
        """Add a story with the URL of its webhook or page: actions that are given this URL say whose it is."""
        with self._lock:
            self._state = self._state.with_story(url, Story(name, emoji, page_emoji))

    def answer(self, request: Request) -> Response:
        """Answer a request, and note it in the journal."""
        # One at a time: what two writers do at once is what they would do one after the other, in the journal's order.
        with self._lock:
            self._state, response = self._answer(request, self._state)
            self.journal.add(Exchange(request=request, response=response))
        return response

    def _answer(self, request: Request, state: State) -> tuple[State, Response]:
        found = matching(request.path)
        if not found:
            return state, refusal(404, "Not found", self.quirks.error_body)
        for route, arguments in found:
            if route.method == request.method:
                asked = Asked(request=request, route=route, path=arguments, quirks=self.quirks, now=self._next(state))
                steps = self._steps(route)
                after, answer = OPERATIONS[route.operation].answer(state, asked, steps)
                return after, self._typed(steps.response(request, answer))
        return state, refusal(self.quirks.other_method, "Method not allowed", self.quirks.error_body)

    def _typed(self, response: Response) -> Response:
        """The answer with the charset of its JSON, where this tenant names it."""
        if not self.quirks.charset or response.headers.get("content-type") != "application/json":
            return response
        return evolve(response, headers={**response.headers, "content-type": "application/json; charset=utf-8"})

    def _next(self, state: State) -> datetime.datetime:
        return max(self._clock().replace(microsecond=0), state.moment + _TICK)

    def _steps(self, route: Route) -> Any:
        """The steps of an operation, made once: a fault may count its turns."""
        name = route.operation
        if name not in self._steps_by_operation:
            changes = [fault.change for fault in self.faults if fault.operation == name]
            sound = OPERATIONS[name].sound(route)
            self._steps_by_operation[name] = functools.reduce(lambda steps, change: change(steps), changes, sound)
        return self._steps_by_operation[name]

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
