"""How many random sequences of writes a run sends."""

from attrs import frozen

_USUAL_PER_STEP = 5
_MOST_PER_STEP = 12
"""Requests of a step: a write, what it wrote, the list twice, and its share of the removal."""


@frozen
class Extent:
    """How many sequences, of how many steps at most, and whether what is found is made smaller by trying it again."""

    sequences: int
    steps: int
    shrinks: bool

    @property
    def usual_requests(self) -> int:
        """How many it takes, where nothing is found."""
        return self.sequences * self.steps * _USUAL_PER_STEP

    @property
    def most_requests(self) -> int:
        return self.sequences * self.steps * _MOST_PER_STEP
