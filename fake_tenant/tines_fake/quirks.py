"""Where conforming tenants differ: the open points of openapi.yaml that have alternatives."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from tines_fake.given_arguments import unknown
from tines_openapi.quirks import ErrorBody, Quirks

__all__ = ("ErrorBody", "Quirks", "quirks_from", "quirks_like")


def quirks_from(given: Mapping[str, Any], quirks: Quirks | None = None) -> Quirks:
    """Quirks of which some are others. Raises ValueError for a name or a value that there is not."""
    known = [one.name for one in attrs.fields(Quirks)]
    for name in given.keys() - set(known):
        raise ValueError(unknown("quirk", name, known))
    return attrs.evolve(quirks or Quirks(), **given)


def quirks_like(file: Path) -> Quirks:
    """Those that `python -m tines_contract probe --json` found of a tenant. Raises OSError or ValueError."""
    probed = json.loads(file.read_text("utf-8"))
    quirks = probed.get("quirks", probed) if isinstance(probed, dict) else None
    if not isinstance(quirks, dict):
        raise ValueError(f"{file} holds no quirks, such as probe --json prints")
    return quirks_from(quirks)
