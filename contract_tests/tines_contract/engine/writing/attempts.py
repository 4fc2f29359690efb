"""All writes of a run, sent once: what was seen, and whether the tenant was there to the end."""

import functools
from collections.abc import Callable, Sequence

from attrs import frozen

from tines_contract.evidence.evidence import Evidence
from tines_contract.evidence.observation import Observation
from tines_contract.promises.exit_code import ExitCode
from tines_contract.transport.obstacles import Obstacle

MOST_ATTEMPTS = 3
"""How often all is written until the tenant is there all the time."""


@frozen(eq=False)
class Attempt:
    """One run of writes.

    cut_short: why it did not come to its end. absences: how often the tenant was away for a moment.
    spoiled: whether something is left of it, so that once more would not be the same.
    """

    seen: Sequence[Observation]
    cut_short: Obstacle | None = None
    absences: int = 0
    spoiled: bool = False

    @functools.cached_property
    def unanswered(self) -> list[tuple[int, int]]:
        """The writes that got 502, 503 or 504, each as its number among all, with the status."""
        writes = [one for one in self.seen if one.operation is not None and one.operation.writes]
        return [(index, one.response.status) for index, one in enumerate(writes) if one.is_unanswered]

    @property
    def is_whole(self) -> bool:
        """Whether it came to its end, and each write has a response of the tenant."""
        return self.cut_short is None and not self.unanswered

    def is_like(self, other: "Attempt") -> bool:
        """Whether the very same writes, and no other request, got no response of the tenant in both."""
        steady = not (self.absences or other.absences or self.cut_short or other.cut_short)
        return steady and bool(self.unanswered) and self.unanswered == other.unanswered

    @functools.cached_property
    def evidence(self) -> Evidence:
        return Evidence(self.seen)

    @functools.cached_property
    def before_outage(self) -> Evidence:
        """What was seen until a write got no response of the tenant: what is read after it may be of another state."""
        for index, one in enumerate(self.seen):
            if one.operation is not None and one.operation.writes and one.is_unanswered:
                return Evidence(self.seen[:index])
        return self.evidence


@frozen(eq=False)
class Attempts:
    """All attempts, in order. judged: the one to judge by. is_settled: whether it is whole, or as good."""

    made: Sequence[Attempt]
    judged: Attempt
    is_settled: bool

    @property
    def evidence(self) -> Evidence:
        return self.judged.evidence if self.is_settled else self.judged.before_outage

    @property
    def obstacle(self) -> Obstacle | None:
        """Why not all could be written."""
        if self.is_settled:
            return None
        why = "the tenant responded with 502, 503 or 504 to a write, each time to another one"
        return self.judged.cut_short or Obstacle(ExitCode.UNREACHABLE, why)


def attempts(write: Callable[[], Attempt]) -> Attempts:
    """Write until the tenant was there all the time, or until it never is for the very same writes."""
    made: list[Attempt] = []
    while len(made) < MOST_ATTEMPTS:
        made.append(write())
        last = made[-1]
        if last.is_whole or any(last.is_like(before) for before in made[:-1]):
            return Attempts(made, last, is_settled=True)
        if last.spoiled or (last.cut_short is not None and last.cut_short.code is not ExitCode.UNREACHABLE):
            break
    return Attempts(made, max(made, key=lambda one: len(one.before_outage.observations)), is_settled=False)
