"""Sends the probes of a run, and keeps what was seen."""

from collections.abc import Generator
from typing import TypeVar

from tines_contract.evidence.observation import Observation
from tines_contract.probes.probe import NOT_SENT, Probe
from tines_contract.transport.obstacles import watch
from tines_contract.transport.pacing import Pacer
from tines_fake import Exchange, Response

T = TypeVar("T")


class Session:
    """One run of requests over a pacer.

    observations: all of them, in order, but for writes that were withheld.
    """

    def __init__(self, pacer: Pacer) -> None:
        self._pacer = pacer
        self.observations: list[Observation] = []

    def send(self, probe: Probe) -> Observation:
        """Send one request. Raises UnreachableError, RateLimitedError, ObstructedError."""
        if probe.room > 1:
            self._pacer.make_room(probe.room)
        if probe.wait:
            self._pacer.wait(probe.wait, "two writes within a second may have the same timestamp")
        response = self._pacer.send(probe.request)
        seen = Observation(Exchange(request=probe.request, response=response), probe.purpose, probe.wait)
        if response is NOT_SENT:
            return seen
        self.observations.append(seen)
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
