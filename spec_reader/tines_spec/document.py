"""The document itself, and what its references stand for."""

import functools
import json
import pkgutil
from collections.abc import Mapping
from typing import Any

from tines_spec.reading import referred


def load() -> dict[str, Any]:
    """The whole document, parsed anew at each call."""
    # importlib.resources would import what packs files.
    found: dict[str, Any] = json.loads(pkgutil.get_data("tines_openapi", "openapi.json") or b"")
    return found


@functools.cache
def document() -> Mapping[str, Any]:
    """The whole document, parsed once. Do not change it."""
    return load()


def resolve(value: Any) -> Any:
    """What a `$ref` into the document stands for; anything else as it is."""
    return referred(document(), value)


def inlined(value: Any) -> Any:
    """A part of the document with each reference replaced by what it stands for, without examples."""
    value = resolve(value)
    if isinstance(value, list):
        return [inlined(entry) for entry in value]
    if not isinstance(value, Mapping):
        return value
    return {key: inlined(entry) for key, entry in value.items() if key not in ("example", "examples")}
