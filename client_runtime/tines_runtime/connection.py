"""A client's connection to its tenant: the two drivers that run a call, blocking and async.

Both hold the same `Options`, do what `call_steps` yields, and no more: a rule belongs in `call_steps.py` or `retry.py`.
"""

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import anyio

from tines_runtime.abandoned import batch_of_this_call
from tines_runtime.attempt import attempt, attempt_async
from tines_runtime.call import Call
from tines_runtime.call_steps import CallSteps, Outcome, Send, call_steps
from tines_runtime.clock import Clock, clock_of
from tines_runtime.deadline import Deadline
from tines_runtime.error_from_response import locate
from tines_runtime.errors import ConfigurationError, DecodeError
from tines_runtime.in_process import tenant_at
from tines_runtime.network_options import NetworkOptions
from tines_runtime.options import KEEP, Keep, Options
from tines_runtime.outcome import Failure, value_or_raise
from tines_runtime.pace import Pace, Turn
from tines_runtime.per_process import PerProcess
from tines_runtime.retry import RetryPolicy, Wait
from tines_runtime.secret import Secret
from tines_runtime.sender import AsyncSender, Destination, Sender
from tines_runtime.transport import AsyncTransport, Senders, Transport, open_async_senders, open_senders

T = TypeVar("T")
S = TypeVar("S")


class SharedTransport(Generic[S]):
    """What siblings share: where calls go, what sends them, and whether it is closed."""

    def __init__(self, destination: Destination, senders: Senders[S], pace: Pace, clock: Clock | None) -> None:
        self.destination = destination
        self.senders = senders
        self.clock = clock
        self.pace = pace
        self.closed = False
        self._closing = PerProcess(threading.Event)

    def check_open(self) -> None:
        if self.closed:
            raise ConfigurationError("the client is closed: make another one")
        batch = batch_of_this_call.get()
        if batch is not None:
            batch.check()

    def sleep(self, seconds: float) -> None:
        """Wait, but no longer than until the client is closed, or nobody waits for the call."""
        batch, closing = batch_of_this_call.get(), self._closing.get()
        if self.clock is not None:
            self.clock.sleep(seconds)
        elif batch is not None:
            batch.sleep(seconds, closing)
        elif not self.closed:
            closing.wait(seconds)

    async def sleep_async(self, seconds: float) -> None:
        if self.clock is not None:
            self.clock.sleep(seconds)
        await anyio.sleep(seconds if self.clock is None else 0)

    def turn(self) -> Turn:
        """Take the next turn of the client's own pace."""
        return self.pace.turn(self.clock)

    def note_closed(self) -> list[S]:
        """What is to be closed: nothing, the second time."""
        first, self.closed = not self.closed, True
        self._closing.get().set()
        return self.senders.made() if first else []

    def begin(self, call: Call[Any], options: Options, allows: Callable[[Wait], bool]) -> CallSteps:
        self.check_open()
        return call_steps(call, self.destination.tenant.key, options, allows)


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
        local = tenant_at(destination.tenant.origin) if transport is None else None
        if local is not None and (own := local.transport()) is not None:
            transport, network = own, NetworkOptions()
        senders = open_senders(destination, transport, network)
        return cls(SharedTransport(destination, senders, pace, clock_of(local or transport)), options)

    @property
    def origin(self) -> str:
        return self._shared.destination.tenant.origin

    def sibling(self, timeout: float | Keep | None, retry: RetryPolicy | Keep) -> "Connection":
        """Other options on the same line."""
        return Connection(self._shared, self._options.changed(timeout, retry))

    def call(self, call: Call[T], timeout: float | Keep | None = KEEP) -> T:
        """Make the call, within its timeout; raises a TinesError."""
        options = self._options if timeout is KEEP else self._options.changed(timeout, KEEP)
        self._take_turn()
        deadline = Deadline(options.timeout, self._shared.clock)
        outcome = self._made(call, deadline, deadline.allows)
        return value_or_raise(outcome)

    def page(self, call: Call[T]) -> T | Failure:
        """What comes of a call that is one of many: its timeout does not count what the tenant asks to wait."""
        self._take_turn()
        deadline = Deadline(self._options.timeout, self._shared.clock)
        return self._made(call, deadline, deadline.spares)

    def _made(self, call: Call[T], deadline: Deadline, allows: Callable[[Wait], bool]) -> T | Failure:
        steps = self._shared.begin(call, self._options, allows)
        outcome: Outcome | None = None
        while True:
            try:
                step = steps.send(outcome)
            except StopIteration as end:
                return _ended(call, end.value, self._shared.destination.tenant.key)
            outcome = self._do(step, call, deadline)

    def _do(self, step: Send | Wait, call: Call[Any], deadline: Deadline) -> Outcome | None:
        if isinstance(step, Wait):
            # Closing the client ends the wait; whether it has is looked at before anything is sent.
            self._shared.sleep(step.seconds)
            self._take_turn()
            return None
        self._shared.check_open()
        return attempt(self._shared.senders.current(), call, deadline, self._options.max_body)

    def _take_turn(self) -> None:
        """Wait for the next turn of the client's own pace, which counts against no timeout but that of a retry."""
        turn = self._shared.turn()
        if not turn.seconds:
            return
        try:
            self._shared.sleep(turn.seconds)
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
        local = tenant_at(destination.tenant.origin) if transport is None else None
        if local is not None and (own := local.async_transport()) is not None:
            transport, network = own, NetworkOptions()
        senders = open_async_senders(destination, transport, network)
        return cls(SharedTransport(destination, senders, pace, clock_of(local or transport)), options)

    @property
    def origin(self) -> str:
        return self._shared.destination.tenant.origin

    def sibling(self, timeout: float | Keep | None, retry: RetryPolicy | Keep) -> "AsyncConnection":
        """Other options on the same line."""
        return AsyncConnection(self._shared, self._options.changed(timeout, retry))

    async def call(self, call: Call[T], timeout: float | Keep | None = KEEP) -> T:  # noqa: ASYNC109 - as the SDK's
        """Make the call, within its timeout; raises a TinesError."""
        options = self._options if timeout is KEEP else self._options.changed(timeout, KEEP)
        await self._take_turn()
        deadline = Deadline(options.timeout, self._shared.clock)
        outcome = await self._made(call, deadline, deadline.allows)
        return value_or_raise(outcome)

    async def page(self, call: Call[T]) -> T | Failure:
        """What comes of a call that is one of many: its timeout does not count what the tenant asks to wait."""
        await self._take_turn()
        deadline = Deadline(self._options.timeout, self._shared.clock)
        return await self._made(call, deadline, deadline.spares)

    async def _made(self, call: Call[T], deadline: Deadline, allows: Callable[[Wait], bool]) -> T | Failure:
        steps = self._shared.begin(call, self._options, allows)
        outcome: Outcome | None = None
        while True:
            try:
                step = steps.send(outcome)
            except StopIteration as end:
                return _ended(call, end.value, self._shared.destination.tenant.key)
            outcome = await self._do(step, call, deadline)

    async def _do(self, step: Send | Wait, call: Call[Any], deadline: Deadline) -> Outcome | None:
        if isinstance(step, Wait):
            await self._shared.sleep_async(step.seconds)
            await self._take_turn()
            return None
        self._shared.check_open()
        return await attempt_async(self._shared.senders.current(), call, deadline, self._options.max_body)

    async def _take_turn(self) -> None:
        """As `Connection._take_turn`."""
        turn = self._shared.turn()
        if not turn.seconds:
            return
        try:
            await self._shared.sleep_async(turn.seconds)
        except BaseException:
            self._shared.pace.give_back(turn)
            raise

    async def close(self) -> None:
        for sender in self._shared.note_closed():
            await sender.close()
