"""Faults of shape, derived from the document: every property dropped, renamed, null, of another type, out of bounds.

A new property has its faults without anyone writing them. Not each of them breaks a promise: what the schema allows is
no breach, and only a validator can say which is which.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import evolve

from tines_fake.faults import Fault
from tines_fake.listing import Rules
from tines_spec import load

Path = tuple[str, ...]
Change = Callable[[dict[str, Any], str], dict[str, Any]]
_OTHER_TYPE: Mapping[str, Any] = {"integer": "7", "string": 7, "array": {}, "object": [], "boolean": "true"}


def shape_faults() -> tuple[Fault, ...]:
    """All changes of one property of the body of a 200 of listCaseActions."""
    document = load()
    page = document["components"]["schemas"]["CaseActionPage"]
    return tuple(_faults(document, page, ()))


def _faults(document: dict[str, Any], schema: dict[str, Any], above: Path) -> Iterator[Fault]:
    for name, found in schema.get("properties", {}).items():
        prop = _resolved(document, found)
        path = (*above, name)
        for how, change in _changes(document, prop).items():
            fault_id = "-".join(("SHAPE", *path, how)).replace("_", "-").upper()
            yield Fault(fault_id, "LIST-SHAPE", f"{'.'.join(path)}: {how}", _everywhere(path, change))
        yield from _faults(document, _resolved(document, prop.get("items", prop)), path)


def _resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in schema:
        return schema
    resolved: dict[str, Any] = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
    return resolved


def _changes(document: dict[str, Any], prop: dict[str, Any]) -> dict[str, Change]:
    types = _types(document, prop)
    changes: dict[str, Change] = {
        "dropped": lambda value, name: {k: v for k, v in value.items() if k != name},
        "renamed": lambda value, name: {k if k != name else f"{k}x": v for k, v in value.items()},
        "null": _to(None),
        "retyped": _to(next(other for kind, other in _OTHER_TYPE.items() if kind in types)),
    }
    if "minimum" in prop:
        changes["too-small"] = _to(prop["minimum"] - 1)
    if "maximum" in prop:
        changes["too-large"] = _to(prop["maximum"] + 1)
    if "pattern" in prop:
        changes["in-capitals"] = lambda value, name: {**value, name: str(value[name]).upper()}
    return changes


def _types(document: dict[str, Any], prop: dict[str, Any]) -> list[str]:
    if "oneOf" in prop:
        return [kind for one in prop["oneOf"] for kind in _types(document, _resolved(document, one))]
    kinds = prop["type"]
    return [kinds] if isinstance(kinds, str) else list(kinds)


def _to(other: Any) -> Change:
    return lambda value, name: {**value, name: other}


def _everywhere(path: Path, change: Change) -> Callable[[Rules], Rules]:
    """Make the change in each answer, and in each entry of the arrays on the way."""
    return lambda rules: evolve(rules, body=lambda body, _: _changed(body, path, change))


def _changed(value: Any, path: Path, change: Change) -> Any:
    if isinstance(value, list):
        return [_changed(entry, path, change) for entry in value]
    if len(path) == 1:
        return change(value, path[0])
    return {**value, path[0]: _changed(value[path[0]], path[1:], change)}
