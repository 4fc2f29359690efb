"""Sends what a plan asks, and keeps what was seen."""

from collections.abc import Generator
from typing import TypeVar

from tines_contract.observation import Asked, Observation
from tines_contract.obstacles import watch
from tines_contract.pacing import Pacer
from tines_fake import Exchange, Response

T = TypeVar("T")


class Session:
    """One run of requests over a pacer. seen: all of them, in order. wrote: whether one was sent that may write."""

    def __init__(self, pacer: Pacer) -> None:
        self._pacer = pacer
        self.seen: list[Observation] = []
        self.wrote = False

    def send(self, asked: Asked) -> Observation:
        """Send one request. Raises UnreachableError, RateLimitedError, ObstructedError."""
        self.wrote = self.wrote or asked.request.method != "GET"
        if asked.wait:
            self._pacer.wait(asked.wait, "two writes within a second could not be told apart")
        response = self._pacer.send(asked.request)
        seen = Observation(Exchange(request=asked.request, response=response), asked.purpose, asked.wait)
        self.seen.append(seen)
        watch(seen)
        return seen

    def run(self, steps: Generator[Asked, Response, T]) -> T:
        """Send all that the steps ask, each with the answer to the one before; what they come to."""
        try:
            asked = next(steps)
            while True:
                asked = steps.send(self.send(asked).response)
        except StopIteration as end:
            result: T = end.value
            return result
