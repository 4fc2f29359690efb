"""The sample that type checkers are given, in packaging/test_installed_types.py, holds all that users can touch."""

import re
from pathlib import Path

import attrs

import tines_cases
from tines_cases import AsyncTinesClient, TinesClient
from tines_runtime import AsyncItems, Items, Response

_SAMPLE = Path(__file__).with_name("typed_sample.py")


def _names() -> list[str]:
    """All that a user can touch: methods of the clients, of what they give, and the models' properties."""
    with TinesClient("acme.tines.com", "key") as tines:
        resources = [type(resource) for name, resource in vars(tines).items() if not name.startswith("_")]
    kinds = [TinesClient, AsyncTinesClient, *resources, Items, AsyncItems, Response]
    methods = {name for kind in kinds for name in dir(kind) if not name.startswith("_")}
    models = [kind for kind in vars(tines_cases).values() if attrs.has(kind)]
    return sorted(methods | {field.name for kind in models for field in attrs.fields(kind)})


def test_the_sample_touches_everything() -> None:
    text = _SAMPLE.read_text("utf-8")
    assert [name for name in _names() if not re.search(rf"\.{name}\b|\b{name}=", text)] == []
