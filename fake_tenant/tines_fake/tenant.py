"""The fake tenant: state, quirks, faults and a journal around one pure function from a request to a response."""

import datetime
import functools
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from attrs import evolve

from tines_fake.error_responses import error_response
from tines_fake.exchange import Exchange, Request, Response
from tines_fake.faults import Fault
from tines_fake.fields import Item
from tines_fake.journal import Journal
from tines_fake.operations import responder_of
from tines_fake.quirks import Quirks
from tines_fake.request_context import RequestContext
from tines_fake.resources import resource_for
from tines_fake.sample import sample_state
from tines_fake.seeding import collection_at, with_item, with_new_items
from tines_fake.state import State, Story
from tines_spec import Operation, operations_at

if TYPE_CHECKING:
    from tines_fake.asgi import AsgiApp
    from tines_fake.press_sending import Receiver
    from tines_fake.transports import FakeAsyncTransport, FakeTransport

ORIGIN = "https://fake.tines.test"
API_KEY = "fake-tenant-key"
CASES = "/api/v2/cases"
_TICK = datetime.timedelta(seconds=1)


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


class FakeTenant:
    """A tenant in memory that responds by openapi.yaml.

        fake = FakeTenant.sample()
        tines = TinesClient(fake.origin, fake.api_key, transport=fake.transport())

    quirks: which of the conforming tenants it is. faults: which promises it breaks. journal: what it was sent.
    presses: what it sent to webhooks.
    clock: what time it is; each write is a second after the one before at least, so that `updated_at` always moves.
    largest_body: how many bytes the body of a request may have; for more the response is 413. It can be set.
    Threads may share it. `FakeTenant()` holds no case; what begins with `add` fills it, whatever its faults.
    """

    largest_body = 1024 * 1024

    def __init__(
        self,
        *,
        api_key: str = API_KEY,
        origin: str = ORIGIN,
        quirks: Quirks | None = None,
        faults: Iterable[Fault] = (),
        state: State | None = None,
        clock: Callable[[], datetime.datetime] = _now,
        journal: Journal | None = None,
    ) -> None:
        self.api_key = api_key
        self.origin = origin
        self.quirks = quirks or Quirks()
        self.faults = tuple(faults)
        if not api_key or not api_key.isascii() or not api_key.isprintable() or " " in api_key:
            raise ValueError("api_key must be printable ASCII without blanks, as a bearer token is")
        for fault in self.faults:
            if not isinstance(fault, Fault):
                raise TypeError(f"faults must hold Fault, as FAULTS does and fault(id) gives, not {fault!r}")
        self.journal = Journal() if journal is None else journal
        self.presses = Journal()
        self._state = state or State()
        self._clock = clock
        self._steps_by_operation: dict[str, Any] = {}
        self._lock = threading.Lock()

    @classmethod
    def sample(cls, **options: Any) -> "FakeTenant":
        """60 cases. Case 1 has what the documentation shows, case 2 has 1,203 actions and 60 tasks, the others none."""
        return cls(state=sample_state(), **options)

    @property
    def state(self) -> State:
        """What it holds now; a tenant can be made of it."""
        return self._state

    def add(self, path: str, /, **fields: Any) -> Item:
        """Add an item to the list at a path: `fake.add("/api/v2/cases/1/tasks", description="Call the user")`.

        What is not given is made up, and so is the case where it is missing. Raises TypeError for a property that no
        item has, ValueError for an id that is none or exists.
        """
        (item,) = self.add_many(path, [fields])
        return item

    def add_many(self, path: str, items: Iterable[Mapping[str, Any]]) -> list[Item]:
        """Add items to the list at a path as `add` does, all or none of them."""
        with self._lock:
            self._state, added = with_new_items(self._state, collection_at(path), items)
        return added

    def items(self, path: str) -> list[Item]:
        """The items of the list at a path as they are stored, in the order of their ids."""
        return list(self._state.items(collection_at(path)))

    def add_case(self, case_id: int | None = None, **fields: Any) -> Item:
        """Add a case. Of one that exists, the fields that are given change, and nothing else."""
        with self._lock:
            self._state, case = with_item(self._state, collection_at(CASES), case_id, fields)
        return case

    def add_action(self, case_id: int, **fields: Any) -> Item:
        """Add an action to a case."""
        return self.add(f"{CASES}/{case_id}/actions", **fields)

    def add_task(self, case_id: int, **fields: Any) -> Item:
        """Add a task to a case."""
        return self.add(f"{CASES}/{case_id}/tasks", **fields)

    def add_story(self, name: str, emoji: str | None, url: str, *, page_emoji: str | None = None) -> None:
        """Add a story with the URL of its webhook or page: actions that are given this URL say whose it is."""
        with self._lock:
            self._state = self._state.with_story(url, Story(name, emoji, page_emoji))

    def respond(self, request: Request) -> Response:
        """Respond to a request, and note it in the journal."""
        # One at a time: what two writers do at once is what they would do one after the other, in the journal's order.
        with self._lock:
            if len(request.body) > self.largest_body:
                request = evolve(request, body=b"")
                response = error_response(413, "The body is too large", self.quirks.error_body)
            else:
                self._state, response = self._respond(request, self._state)
            self.journal.add(Exchange(request=request, response=response))
        return response

    answer = respond
    """The older name."""

    def _respond(self, request: Request, state: State) -> tuple[State, Response]:
        found = operations_at(request.path)
        if not found:
            return state, error_response(404, "Not found", self.quirks.error_body)
        for operation, arguments in found:
            if operation.method == request.method:
                return self._respond_as(operation, request, arguments, state)
        return state, error_response(self.quirks.other_method, "Method not allowed", self.quirks.error_body)

    def _respond_as(
        self, operation: Operation, request: Request, arguments: Mapping[str, str], state: State
    ) -> tuple[State, Response]:
        context = RequestContext(
            request=request,
            operation=operation,
            arguments=arguments,
            quirks=self.quirks,
            now=max(self._clock().replace(microsecond=0), state.moment + _TICK),
            resource=resource_for(operation),
        )
        steps = self._steps(operation)
        after, response = responder_of(operation).respond(state, context, steps)
        return after, self._with_charset(steps.response(request, response))

    def _with_charset(self, response: Response) -> Response:
        """The response with the charset of its JSON, where this tenant names it."""
        if not self.quirks.charset or response.headers.get("content-type") != "application/json":
            return response
        return evolve(response, headers={**response.headers, "content-type": "application/json; charset=utf-8"})

    def _steps(self, operation: Operation) -> Any:
        """The steps of an operation, made once: a fault may count its turns."""
        name = operation.name
        if name not in self._steps_by_operation:
            changes = [fault.change for fault in self.faults if fault.operation == name]
            conforming = responder_of(operation).conforming_steps(operation)
            self._steps_by_operation[name] = functools.reduce(lambda steps, change: change(steps), changes, conforming)
        return self._steps_by_operation[name]

    def press(
        self,
        case_id: int,
        action_id: int,
        *,
        to: "Receiver | None" = None,
        user: Mapping[str, Any] | None = None,
        clicks: int = 1,
        sent_by: Literal["browser", "tenant"] = "browser",
    ) -> list[Response]:
        """Click the button of a webhook action; returns the response to each click.

        to: a URL, or an ASGI or WSGI application, which is called without a socket, under the action's URL; by default
        the press goes to the action's URL. user: what the press says of who clicked. clicks: two for a double click,
        which sends the same twice. sent_by: a browser asks first, with OPTIONS, where the URL is not the tenant's;
        which of the two sends it is not documented.

        What the press holds follows from the quirks (`optional_fields`, `unknown_fields`) and from the case. `presses`
        has all requests. An exception in an application passes through; what it leaves running when it has responded
        and returned is cancelled. In an async test, call this in a thread.

        Raises PreflightRefusedError where a browser would send nothing, LookupError where there is no such action, and
        ValueError for one that sends nothing.
        """
        from tines_fake.press import press_of
        from tines_fake.press_sending import send_press

        pressed = press_of(self.state, case_id, action_id, user, self.quirks)
        origin = self.origin if sent_by == "browser" else None
        return send_press(pressed, to, origin, clicks, self.presses)

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
