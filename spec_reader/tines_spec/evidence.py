"""What the document rests on, and what no source says: evidence, sources, and open points (`x-open`)."""

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from tines_spec.document import document
from tines_spec.operation import Promise


@frozen
class Source:
    """Where a promise comes from: a page, and the day of its edition."""

    title: str
    url: str
    edition: str


def source_of(promise: Promise) -> Source:
    """Where a promise comes from."""
    found = document()["info"]["x-sources"][promise.source]
    return Source(found["title"], found["url"], str(found["edition"]))


@functools.cache
def evidence() -> Mapping[str, Mapping[str, str]]:
    """That of each schema, property, parameter, response and header, by place, such as `responses/NotFound`."""
    return {_place(path): found for path, found in _found(document(), ())}


def _found(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Mapping[str, str]]]:
    if isinstance(value, list):
        value = {str(index): one for index, one in enumerate(value)}
    if not isinstance(value, Mapping):
        return
    if "x-evidence" in value:
        yield path, value["x-evidence"]
    for key, one in value.items():
        if key not in ("example", "examples", "x-evidence"):
            yield from _found(one, (*path, key))


def _place(path: Sequence[str]) -> str:
    match path:
        case ("components", "schemas", *rest):
            return ".".join(one for one in rest if one != "properties")
        case ("components", kind, *rest):
            return f"{kind}/{'.'.join(rest)}"
    return ".".join(path)


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
