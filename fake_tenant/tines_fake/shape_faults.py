"""Faults of shape, derived from the document: every property dropped, renamed, null, of another type, out of bounds.

Each operation that answers with JSON has its own, and a new property has its faults without anyone writing them. Not
each of them breaks a promise: what the schema allows is no breach, and only a validator can say which is which.
"""

import functools
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import evolve

from tines_fake.exchange import Request, Response
from tines_fake.faults import Fault
from tines_spec import load

Path = tuple[str, ...]
Change = Callable[[dict[str, Any], str], dict[str, Any]]
_OTHER_TYPE: Mapping[str, Any] = {"integer": "7", "string": 7, "array": {}, "object": [], "boolean": "true"}


@functools.cache
def shape_faults() -> tuple[Fault, ...]:
    """All changes of one property of an answer of success, of each operation."""
    document = load()
    operations = [operation for item in document["paths"].values() for operation in item.values()]
    return tuple(fault for operation in operations for fault in _of_operation(document, operation))


def _of_operation(document: dict[str, Any], operation: dict[str, Any]) -> Iterator[Fault]:
    success = next(code for code in operation["responses"] if code.startswith("2"))
    content = _resolved(document, operation["responses"][success]).get("content")
    if content is None:
        return
    word = operation["x-promises"]["prefix"]
    for path, how, change in _in_schema(document, content["application/json"]["schema"], ()):
        fault_id = "-".join((word, "SHAPE", *path, how)).replace("_", "-").upper()
        told = f"{'.'.join(path)}: {how}"
        yield Fault(fault_id, f"{word}-SHAPE", told, _everywhere(int(success), path, change), operation["operationId"])


def _in_schema(document: dict[str, Any], found: dict[str, Any], above: Path) -> Iterator[tuple[Path, str, Change]]:
    schema = _resolved(document, found)
    for name, said in schema.get("properties", {}).items():
        prop = _resolved(document, said)
        path = (*above, name)
        yield from ((path, how, change) for how, change in _changes(document, prop).items())
        yield from _in_schema(document, prop.get("items", prop), path)


def _resolved(document: dict[str, Any], value: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in value:
        return value
    kind, name = value["$ref"].split("/")[-2:]
    resolved: dict[str, Any] = document["components"][kind][name]
    return resolved


def _changes(document: dict[str, Any], prop: dict[str, Any]) -> dict[str, Change]:
    types = _types(document, prop)
    changes: dict[str, Change] = {
        "dropped": lambda value, name: {k: v for k, v in value.items() if k != name},
        "renamed": lambda value, name: {k if k != name else f"{k}x": v for k, v in value.items()},
        "null": _to(None),
        "retyped": _to(next(other for kind, other in _OTHER_TYPE.items() if kind in types)),
    }
    if "items" in prop:
        changes["entry-retyped"] = _to([7])
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


def _everywhere(success: int, path: Path, change: Change) -> Callable[[Any], Any]:
    """Make the change in each answer of success, and in each entry of the arrays on the way."""

    def response(_: Request, sound: Response) -> Response:
        if sound.status != success:
            return sound
        return evolve(sound, body=json.dumps(_changed(json.loads(sound.body), path, change)).encode())

    return lambda steps: evolve(steps, response=response)


def _changed(value: Any, path: Path, change: Change) -> Any:
    if isinstance(value, list):
        return [_changed(entry, path, change) for entry in value]
    if len(path) == 1:
        return change(value, path[0])
    return {**value, path[0]: _changed(value[path[0]], path[1:], change)}
