"""SIGTERM and SIGHUP end a command as Ctrl-C does: with an exception, so that what is done and what is left is said."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from tines_cli.streams import say


class SignalError(KeyboardInterrupt):
    """A signal asks to end."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.number = number


@contextmanager
def interruptible() -> Iterator[None]:
    """Have these signals raise in the main thread, for as long as this lasts."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    # Who ignores a signal, as nohup does, is not asked again.
    before = {number: signal.getsignal(number) for number in numbers if signal.getsignal(number) is signal.SIG_DFL}
    try:
        for number in before:
            signal.signal(number, _raise)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def in_doubt_if_interrupted(write: str) -> Iterator[None]:
    """Say of a write that is interrupted that nobody knows whether it was done."""
    try:
        yield
    except KeyboardInterrupt:
        say(f"interrupted: {write}, or not")
        raise


def _raise(number: int, _: FrameType | None) -> None:
    raise SignalError(number)
