"""What no source says, with the alternatives of tenants (`x-open`)."""

import functools
from collections.abc import Mapping
from typing import Any

from attrs import frozen

from tines_spec.document import document


@frozen
class OpenPoint:
    """One open point.

    id: stable, such as deleted_again. question: what is open, as an indirect question. places: the parts of the spec
    that leave it open. alternatives: how tenants differ, the nearest to the sources first. quirk: the point that has
    these alternatives, often this one; empty where a fake has one way.
    """

    id: str
    question: str
    places: tuple[str, ...]
    alternatives: tuple[bool | int | str, ...]
    quirk: str

    def allows(self, value: object) -> bool:
        """Whether a value is an alternative; 1 is not, where True is."""
        return any(value == one and type(value) is type(one) for one in self.alternatives)

    def check(self, value: object) -> None:
        """Raise ValueError for a value that is not an alternative."""
        if not self.allows(value):
            raise ValueError(f"{self.id} must be one of {', '.join(map(repr, self.alternatives))}, not {value!r}")


@functools.cache
def open_points() -> Mapping[str, OpenPoint]:
    """All open points, by their id."""
    points = document().get("x-open", {})
    return {name: _point(name, points) for name in points}


def _point(name: str, points: Mapping[str, Mapping[str, Any]]) -> OpenPoint:
    said = points[name]
    quirk = said.get("quirk", name if "alternatives" in said else "")
    places = (*said.get("at", ()), *said.get("described_in", ()))
    return OpenPoint(name, said["question"], places, tuple(points.get(quirk, {}).get("alternatives", ())), quirk)
