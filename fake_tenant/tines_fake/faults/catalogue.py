"""All faults: those of each operation of openapi.yaml, in its order; and the faults of shape.

Of shape: every property dropped, renamed, null, of another type, out of bounds. Each operation that responds with JSON
has its own, and a new property has its faults without anyone writing them. Not each of them breaks a promise: what the
schema allows is no breach, and only a validator can say which is which.
"""

import functools
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import evolve

from tines_fake.contents.schemas import Schema
from tines_fake.exchanges.exchange import Request, Response
from tines_fake.faults.definition import Change, Fault
from tines_fake.faults.of_items import faults_of_item
from tines_fake.faults.of_lists import faults_of_list
from tines_fake.given_arguments import unknown
from tines_spec import Operation, operations, resolve, types_of

Path = tuple[str, ...]
ChangeOfProperty = Callable[[dict[str, Any], str], dict[str, Any]]
_OTHER_TYPE: Mapping[str, Any] = {"integer": "7", "string": 7, "array": {}, "object": [], "boolean": "true"}


@functools.cache
def shape_faults() -> tuple[Fault, ...]:
    """All changes of one property of a response of success, of each operation that promises its shape."""
    return tuple(fault for operation in operations().values() for fault in _of_operation(operation))


def _of_operation(operation: Operation) -> Iterator[Fault]:
    promise = operation.keeps("SHAPE")
    if promise is None or operation.success_schema is None:
        return
    for path, how, change in _in_schema(operation.success_schema, ()):
        fault_id = "-".join((operation.prefix, "SHAPE", *path, how)).replace("_", "-").upper()
        description = f"{'.'.join(path)}: {how}"
        yield Fault(fault_id, promise.id, description, _everywhere(operation.success, path, change), operation.name)


def _in_schema(schema: Schema, above: Path) -> Iterator[tuple[Path, str, ChangeOfProperty]]:
    for name, found in resolve(schema).get("properties", {}).items():
        prop = resolve(found)
        path = (*above, name)
        yield from ((path, how, change) for how, change in _changes(prop).items())
        yield from _in_schema(prop.get("items", prop), path)


def _changes(prop: Schema) -> dict[str, ChangeOfProperty]:
    types = types_of(prop)
    changes: dict[str, ChangeOfProperty] = {
        "dropped": lambda value, name: {k: v for k, v in value.items() if k != name},
        "renamed": lambda value, name: {k if k != name else f"{k}x": v for k, v in value.items()},
        "null": _to(None),
        "retyped": _to(next((other for kind, other in _OTHER_TYPE.items() if kind in types), "text")),
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


def _to(other: Any) -> ChangeOfProperty:
    return lambda value, name: {**value, name: other}


def _everywhere(success: int, path: Path, change: ChangeOfProperty) -> Change:
    """Make the change in each response of success, and in each entry of the arrays on the way."""

    def response(_: Request, conforming: Response) -> Response:
        if conforming.status != success:
            return conforming
        return evolve(conforming, body=json.dumps(_changed(json.loads(conforming.body), path, change)).encode())

    return lambda steps: evolve(steps, response=response)


def _changed(value: Any, path: Path, change: ChangeOfProperty) -> Any:
    if isinstance(value, list):
        return [_changed(entry, path, change) for entry in value]
    if not isinstance(value, dict):
        return value
    if len(path) == 1:
        return change(value, path[0])
    return {**value, path[0]: _changed(value.get(path[0]), path[1:], change)}


FAULTS: tuple[Fault, ...] = tuple(
    fault
    for operation in operations().values()
    for fault in (faults_of_list(operation) if operation.paging is not None else faults_of_item(operation))
)
"""All that have a name of their own. Those of the shape of responses are in `shape_faults`."""


def fault(fault_id: str) -> Fault:
    """The fault of an id, such as PAGE-OVERLAP. Raises ValueError where there is none, and says what is alike."""
    found = _by_id()
    if fault_id not in found:
        breaking = [one.id for one in found.values() if one.promise == fault_id]
        if breaking:
            raise ValueError(f"{fault_id!r} is a promise; faults that break it are {', '.join(breaking[:9])}")
        raise ValueError(unknown("fault", fault_id, found, "tines_fake.FAULTS has them all"))
    return found[fault_id]


@functools.cache
def _by_id() -> Mapping[str, Fault]:
    return {one.id: one for one in (*FAULTS, *shape_faults())}


def faults_of(operation_name: str) -> tuple[Fault, ...]:
    """The faults of an operation, such as listCaseActions. Raises ValueError for one that there is not."""
    if operation_name not in operations():
        raise ValueError(f"there is no operation {operation_name!r}; there are {', '.join(operations())}")
    return tuple(one for one in FAULTS if one.operation == operation_name)
