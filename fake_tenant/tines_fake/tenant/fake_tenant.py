"""The fake tenant: state, quirks, faults and a journal around one pure function from a request to a response."""

import datetime
import functools
import json
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from attrs import evolve

from tines_fake.clock import Clock, VirtualClock, clock_of
from tines_fake.contents.behaviour import Story
from tines_fake.contents.filling import as_json, collection_at, sample_state, with_item, with_json, with_new_items
from tines_fake.contents.state import State, StoredItem
from tines_fake.exchanges.exchange import Exchange, Request, Response, error_response, request_ids
from tines_fake.exchanges.journal import Journal
from tines_fake.faults.active_faults import NOTHING, Faults, Given
from tines_fake.faults.definition import Fault
from tines_fake.given_arguments import API_KEY, ORIGIN, checked, checked_key, checked_origin
from tines_fake.quirks import Quirks
from tines_fake.responding.request_context import RequestContext
from tines_fake.responding.responders import respond
from tines_fake.tenant.fake_case import CASES, FakeCase
from tines_fake.tenant.routes import Answer, Route, respond_elsewhere
from tines_spec import operation_at, operations

if TYPE_CHECKING:
    from tines_fake.adapters.asgi import AsgiApp
    from tines_fake.adapters.press_sending import Receiver
    from tines_fake.adapters.transports import FakeAsyncTransport, FakeTransport


class FakeTenant:
    """A tenant in memory that responds by openapi.yaml.

        fake = FakeTenant.sample()
        tines = TinesClient(fake.origin, fake.api_key, transport=fake.transport())

    It holds no case. The methods that begin with `add` fill it, whatever its faults. Threads may share it.

    Args:
        api_key: the key that it asks for. Default: `fake-tenant-key`.
        origin: its address. Default: `https://fake.tines.test`.
        quirks: in which ways it differs from other conforming tenants.
        faults: ids of `FAULTS`, faults, or failures: which promises it breaks, or what fails, from the beginning.
        state: what it holds, such as the `state` of another tenant.
        clock: what time it is: a `VirtualClock`, or a function. Writes are at least a second apart: `updated_at` always
            moves. Default: the machine's time; what is added has made-up times.
        journal: where it notes what it is sent. Default: a journal without bounds.

    Raises:
        TypeError, ValueError: an argument makes no sense.
    """

    largest_body = 1024 * 1024
    """The most bytes of a request's body; a larger one gets 413. And of a receiver's response. It can be set."""

    def __init__(
        self,
        *,
        api_key: str = API_KEY,
        origin: str = ORIGIN,
        quirks: Quirks | None = None,
        faults: Iterable[Given] = (),
        state: State | None = None,
        clock: Clock | Callable[[], datetime.datetime] | None = None,
        journal: Journal | None = None,
    ) -> None:
        self.api_key = checked_key(api_key)
        self.origin = checked_origin(origin)
        # A read that comes again while nothing has changed gets the response that was made: it follows from the state.
        self._read = functools.lru_cache(32)(lambda *read: self._processed(*read)[1])
        self.quirks = quirks or Quirks()
        self._clock = clock_of(clock)
        self.journal = Journal() if journal is None else checked(Journal, "journal", journal)
        """What it was sent, with its responses."""
        self.presses = Journal()
        """What it sent to webhooks."""
        self.allowed_hosts: set[str] = set()
        """What clients of this process may reach all the same while it is in force, such as "127.0.0.1:8000"."""
        self.faults = Faults()
        """The faults and failures in force; called with some, it puts more of them in force."""
        if faults:
            self.faults(*faults)
        self._times_of_clock = clock is not None
        self.assert_all_fired = True
        """Whether `running` and the fixtures fail at their end where a fault never fired. It can be set."""
        self._request_ids = request_ids()
        self._lock = threading.RLock()
        self._routes: tuple[Route, ...] = ()
        self._state = checked(State, "state", state or State())
        self.keep()

    @classmethod
    def sample(cls, **options: Any) -> "FakeTenant":
        """60 cases. Case 1 has what the documentation shows, case 2 has 1,203 actions and 60 tasks, the others none."""
        return cls(state=sample_state(), **options)

    @property
    def quirks(self) -> Quirks:
        """In which ways it differs from other conforming tenants. They can be set."""
        return self._quirks

    @quirks.setter
    def quirks(self, quirks: Quirks) -> None:
        self._quirks = checked(Quirks, "quirks", quirks)
        self._read.cache_clear()

    @property
    def clock(self) -> Clock:
        """What time it is. It can be set."""
        return self._clock

    @clock.setter
    def clock(self, clock: Clock | Callable[[], datetime.datetime]) -> None:
        self._clock, self._times_of_clock = clock_of(clock), True

    @property
    def state(self) -> State:
        """What it holds now; a tenant can be made of it."""
        return self._state

    def reset(self) -> None:
        """Make it what it was when it was made, or last kept: without what was written, faults, routes and journal."""
        with self._lock:
            self._state, self.quirks, active, self._clock, self._times_of_clock, allowed = self._kept
            self.allowed_hosts = set(allowed)
            self.faults.restart(active)
            self._routes = ()
            self._request_ids = request_ids()
            self.journal.clear()
            self.presses.clear()
            if isinstance(self._clock, VirtualClock):
                self._clock.reset()

    def keep(self) -> None:
        """What it holds now, quirks, faults and allowed hosts are from now on what `reset` goes back to."""
        with self._lock:
            behaviour = self._quirks, self.faults.active, self._clock, self._times_of_clock
            self._kept = self._state, *behaviour, frozenset(self.allowed_hosts)

    def add(self, path: str, /, **fields: Any) -> StoredItem:
        """Add an item to the list at a path: `fake.add("/api/v2/cases/1/tasks", description="Call the user")`.

        What is not given is made up, and so is the case where it is missing. Raises TypeError for a property that no
        item has or of another type, ValueError for a value that the spec does not allow, and for an id that exists.
        """
        return self.add_many(path, [fields])[0]

    def add_many(self, path: str, items: Iterable[Mapping[str, Any]]) -> list[StoredItem]:
        """Add items to the list at a path as `add` does, all or none of them."""
        with self._lock:
            self._state, added = with_new_items(self._state, collection_at(path), items, self._now())
        return added

    def items(self, path: str) -> list[StoredItem]:
        """The items of the list at a path as they are stored, in the order of their ids."""
        return list(self._state.items(collection_at(path)))

    def case(self, case_id: int) -> FakeCase:
        """A case, to fill it and to look at it: `fake.case(1).add_action(label="Escalate")`."""
        return FakeCase(self, case_id)

    @property
    def cases(self) -> list[StoredItem]:
        """Its cases, in the order of their ids."""
        return self.items(CASES)

    def add_case(self, case_id: int | None = None, **fields: Any) -> StoredItem:
        """Add a case. Of one that exists, the fields that are given change, and nothing else."""
        with self._lock:
            self._state, case = with_item(self._state, collection_at(CASES), case_id, fields, self._now())
        return case

    def add_action(self, case_id: int, **fields: Any) -> StoredItem:
        """Add an action to a case, as `add` does."""
        return self.case(case_id).add_action(**fields)

    def add_story(self, name: str, emoji: str | None, url: str, *, page_emoji: str | None = None) -> None:
        """Add a story with the URL of its webhook or page: actions that are given this URL say whose it is."""
        with self._lock:
            self._state = self._state.with_story(url, Story(name, emoji, page_emoji))

    def seed(self, given: str | bytes | Mapping[str, Any]) -> None:
        """Add what JSON describes, as `to_json` does: {"/api/v2/cases/1/actions": [{"label": "Escalate"}]}."""
        with self._lock:
            self._state = with_json(self._state, given, self._now())

    def to_json(self) -> str:
        """What it holds, by the paths of its lists."""
        return json.dumps(as_json(self._state), indent=2)

    def add_route(self, method: str, path: str, answer: Answer) -> None:
        """Respond to an endpoint that openapi.yaml lacks: `fake.add_route("GET", "/info", {})`. The key is asked for.

        `path` has its arguments in braces. `answer` is JSON, a Response, or a function of the Request, and of the
        path's arguments by name, with either. Raises ValueError where openapi.yaml has the operation.
        """
        self._routes = (*self._routes, Route.checked(method, path, answer))

    def respond(self, request: Request) -> Response:
        """Respond to a request, and note it in the journal."""
        # What two writers do at once is what they would do one after the other, in the journal's order.
        with self._lock:
            if len(request.body) > self.largest_body:
                request = evolve(request, body=b"")
                response = error_response(413, self.quirks.error_body, "The body is too large")
            else:
                response = self._response(request)
            response = evolve(response, headers={"x-request-id": next(self._request_ids), **response.headers})
            self.journal.add(Exchange(request=request, response=response))
        return response

    def _response(self, request: Request) -> Response:
        found = operation_at(request.method, request.path)
        operation = None if found is None else found.name
        matched = self.faults.matched(operation) if self.faults.active else NOTHING

        def made() -> Response:
            if operation is None:
                return respond_elsewhere(request, self._routes, self._quirks)
            if request.method == "GET" and not matched.faults:
                return self._read(self._state, request, operation)
            self._state, response = self._processed(self._state, request, operation, *matched.faults)
            return response

        for around in reversed(matched.arounds):
            made = functools.partial(around, self._clock, made)
        return made()

    def _processed(self, state: State, request: Request, name: str, *faults: Fault) -> tuple[State, Response]:
        context = RequestContext(request, operations()[name], self._quirks, self._clock, last_write=state.moment)
        return respond(state, context, self.faults.steps(faults))

    def _now(self) -> datetime.datetime | None:
        """When something is added; None where its time is made up."""
        return self.clock.now().replace(microsecond=0) if self._times_of_clock else None

    def press(
        self,
        case_id: int,
        action_id: int,
        *,
        to: "Receiver | None" = None,
        user: Mapping[str, Any] | None = None,
        clicks: int = 1,
        sent_by: Literal["browser", "tenant"] = "browser",
        timeout: float = 30.0,
    ) -> list[Response]:
        """Click the button of a webhook action; returns the response to each click.

        What the press holds follows from the quirks (`optional_fields`, `unknown_fields`) and from the case. `presses`
        has all requests. An exception in an application passes through; what it leaves running when it has responded
        and returned is cancelled. In an async test, call this in a thread.

        Args:
            to: a URL, or an ASGI or WSGI application, called without a socket. Default: the action's URL.
            user: what the press says of who clicked.
            clicks: two for a double click, which sends the same twice.
            sent_by: a browser first sends OPTIONS to another origin. Which of the two sends is not documented.
            timeout: seconds for each response.

        Raises:
            PreflightRefusedError: a browser would send nothing.
            TimeoutError: the receiver did not respond in time.
            LookupError: there is no such action.
            ValueError: the action sends nothing, or the response is larger than `largest_body`.
        """
        from tines_fake.adapters.press_sending import Bounds, send_press
        from tines_fake.contents.press import press_of

        pressed = press_of(self.state, case_id, action_id, user, self.quirks)
        origin, bounds = self.origin if sent_by == "browser" else None, Bounds(timeout, self.largest_body)
        return send_press(pressed, to, origin, clicks, self.presses, bounds)

    def transport(self) -> "FakeTransport":
        """An httpx transport that ends here: no socket is opened."""
        from tines_fake.adapters.transports import FakeTransport

        return FakeTransport(self)

    def async_transport(self) -> "FakeAsyncTransport":
        """As `transport`, for asyncio and trio."""
        from tines_fake.adapters.transports import FakeAsyncTransport

        return FakeAsyncTransport(self)

    @property
    def asgi(self) -> "AsgiApp":
        """An ASGI application, for a server or for `httpx.ASGITransport`."""
        from tines_fake.adapters.asgi import AsgiApp

        return AsgiApp(self)
