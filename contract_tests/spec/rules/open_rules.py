"""What is open stands once, in `x-open`, and each point of it is whole."""

from collections.abc import Iterator
from typing import Any

from contract_document import is_field_name
from open_points import part_at

from contract_tests.spec.rules.places import places

_KEYS = ("question", "at", "described_in", "alternatives", "quirk")


def open_points_are_whole(document: dict[str, Any]) -> Iterator[str]:
    """A name that a quirk can have, a question, and alternatives of which none comes twice; or another's."""
    points = document.get("x-open", {})
    for name, point in points.items():
        pointer, own = f"/x-open/{name}", point.get("alternatives")
        if not is_field_name(name):
            yield f"{pointer}: no name of Python"
        if not isinstance(point.get("question"), str):
            yield f"{pointer}: no question"
        if own is not None and len({(type(one), one) for one in own}) < max(2, len(own)):
            yield f"{pointer}: alternatives are two or more, each once"
        if "quirk" in point and (own or "alternatives" not in points.get(point["quirk"], {})):
            yield f"{pointer}: quirk is another point, with alternatives"
        for key in point.keys() - set(_KEYS):
            yield f"{pointer}: {key} is none of {', '.join(_KEYS)}"


def places_of_open_points_exist(document: dict[str, Any]) -> Iterator[str]:
    """Each point has a place, and what is described in one can be."""
    for name, point in document.get("x-open", {}).items():
        described = point.get("described_in", [])
        for place in [*point.get("at", []), *described] or ["nothing"]:
            part = part_at(document, place)
            if part is None or (place in described and "description" not in part):
                yield f"/x-open/{name}: {place} is no such place"


def what_is_open_stands_in_x_open_alone(document: dict[str, Any]) -> Iterator[str]:
    """Descriptions get their sentences from there."""
    for place in places(document):
        if isinstance(place.value, dict) and "not documented" in " ".join(str(place.value.get("description")).split()):
            yield f"{place.pointer}: what is not documented belongs into x-open"
