"""The document itself, and what its references stand for."""

import functools
import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from tines_spec.reading import referred


def load() -> dict[str, Any]:
    """The whole document, parsed anew at each call."""
    found: dict[str, Any] = json.loads(files("tines_openapi").joinpath("openapi.json").read_text("utf-8"))
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
