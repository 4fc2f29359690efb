"""A client's connection to its tenant: the two drivers that run a call, blocking and async.

Both hold the same `Options`, do what `call_steps` yields, and no more: a rule belongs in `call_steps.py` or `retry.py`.
"""

import contextlib
import threading
from collections.abc import Mapping
from typing import Self, TypeVar

from tines_runtime.call.filters import FiltersEncoding
from tines_runtime.call.response import Call, Failure, Outcome
from tines_runtime.call.retry import RetryPolicy, Wait
from tines_runtime.call_steps import Allows, CallSteps, call_steps
from tines_runtime.clock import Clock, sleep_async
from tines_runtime.errors import ConfigurationError
from tines_runtime.in_process import LocalTenant, tenant_for
from tines_runtime.network.attempt import attempt, attempt_async
from tines_runtime.network.connection_pool import PerProcess
from tines_runtime.network.deadline import Deadline, batch_of_this_call
from tines_runtime.network.http_library import HttpLibrary, mocked, preferred
from tines_runtime.network.sender import Opener, Sender
from tines_runtime.options import KEEP, Keep, Options, Pace
from tines_runtime.secret import SecretValue

T = TypeVar("T")
_NOTHING = contextlib.nullcontext()


class SharedTransport:
    """What siblings share: where calls go, what sends them, and whether it is closed.

    Without a transport that was given there is a sender for each library in use, and one for a tenant of this process.
    """

    def __init__(self, opener: Opener, pace: Pace | None) -> None:
        self.destination = opener.destination
        self.pace = pace
        self.closed = False
        self._opener = opener
        self._senders: dict[HttpLibrary, Sender] = {}
        self._inside: tuple[LocalTenant, Sender] | None = None
        self._closing = PerProcess(threading.Event)
        self.sender(self.local())  # options that make no sense raise now

    def local(self) -> LocalTenant | None:
        """The tenant of this process that a call is for from its beginning to its end, or None."""
        return tenant_for(self.destination.tenant) if self._opener.given is None else None

    def clock(self, local: LocalTenant | None) -> Clock | None:
        if local is not None:
            return local.tines_clock
        return None if self._opener.given is None else self._opener.given.clock

    def sender(self, local: LocalTenant | None) -> Sender:
        if local is not None and not (local.is_served and local.origin == self.destination.tenant.origin):
            last = self._inside
            if last is None or last[0] is not local:
                last = self._inside = local, self._opener.inside(local)
            return last[1]
        given = self._opener.given
        library = given.library if given is not None else mocked() or preferred()
        if library not in self._senders:
            self._senders[library] = self._opener.sender(library)
        return self._senders[library]

    def check_open(self) -> None:
        if self.closed:
            raise ConfigurationError("the client is closed: make another one")
        batch = batch_of_this_call.get()
        if batch is not None:
            batch.check()

    def sleep(self, seconds: float, clock: Clock | None) -> None:
        """Wait, but no longer than until the client is closed, or nobody waits for the call."""
        batch, closing = batch_of_this_call.get(), self._closing.get()
        if clock is not None:
            clock.sleep(seconds)
        elif batch is not None:
            batch.sleep(seconds, closing)
        elif not self.closed:
            closing.wait(seconds)

    def note_closed(self) -> list[Sender]:
        """What is to be closed: nothing, the second time."""
        first, self.closed = not self.closed, True
        self._closing.get().set()
        return list(self._senders.values()) if first else []

    def begin(self, call: Call[T], options: Options, allows: Allows, clock: Clock | None) -> CallSteps[T]:
        self.check_open()
        return call_steps(call, self.destination.tenant.key, options, allows, clock, self.pace)


class _Driver:
    def __init__(self, shared: SharedTransport, options: Options) -> None:
        self._shared = shared
        self._options = options

    @property
    def origin(self) -> str:
        return self._shared.destination.tenant.origin

    @property
    def filters_encoding(self) -> FiltersEncoding:
        """How the filters of lists are sent."""
        return self._options.filters_encoding

    def sibling(
        self,
        timeout: float | Keep | None,
        retry: RetryPolicy | Keep,
        headers: SecretValue[Mapping[str, str] | None] | None = None,
    ) -> Self:
        """Other options on the same line."""
        return type(self)(self._shared, self._options.changed(timeout, retry, headers))


class Connection(_Driver):
    """The blocking driver. Threads may share it."""

    def call(self, call: Call[T], timeout: float | Keep | None = KEEP) -> T:
        """Make the call, within its timeout; raises a TinesError."""
        options = self._options if timeout is KEEP else self._options.changed(timeout, KEEP)
        outcome = self._made(call, options, Deadline.allows)
        if isinstance(outcome, Failure):
            raise outcome.error from outcome.cause
        return outcome

    def page(self, call: Call[T]) -> T | Failure:
        """What comes of a call that is one of many: its timeout does not count what the tenant asks to wait."""
        return self._made(call, self._options, Deadline.extend_for)

    def _made(self, call: Call[T], options: Options, allows: Allows) -> T | Failure:
        shared: SharedTransport = self._shared
        outcome: Outcome | None = None
        local = shared.local()
        clock = shared.clock(local)
        steps = shared.begin(call, options, allows, clock)
        with _NOTHING if clock is None else clock.in_call():
            try:
                while True:
                    try:
                        step, outcome = steps.send(outcome), None
                    except StopIteration as end:
                        made: T | Failure = end.value
                        return made
                    if isinstance(step, Wait):
                        # Closing the client ends the wait; whether it has is looked at before anything is sent.
                        shared.sleep(step.seconds, clock)
                    else:
                        shared.check_open()
                        outcome = attempt(shared.sender(local), *step, options.max_body)
            finally:
                steps.close()  # which gives a turn back

    def close(self) -> None:
        for sender in self._shared.note_closed():
            sender.close()


class AsyncConnection(_Driver):
    """The async driver, for asyncio and trio."""

    async def call(self, call: Call[T], timeout: float | Keep | None = KEEP) -> T:  # noqa: ASYNC109 - as the SDK's
        """As `Connection.call`."""
        options = self._options if timeout is KEEP else self._options.changed(timeout, KEEP)
        outcome = await self._made(call, options, Deadline.allows)
        if isinstance(outcome, Failure):
            raise outcome.error from outcome.cause
        return outcome

    async def page(self, call: Call[T]) -> T | Failure:
        """As `Connection.page`."""
        return await self._made(call, self._options, Deadline.extend_for)

    async def _made(self, call: Call[T], options: Options, allows: Allows) -> T | Failure:
        shared: SharedTransport = self._shared
        outcome: Outcome | None = None
        local = shared.local()
        clock = shared.clock(local)
        steps = shared.begin(call, options, allows, clock)
        try:
            while True:
                try:
                    step, outcome = steps.send(outcome), None
                except StopIteration as end:
                    made: T | Failure = end.value
                    return made
                if isinstance(step, Wait):
                    await sleep_async(clock, step.seconds)
                else:
                    shared.check_open()
                    outcome = await attempt_async(shared.sender(local), *step, options.max_body)
        finally:
            steps.close()

    async def close(self) -> None:
        for sender in self._shared.note_closed():
            await sender.close_async()
