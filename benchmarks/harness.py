"""What a figure is, how contestants are timed against each other, and the table of figures.

A time by itself says more about the machine than about the code. So contestants take turns within one run, each round
begins with another of them, and what counts is the median of the ratios that the rounds gave.
"""

import gc
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import frozen

Times = Mapping[str, Sequence[float]]
Contestants = Mapping[str, Callable[[], object]]
_HEAD = ("figure", "measured", "half of the rounds", "target", "")
_VERDICTS = {True: "reached", False: "MISSED", None: ""}


@frozen
class Figure:
    """A number with its target: at least, or at most, that much; without one it is shown for comparison."""

    what: str
    values: Sequence[float]
    least: float | None = None
    most: float | None = None
    unit: str = " x"

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

    @property
    def target(self) -> str:
        if self.least is not None:
            return f"at least {self.least:g}{self.unit}"
        return "" if self.most is None else f"at most {self.most:g}{self.unit}"

    def row(self) -> tuple[str, ...]:
        low, high = self.spread
        measured = f"{self.value:.2f}{self.unit}"
        return self.what, measured, f"{low:.2f} to {high:.2f}", self.target, _VERDICTS[self.reached]


def timed(contestants: Contestants, rounds: int) -> Times:
    """Seconds of each contestant, round by round, after one round that is not counted."""
    for run in contestants.values():
        run()
    times: dict[str, list[float]] = {name: [] for name in contestants}
    names = list(contestants)
    for _ in range(rounds):
        for name in names:
            gc.collect()
            start = time.perf_counter()
            contestants[name]()
            times[name].append(time.perf_counter() - start)
        names.append(names.pop(0))
    return times


def ratio(
    what: str, times: Times, over: str, under: str, *, least: float | None = None, most: float | None = None
) -> Figure:
    """Round by round, the time of one divided by that of the other."""
    values = [first / second for first, second in zip(times[over], times[under], strict=True)]
    return Figure(what, values, least, most)


def table(figures: Sequence[Figure]) -> Iterator[str]:
    """The figures, a line each."""
    rows = [_HEAD, *(figure.row() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
