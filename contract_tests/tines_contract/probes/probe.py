"""A request to be sent, with the reason for it, and which of them a run sends."""

from collections.abc import Generator, Mapping
from typing import TypeVar

from attrs import frozen

from tines_contract.probes.purpose import Purpose
from tines_fake import Request, Response
from tines_spec import operation_at


@frozen
class Probe:
    """A request to be sent, and why. wait: seconds to wait before. burst: with how many right after one another."""

    request: Request
    purpose: Purpose
    wait: float = 0.0
    burst: int = 1


NOT_SENT = Response(status=0)
"""What is shown in the place of a response where a write was withheld: reading has not shown that it harms nobody."""


Probes = Generator[Probe, Response, None]
"""Yields probes, and is sent the response to each."""


T = TypeVar("T")
Steps = Generator[Probe, Response, T]

_BY_ITSELF = (Purpose.DEFAULT, Purpose.DEFAULT_AGAIN, Purpose.READ, Purpose.NOWHERE)
_MEANT = (Purpose.WRITE, Purpose.UNSPECIFIED, Purpose.SERVER_OWNED, Purpose.SEED, Purpose.CLEANUP)


@frozen
class Needed:
    """The operations that are judged, each with the purposes that takes; None is everything."""

    purposes: Mapping[str, frozenset[Purpose]] | None = None

    def includes(self, operation: str, *purposes: Purpose) -> bool:
        """Whether an operation is judged, and by probes of these purposes."""
        if self.purposes is None:
            return True
        return operation in self.purposes and self.purposes[operation].issuperset(purposes)

    def has(self, probe: Probe) -> bool:
        """Whether a probe is needed."""
        operation = operation_at(probe.request.method, probe.request.path)
        if operation is None:
            return True
        if probe.purpose in (_MEANT if operation.writes else _BY_ITSELF):
            return operation.writes or self.includes(operation.name)
        return self.includes(operation.name, probe.purpose)

    def of_reads(self, steps: Steps[T]) -> Steps[T]:
        """The steps, of which those that are not needed are not sent."""
        return self._only(steps, writes_alone=False)

    def of_writes(self, steps: Steps[T]) -> Steps[T]:
        """The same, for steps that write: what is read in between is read all the same."""
        return self._only(steps, writes_alone=True)

    def _only(self, steps: Steps[T], *, writes_alone: bool) -> Steps[T]:
        try:
            probe = next(steps)
            while True:
                passes = (writes_alone and probe.request.method == "GET") or self.has(probe)
                probe = steps.send((yield probe) if passes else NOT_SENT)
        except StopIteration as end:
            result: T = end.value
            return result
