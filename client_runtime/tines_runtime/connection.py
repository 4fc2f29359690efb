"""A client's connection to its tenant: the two drivers that run a call, blocking and async.

Both hold the same `Options`, do what `call_steps` yields, and no more: a rule belongs in `call_steps.py` or `retry.py`.
"""

import contextlib
import threading
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from tines_runtime.call.response import Call, Failure, Outcome
from tines_runtime.call.retry import RetryPolicy, Wait
from tines_runtime.call_steps import CallSteps, Send, call_steps
from tines_runtime.clock import Clock, sleep_async
from tines_runtime.errors import ConfigurationError
from tines_runtime.in_process import LocalTenant, tenant_for
from tines_runtime.network.attempt import attempt, attempt_async
from tines_runtime.network.connection_pool import PerProcess
from tines_runtime.network.deadline import Deadline, batch_of_this_call
from tines_runtime.network.http_library import HttpLibrary, mocked, preferred
from tines_runtime.network.sender import Opener, Sender
from tines_runtime.options import KEEP, Keep, Options
from tines_runtime.pace import Pace

T = TypeVar("T")
Allows = Callable[[Deadline, Wait], bool]
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

    def begin(self, call: Call[T], options: Options, allows: Allows, deadline: Deadline) -> CallSteps[T]:
        self.check_open()
        return call_steps(call, self.destination.tenant.key, options, partial(allows, deadline), deadline.clock)


class Connection:
    """The blocking driver. Threads may share it."""

    def __init__(self, shared: SharedTransport, options: Options) -> None:
        self._shared = shared
        self._options = options

    @property
    def origin(self) -> str:
        return self._shared.destination.tenant.origin

    def sibling(self, timeout: float | Keep | None, retry: RetryPolicy | Keep) -> "Connection":
        """Other options on the same line."""
        return Connection(self._shared, self._options.changed(timeout, retry))

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
        local = self._shared.local()
        clock = self._shared.clock(local)
        with _NOTHING if clock is None else clock.in_call():
            self._take_turn(clock)
            deadline = Deadline(options.timeout, clock)
            steps = self._shared.begin(call, options, allows, deadline)
            outcome: Outcome | None = None
            while True:
                try:
                    step = steps.send(outcome)
                except StopIteration as end:
                    made: T | Failure = end.value
                    return made
                outcome = self._do(step, call, local, deadline)

    def _do(self, step: Send | Wait, call: Call[Any], local: LocalTenant | None, deadline: Deadline) -> Outcome | None:
        if isinstance(step, Wait):
            # Closing the client ends the wait; whether it has is looked at before anything is sent.
            self._shared.sleep(step.seconds, deadline.clock)
            self._take_turn(deadline.clock)
            return None
        self._shared.check_open()
        return attempt(self._shared.sender(local), call, deadline, self._options.max_body)

    def _take_turn(self, clock: Clock | None) -> None:
        """Wait for the next turn of the client's own pace, which counts against no timeout but that of a retry."""
        if self._shared.pace is not None:
            with self._shared.pace.turn(clock) as seconds:
                self._shared.sleep(seconds, clock)

    def close(self) -> None:
        for sender in self._shared.note_closed():
            sender.close()


class AsyncConnection:
    """The async driver, for asyncio and trio."""

    def __init__(self, shared: SharedTransport, options: Options) -> None:
        self._shared = shared
        self._options = options

    @property
    def origin(self) -> str:
        return self._shared.destination.tenant.origin

    def sibling(self, timeout: float | Keep | None, retry: RetryPolicy | Keep) -> "AsyncConnection":
        """Other options on the same line."""
        return AsyncConnection(self._shared, self._options.changed(timeout, retry))

    async def call(self, call: Call[T], timeout: float | Keep | None = KEEP) -> T:  # noqa: ASYNC109 - as the SDK's
        """Make the call, within its timeout; raises a TinesError."""
        options = self._options if timeout is KEEP else self._options.changed(timeout, KEEP)
        outcome = await self._made(call, options, Deadline.allows)
        if isinstance(outcome, Failure):
            raise outcome.error from outcome.cause
        return outcome

    async def page(self, call: Call[T]) -> T | Failure:
        """What comes of a call that is one of many: its timeout does not count what the tenant asks to wait."""
        return await self._made(call, self._options, Deadline.extend_for)

    async def _made(self, call: Call[T], options: Options, allows: Allows) -> T | Failure:
        local = self._shared.local()
        clock = self._shared.clock(local)
        await self._take_turn(clock)
        deadline = Deadline(options.timeout, clock)
        steps = self._shared.begin(call, options, allows, deadline)
        outcome: Outcome | None = None
        while True:
            try:
                step = steps.send(outcome)
            except StopIteration as end:
                made: T | Failure = end.value
                return made
            outcome = await self._do(step, call, local, deadline)

    async def _do(
        self, step: Send | Wait, call: Call[Any], local: LocalTenant | None, deadline: Deadline
    ) -> Outcome | None:
        if isinstance(step, Wait):
            await sleep_async(deadline.clock, step.seconds)
            await self._take_turn(deadline.clock)
            return None
        self._shared.check_open()
        return await attempt_async(self._shared.sender(local), call, deadline, self._options.max_body)

    async def _take_turn(self, clock: Clock | None) -> None:
        """As `Connection._take_turn`."""
        if self._shared.pace is not None:
            with self._shared.pace.turn(clock) as seconds:
                await sleep_async(clock, seconds)

    async def close(self) -> None:
        for sender in self._shared.note_closed():
            await sender.close_async()
