"""The evidence of each schema, property, parameter, response and header of the document."""

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tines_spec.document import document


@functools.cache
def evidence() -> Mapping[str, Mapping[str, str]]:
    """By place, as people name it, such as `CaseAction.url` and `responses/NotFound`."""
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
