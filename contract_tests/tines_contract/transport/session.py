"""Sends the probes of a run, and keeps what was seen."""

from collections.abc import Callable, Generator
from typing import TypeVar

from tines_contract.evidence.observation import Observation
from tines_contract.probes.probe import NOT_SENT, Probe, Purpose
from tines_contract.promises.exit_code import ExitCode
from tines_contract.transport.obstacles import CutShortError, Obstacle, watch
from tines_contract.transport.pacing import OutOfRequestsError, OutOfTimeError, Pacer, RateLimitedError
from tines_contract.transport.targets import UnreachableError, UnreadableError
from tines_fake import Exchange, Response

T = TypeVar("T")
_SAME_SECOND = "two writes within a second may have the same timestamp"
_LAGS = "what was deleted is still shown"


class Session:
    """One run of requests over a pacer.

    observations: all of them, in order, but for writes that were withheld. also_seen_by: is called with each.
    """

    def __init__(self, pacer: Pacer, also_seen_by: Callable[[Observation], None] | None = None) -> None:
        self._pacer = pacer
        self._also_seen_by = also_seen_by
        self.observations: list[Observation] = []

    def send(self, probe: Probe) -> Observation:
        """Send one request. Raises CutShortError, ObstructedError."""
        begun = self._pacer.clock()
        response = self._response(probe)
        seen = Observation(Exchange(request=probe.request, response=response), probe.purpose, probe.wait)
        if response is NOT_SENT:
            return seen
        self.observations.append(seen)
        self._pacer.survey.add(seen, self._pacer.clock() - begun)
        if self._also_seen_by is not None:
            self._also_seen_by(seen)
        watch(seen)
        return seen

    def _response(self, probe: Probe) -> Response:
        # To remove what is ours may be tried until it is gone.
        repeatable = probe.request.method == "GET" or probe.purpose is Purpose.CLEANUP
        try:
            if probe.burst > 1:
                self._pacer.make_room(probe.burst)
            if probe.wait:
                self._pacer.wait(probe.wait, _LAGS if probe.purpose is Purpose.CLEANUP else _SAME_SECOND)
            return self._pacer.send(probe.request, repeatable=repeatable)
        except UnreadableError as error:
            raise CutShortError(Obstacle(ExitCode.UNJUDGED, str(error))) from None
        except UnreachableError as error:
            raise CutShortError(Obstacle(ExitCode.UNREACHABLE, str(error))) from None
        except RateLimitedError as error:
            raise CutShortError(Obstacle(ExitCode.RATE_LIMITED, f"{error}: try again later")) from None
        except (OutOfTimeError, OutOfRequestsError) as error:
            raise CutShortError(Obstacle(ExitCode.UNJUDGED, str(error))) from None

    def run(self, steps: Generator[Probe, Response, T]) -> T:
        """Send all probes, each with the response to the one before; what they come to."""
        try:
            probe = next(steps)
            while True:
                probe = steps.send(self.send(probe).response)
        except StopIteration as end:
            result: T = end.value
            return result
