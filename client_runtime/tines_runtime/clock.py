"""What time it is for a client, and how a wait passes: the machine's time, or that of a tenant in this process.

A fake tenant may keep a clock that tests advance. Waits between retries, paces and timeouts of its clients run on it.
"""

import contextlib
import time
from typing import TYPE_CHECKING, Any, Protocol

import anyio

if TYPE_CHECKING:
    import datetime


class Clock(Protocol):
    """monotonic: seconds, for durations. sleep: lets so many seconds pass, without waiting for them.

    in_call: as long as it lasts, time passes only for what the call of this thread sleeps itself.
    """

    def now(self) -> "datetime.datetime": ...
    def monotonic(self) -> float: ...
    def sleep(self, seconds: float) -> None: ...
    async def sleep_async(self, seconds: float) -> None: ...
    def in_call(self) -> contextlib.AbstractContextManager[None]: ...


def clock_of(transport: Any) -> Clock | None:
    """The clock of a transport that has one of its own; None stands for the machine's."""
    # Asked of the class: a mock has whatever it is asked for.
    found: Clock | None = transport.tines_clock if hasattr(type(transport), "tines_clock") else None
    return found


def now(clock: Clock | None) -> float:
    """Seconds, for durations."""
    return time.monotonic() if clock is None else clock.monotonic()


def timestamp(clock: Clock | None) -> float:
    """The date and time, as seconds since 1970."""
    return time.time() if clock is None else clock.now().timestamp()


async def sleep_async(clock: Clock | None, seconds: float) -> None:
    """Wait in a task."""
    await (anyio.sleep(seconds) if clock is None else clock.sleep_async(seconds))
