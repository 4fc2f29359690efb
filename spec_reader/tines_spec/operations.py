"""Reads the operations of the document, once, with their promises: those of templates, and their own."""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import asdict, evolve

from tines_spec.document import (
    WrittenOperation,
    document,
    inlined,
    kept_promises,
    referred,
    written_operations,
)
from tines_spec.operation import Operation, Paging, Parameter, Promise


@functools.cache
def operations() -> Mapping[str, Operation]:
    """All operations, by their operationId."""
    return operations_of(document())


def operations_of(of: Mapping[str, Any]) -> dict[str, Operation]:
    """The operations of a document that says all that openapi.yaml says, such as an earlier edition."""
    read = [_operation(of, written) for written in written_operations(of)]
    return {one.name: evolve(one, promises=tuple(_promises(of, one, read))) for one in read}


def lists() -> tuple[Operation, ...]:
    """The operations that page."""
    return tuple(one for one in operations().values() if one.paging is not None)


def promises() -> tuple[Promise, ...]:
    """All promises of the document."""
    return tuple(promise for one in operations().values() for promise in one.promises)


def _operation(of: Mapping[str, Any], written: WrittenOperation) -> Operation:
    said = written.said
    responses = said["responses"]
    success = next(code for code in responses if code.startswith("2"))
    schema = _json_schema(of, responses[success])
    parameters = tuple(_parameter(of, one) for one in written.parameters)
    return Operation(
        name=said["operationId"],
        method=written.method.upper(),
        path=written.path,
        said=said,
        tag=said["tags"][0],
        prefix=said.get("x-promises", {}).get("prefix", ""),
        parameters=parameters,
        success=int(success),
        statuses=frozenset(responses),
        success_schema=schema,
        body_schema=_json_schema(of, said.get("requestBody", {})),
        envelope=envelope_of(of, schema, {one.name for one in parameters}),
        items=_array_of(of, schema),
        repeatable=written.method != "post" and bool(said.get("x-repeatable", True)),
        paging=Paging(**said["x-paging"]) if "x-paging" in said else None,
    )


def _parameter(of: Mapping[str, Any], said: Mapping[str, Any]) -> Parameter:
    found = referred(of, said)
    return Parameter(
        name=found["name"],
        location=found["in"],
        required=bool(found.get("required", False)),
        description=found.get("description", ""),
        schema=inlined(found["schema"], of),
    )


def _json_schema(of: Mapping[str, Any], said: Mapping[str, Any]) -> Mapping[str, Any] | None:
    content = referred(of, said).get("content")
    if content is None:
        return None
    schema: Mapping[str, Any] = content["application/json"]["schema"]
    return schema


def envelope_of(of: Mapping[str, Any], schema: Mapping[str, Any] | None, arguments: set[str]) -> str | None:
    """The one property of a success that is an object of its own, beside what the path names already; of a document."""
    properties = referred(of, schema or {}).get("properties", {})
    found = [name for name in properties if name not in arguments]
    return found[0] if len(found) == 1 and "properties" in referred(of, properties[found[0]]) else None


def _array_of(of: Mapping[str, Any], schema: Mapping[str, Any] | None) -> str | None:
    """The items of a success: its one required array."""
    whole = referred(of, schema or {})
    required = whole.get("required", ())
    properties = {name: referred(of, written) for name, written in whole.get("properties", {}).items()}
    return next((name for name, one in properties.items() if name in required and one.get("type") == "array"), None)


def _promises(of: Mapping[str, Any], operation: Operation, others: Sequence[Operation]) -> Iterator[Promise]:
    """The promises of an operation; `others` are all operations."""
    words = _words(operation, others)
    templates = of.get("x-promise-templates", {})
    for promise, name, group in kept_promises(operation.said):
        yield Promise(
            id=promise,
            name=name,
            operation=operation.name,
            rule=templates[name]["rule"].format_map(words),
            grade=group["grade"],
            source=group["source"],
            needs=templates[name]["needs"].format_map(words),
        )
    own = operation.said.get("x-promises", {}).get("own", ())
    yield from (Promise(name=one["id"], operation=operation.name, **one) for one in own)


def _words(operation: Operation, others: Sequence[Operation]) -> Mapping[str, object]:
    """What a template may leave to the operation."""
    success = " or ".join(map(str, operation.successes))
    owner = list_of(operation, others)
    paging = None if owner is None else owner.paging
    if owner is None or paging is None:
        return {"item": "item", "items": "items", "success": success}
    size = owner.query_parameters[paging.size].schema
    default = size.get("default", "a default number of")
    return {**asdict(paging), "items": f"{paging.item}s", "success": success, "default": default}


def list_of(operation: Operation, others: Iterable[Operation]) -> Operation | None:
    """The list whose items an operation works on."""
    above = operation.path.rpartition("/")[0]
    paths = (operation.path, above, above.rpartition("/{")[0] if above.endswith("}") else above)
    found = [one for one in others if one.paging is not None and one.path in paths]
    return max(found, key=lambda one: len(one.path), default=None)
