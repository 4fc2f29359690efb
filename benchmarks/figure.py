"""What a figure is, and how two or more contestants are timed against each other.

A time by itself says more about the machine than about the code. So contestants take turns within one run, each round
begins with another of them, and what counts is the median of the ratios that the rounds gave.
"""

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence

from attrs import field, frozen

Times = Mapping[str, Sequence[float]]
Contestants = Mapping[str, Callable[[], object]]


@frozen
class Figure:
    """A number with its target: at least, or at most, that much; without one it is shown for comparison."""

    what: str
    values: Sequence[float]
    least: float | None = None
    most: float | None = None
    unit: str = " x"
    times: Times = field(factory=dict, repr=False)

    @property
    def value(self) -> float:
        return statistics.median(self.values)

    @property
    def spread(self) -> tuple[float, float]:
        """The quartiles."""
        if len(self.values) < 2:
            return (self.value, self.value)
        quartiles = statistics.quantiles(self.values, n=4, method="inclusive")
        return quartiles[0], quartiles[2]

    @property
    def reached(self) -> bool | None:
        if self.least is not None:
            return self.value >= self.least
        return None if self.most is None else self.value <= self.most


def timed(contestants: Contestants, rounds: int) -> Times:
    """Seconds of each contestant, round by round, after one round that is not counted."""
    for run in contestants.values():
        run()
    times: dict[str, list[float]] = {name: [] for name in contestants}
    names = list(contestants)
    for _ in range(rounds):
        for name in names:
            times[name].append(_seconds(contestants[name]))
        names.append(names.pop(0))
    return times


def _seconds(run: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def ratios(over: Sequence[float], under: Sequence[float]) -> list[float]:
    """Round by round, one divided by the other."""
    return [first / second for first, second in zip(over, under, strict=True)]
