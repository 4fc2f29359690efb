"""The sample that type checkers are given, in packaging/test_installed_types.py, holds all that users can touch."""

import re
from collections import defaultdict
from pathlib import Path

import attrs

import tines_cases
from tines_cases import AsyncTinesClient, TinesClient
from tines_runtime import AsyncItems, Items, Response

_SAMPLE = Path(__file__).with_name("typed_sample.py")


def _methods() -> set[str]:
    """Those of the clients, and of what they give."""
    with TinesClient("acme.tines.com", "key") as tines:
        resources = [type(resource) for name, resource in vars(tines).items() if not name.startswith("_")]
    kinds = [TinesClient, AsyncTinesClient, *resources, Items, AsyncItems, Response]
    return {name for kind in kinds for name in dir(kind) if not name.startswith("_")}


def _touched(name: str) -> bool:
    return re.search(rf"\.{name}\b|\b{name}=", _SAMPLE.read_text("utf-8")) is not None


def test_the_sample_touches_every_method() -> None:
    assert [name for name in sorted(_methods()) if not _touched(name)] == []


def test_the_sample_touches_a_property_of_every_type() -> None:
    models = [kind for kind in vars(tines_cases).values() if attrs.has(kind)]
    named: dict[str, list[str]] = defaultdict(list)
    for field in (field for kind in models for field in attrs.fields(kind)):
        named[re.sub(r"[\w.]*models\.[\w.]+", "a model", str(field.type))].append(field.name)
    assert len(named) > 10
    assert {kind: names for kind, names in named.items() if not any(map(_touched, names))} == {}
