"""A client's connection to its tenant: the two drivers that run a call, blocking and async.

Both hold the same `Options`, do what `call_steps` yields, and no more: a rule belongs in `call_steps.py` or `retry.py`.
"""

import functools
import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from tines_runtime.abandoned import batch_of_this_call
from tines_runtime.attempt import attempt, attempt_async
from tines_runtime.call import Call
from tines_runtime.call_steps import CallSteps, Outcome, Send, call_steps
from tines_runtime.clock import Clock, clock_of, in_call, sleep_async
from tines_runtime.deadline import Deadline
from tines_runtime.error_from_response import locate
from tines_runtime.errors import ConfigurationError, DecodeError
from tines_runtime.in_process import LocalTenant
from tines_runtime.network_options import NetworkOptions
from tines_runtime.options import KEEP, Keep, Options
from tines_runtime.pace import Pace
from tines_runtime.per_process import PerProcess
from tines_runtime.response import Failure, value_or_raise
from tines_runtime.retry import RetryPolicy, Wait
from tines_runtime.secret import Secret
from tines_runtime.sender import AsyncSender, Destination, Sender
from tines_runtime.transport import AsyncTransport, Senders, Transport, open_async_senders, open_senders

T = TypeVar("T")
S = TypeVar("S")
Allows = Callable[[Deadline, Wait], bool]


class SharedTransport(Generic[S]):
    """What siblings share: where calls go, what sends them, and whether it is closed."""

    def __init__(self, destination: Destination, senders: Senders[S], pace: Pace, clock: Clock | None) -> None:
        self.destination = destination
        self.senders = senders
        self._clock = clock
        self.pace = pace
        self.closed = False
        self._closing = PerProcess(threading.Event)
        self.sender(self.local())  # options that make no sense raise now

    def local(self) -> LocalTenant | None:
        """The tenant of this process that a call is for from its beginning to its end, or None."""
        return self.senders.local(self.destination.tenant)

    def clock(self, local: LocalTenant | None) -> Clock | None:
        return self._clock if local is None else local.tines_clock

    def sender(self, local: LocalTenant | None) -> S:
        is_elsewhere = local is None or (local.is_served and local.origin == self.destination.tenant.origin)
        return self.senders.current(None if is_elsewhere else local)

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

    def note_closed(self) -> list[S]:
        """What is to be closed: nothing, the second time."""
        first, self.closed = not self.closed, True
        self._closing.get().set()
        return self.senders.made() if first else []

    def begin(
        self, call: Call[Any], options: Options, allows: Callable[[Wait], bool], clock: Clock | None
    ) -> CallSteps:
        self.check_open()
        return call_steps(call, self.destination.tenant.key, options, allows, clock)


def _ended(call: Call[T], outcome: Outcome, key: Secret) -> T | Failure:
    if isinstance(outcome, Failure):
        return outcome
    value = call.read(outcome, key.shown)
    if isinstance(value, Failure) and isinstance(value.error, DecodeError):
        locate(value.error, call, outcome, key)
    return value


class Connection:
    """The blocking driver. Threads may share it."""

    def __init__(self, shared: SharedTransport[Sender], options: Options) -> None:
        self._shared = shared
        self._options = options

    @classmethod
    def open(
        cls,
        destination: Destination,
        options: Options,
        transport: Transport | None,
        network: NetworkOptions,
        pace: Pace,
    ) -> "Connection":
        senders = open_senders(destination, transport, network)
        return cls(SharedTransport(destination, senders, pace, clock_of(transport)), options)

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
        return value_or_raise(outcome)

    def page(self, call: Call[T]) -> T | Failure:
        """What comes of a call that is one of many: its timeout does not count what the tenant asks to wait."""
        return self._made(call, self._options, Deadline.spares)

    def _made(self, call: Call[T], options: Options, allows: Allows) -> T | Failure:
        local = self._shared.local()
        clock = self._shared.clock(local)
        with in_call(clock):
            self._take_turn(clock)
            return self._sent(call, local, Deadline(options.timeout, clock), allows)

    def _sent(self, call: Call[T], local: LocalTenant | None, deadline: Deadline, allows: Allows) -> T | Failure:
        steps = self._shared.begin(call, self._options, functools.partial(allows, deadline), deadline.clock)
        outcome: Outcome | None = None
        while True:
            try:
                step = steps.send(outcome)
            except StopIteration as end:
                return _ended(call, end.value, self._shared.destination.tenant.key)
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
        turn = self._shared.pace.turn(clock)
        if not turn.seconds:
            return
        try:
            self._shared.sleep(turn.seconds, clock)
        except BaseException:
            self._shared.pace.give_back(turn)
            raise

    def close(self) -> None:
        for sender in self._shared.note_closed():
            sender.close()


class AsyncConnection:
    """The async driver, for asyncio and trio."""

    def __init__(self, shared: SharedTransport[AsyncSender], options: Options) -> None:
        self._shared = shared
        self._options = options

    @classmethod
    def open(
        cls,
        destination: Destination,
        options: Options,
        transport: AsyncTransport | None,
        network: NetworkOptions,
        pace: Pace,
    ) -> "AsyncConnection":
        senders = open_async_senders(destination, transport, network)
        return cls(SharedTransport(destination, senders, pace, clock_of(transport)), options)

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
        return value_or_raise(outcome)

    async def page(self, call: Call[T]) -> T | Failure:
        """What comes of a call that is one of many: its timeout does not count what the tenant asks to wait."""
        return await self._made(call, self._options, Deadline.spares)

    async def _made(self, call: Call[T], options: Options, allows: Allows) -> T | Failure:
        local = self._shared.local()
        clock = self._shared.clock(local)
        await self._take_turn(clock)
        deadline = Deadline(options.timeout, clock)
        steps = self._shared.begin(call, self._options, functools.partial(allows, deadline), clock)
        outcome: Outcome | None = None
        while True:
            try:
                step = steps.send(outcome)
            except StopIteration as end:
                return _ended(call, end.value, self._shared.destination.tenant.key)
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
        turn = self._shared.pace.turn(clock)
        if not turn.seconds:
            return
        try:
            await sleep_async(clock, turn.seconds)
        except BaseException:
            self._shared.pace.give_back(turn)
            raise

    async def close(self) -> None:
        for sender in self._shared.note_closed():
            await sender.close()
