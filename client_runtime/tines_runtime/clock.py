"""What time it is for a client, and how a wait passes: the machine's time, or that of a tenant in this process.

A fake tenant may keep a clock that tests advance. Waits between retries, paces and timeouts of its clients run on it.
"""

import time
from typing import Any, Protocol


class Clock(Protocol):
    """monotonic: seconds, for durations. sleep: lets so many seconds pass, without waiting for them."""

    def monotonic(self) -> float: ...
    def sleep(self, seconds: float) -> None: ...


def clock_of(transport: Any) -> Clock | None:
    """The clock of a transport that has one of its own; None stands for the machine's."""
    # Asked of the class: a mock has whatever it is asked for.
    found: Clock | None = transport.tines_clock if hasattr(type(transport), "tines_clock") else None
    return found


def now(clock: Clock | None) -> float:
    """Seconds, for durations."""
    return time.monotonic() if clock is None else clock.monotonic()
