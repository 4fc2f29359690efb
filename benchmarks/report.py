"""The table of figures, and the same as JSON."""

import json
import platform
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from statistics import median
from typing import Any

from figure import Figure

_MEASURED_WITH = ("attrs", "httpcore", "httpx", "msgspec", "openapi-python-client", "tapi")
_HEAD = ("figure", "measured", "half of the rounds", "target", "")
_VERDICTS = {True: "reached", False: "MISSED", None: ""}


def lines(figures: Sequence[Figure]) -> Iterator[str]:
    """The figures, a line each."""
    rows = [_HEAD, *(_row(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _row(figure: Figure) -> tuple[str, ...]:
    low, high = figure.spread
    return (
        figure.what,
        f"{figure.value:.2f}{figure.unit}",
        f"{low:.2f} to {high:.2f}",
        _target(figure),
        _VERDICTS[figure.reached],
    )


def _target(figure: Figure) -> str:
    if figure.least is not None:
        return f"at least {figure.least:g}{figure.unit}"
    return "" if figure.most is None else f"at most {figure.most:g}{figure.unit}"


def as_json(figures: Sequence[Figure]) -> str:
    """The figures with every round of them, and what they were measured with."""
    environment = {"python": platform.python_version(), "machine": platform.machine()}
    environment |= {name: version(name) for name in _MEASURED_WITH}
    return json.dumps({"environment": environment, "figures": [_plain(figure) for figure in figures]}, indent=2)


def _plain(figure: Figure) -> dict[str, Any]:
    low, high = figure.spread
    return {
        "figure": figure.what,
        "unit": figure.unit.strip(),
        "value": round(figure.value, 4),
        "quartiles": [round(low, 4), round(high, 4)],
        "at_least": figure.least,
        "at_most": figure.most,
        "reached": figure.reached,
        "values": [round(value, 4) for value in figure.values],
        "median_ms": {name: round(median(seconds) * 1000, 2) for name, seconds in figure.times.items()},
    }
