"""Sends the probes of a part of a run, and keeps what was seen."""

from collections.abc import Callable, Generator
from typing import TypeVar

from tines_contract.evidence.observation import Observation
from tines_contract.probes.probe import NOT_SENT, Probe
from tines_contract.transport.obstacles import watch
from tines_contract.transport.targets import Sender
from tines_fake import Response

T = TypeVar("T")


class Session:
    """The first sender of a chain. saw: is called with each observation, and how many seconds it took.

    observations: all of them, in order, but for writes that were withheld.
    """

    def __init__(self, sender: Sender, clock: Callable[[], float], saw: Callable[[Observation, float], None]) -> None:
        self._sender = sender
        self._clock = clock
        self._saw = saw
        self.observations: list[Observation] = []

    def send(self, probe: Probe) -> Observation:
        """Send one request. Raises CutShortError, ObstructedError."""
        begun = self._clock()
        seen = self._sender.send(probe)
        if seen.response is not NOT_SENT:
            self.observations.append(seen)
            self._saw(seen, self._clock() - begun)
            watch(seen)
        return seen

    def run(self, steps: Generator[Probe, Response, T]) -> T:
        """Send all probes, each with the response to the one before; what they come to."""
        try:
            probe = next(steps)
            while True:
                probe = steps.send(self.send(probe).response)
        except StopIteration as end:
            result: T = end.value
            return result
