"""How far a run is: one line that is written over again on a terminal, and elsewhere a line now and then."""

import time
from collections.abc import Callable

from tines_contract.report.output import Messages
from tines_contract.report.readable import roughly
from tines_contract.transport.targets import Target
from tines_fake import Request, Response

Clock = Callable[[], float]
_BETWEEN_LINES = 60.0
_BETWEEN_UPDATES = 0.1
_CLEARED = "\r\x1b[K"


class ProgressLine:
    """Counts what is sent. total: about how many requests there will be. rate: how many a minute there may be.

    on_terminal: whether a line can be written over.
    """

    def __init__(
        self, say: Messages, total: int, rate: int | None, *, on_terminal: bool, clock: Clock = time.monotonic
    ) -> None:
        self._say, self._total, self._rate, self._on_terminal, self._clock = say, total, rate, on_terminal, clock
        self._began = self._last = clock()
        self._shown, self._sent = False, 0

    def __call__(self, message: str) -> None:
        """Say something that stays."""
        self.clear()
        self._say(message)

    def count(self) -> None:
        """One more was sent."""
        self._sent += 1
        now = self._clock()
        if now - self._last < (_BETWEEN_UPDATES if self._on_terminal else _BETWEEN_LINES):
            return
        self._last = now
        if self._on_terminal:
            self._say.write(f"{_CLEARED}{self._line(now)}")
            self._shown = True
        else:
            self._say(self._line(now))

    def clear(self) -> None:
        """Leave nothing of the line behind."""
        if self._shown:
            self._say.write(_CLEARED)
            self._shown = False

    def _line(self, now: float) -> str:
        if self._sent >= self._total:
            return f"{self._sent} requests, more than the {self._total} that were expected"
        left = self._total - self._sent
        seconds = left * max((now - self._began) / self._sent, 60 / self._rate if self._rate else 0)
        return f"{self._sent}/{self._total} requests, about {roughly(seconds)} left"


class WatchedTarget:
    """A target, each of whose requests is seen. saw: is called with each, and with its response."""

    def __init__(self, target: Target, saw: Callable[[Request, Response], None]) -> None:
        self._target = target
        self._saw = saw
        self.origin = target.origin
        self.name = target.name
        self.requests_a_minute = target.requests_a_minute

    def send(self, request: Request) -> Response:
        response = self._target.send(request)
        self._saw(request, response)
        return response
