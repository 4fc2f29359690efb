"""Signals that end a run: the first one ends it, and what it has made is removed; a second one ends that, too.

Signals are a matter of the whole process, and so is what is known of them here.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from attrs import define

from tines_contract.transport.obstacles import ExitCode, Obstacle

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


class SignalError(KeyboardInterrupt):
    """A signal asks to end the run."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.number = number


@define
class _State:
    """first: the signal that ends the run. waiting: whether one has not ended anything yet. held: whether a write is
    under way.
    """

    first: int = 0
    waiting: bool = False
    held: bool = False


_state = _State()


@contextmanager
def interruptible() -> Iterator[None]:
    """Have signals raise SignalError in the main thread, for as long as the context lasts."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    nohup = getattr(signal, "SIGHUP", None)
    before = {number: signal.getsignal(number) for number in numbers}
    # What nohup has ignored stays so.
    handled = [number for number in numbers if number != nohup or before[number] is not signal.SIG_IGN]
    _state.first, _state.waiting, _state.held = 0, False, False
    try:
        for number in handled:
            signal.signal(number, _handle)
        yield
    finally:
        for number in handled:
            signal.signal(number, before[number] or signal.SIG_DFL)
        _state.waiting = False


def _handle(number: int, _: FrameType | None) -> None:
    again = _state.waiting
    _state.first, _state.waiting = _state.first or number, True
    if again or not _state.held:
        raise SignalError(_state.first)


def check() -> None:
    """Raise for a signal that came while a write was under way, or whose exception somebody has swallowed."""
    if _state.waiting:
        raise SignalError(_state.first)


def acknowledge() -> None:
    """What the signal asks for is being done: the next one is another."""
    _state.waiting = False


@contextmanager
def held() -> Iterator[None]:
    """Have a signal wait for a write that is under way; a second one does not wait."""
    _state.held = True
    try:
        yield
    finally:
        _state.held = False
    check()


def obstacle_of(error: KeyboardInterrupt) -> Obstacle:
    """Why a run that was interrupted judges nothing."""
    number = error.number if isinstance(error, SignalError) else signal.SIGINT
    return Obstacle(ExitCode(128 + number), f"interrupted by {signal.Signals(number).name}: nothing is judged")
