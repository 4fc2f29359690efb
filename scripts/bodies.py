"""The arguments that make a body: which they are, what they may be, and how they are checked before anything is sent.

Annotations and checks are made from the document itself: what a body's properties say beyond their type would be lost
by the generator, so that whatever is not known here stops the generation.
"""

import re
from collections.abc import Iterator
from typing import Any

from contract_document import GenerationError, closed_twins, object_schemas, resolved

_TOLD = {"description", "example", "examples", "title", "deprecated"}
_SCALARS = {"string": ("str", "text"), "object": ("Mapping[str, Any]", "json_object")}


def sent_schemas(document: dict[str, Any]) -> set[str]:
    """The named objects that are sent: bodies, and what is inside them."""
    found: set[str] = set()
    waiting = [name for body in _bodies(document) for name in _references(body)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _references(document["components"]["schemas"].get(name, {}))
    return found & object_schemas(document).keys()


def argument_schemas(document: dict[str, Any]) -> set[str]:
    """Those of them that are only ever a whole body: their properties are arguments, and no model is made of them."""
    inside = {name for schema in document["components"]["schemas"].values() for name in _references(schema)}
    return sent_schemas(document) - inside


def _bodies(document: dict[str, Any]) -> Iterator[Any]:
    for item in document["paths"].values():
        for operation in item.values():
            if isinstance(operation, dict) and "requestBody" in operation:
                yield resolved(document, operation["requestBody"])


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for entry in value:
            yield from _references(entry)
    if not isinstance(value, dict):
        return
    if str(value.get("$ref", "")).startswith("#/components/schemas/"):
        yield value["$ref"].rpartition("/")[2]
    for entry in value.values():
        yield from _references(entry)


def arguments(document: dict[str, Any], operation: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The properties of an operation's body, each as the document says it."""
    if operation["body"] is None:
        return {}
    return {name: resolved(document, prop) for name, prop in operation["body"]["properties"].items()}


def parameters(document: dict[str, Any], operation: dict[str, Any]) -> tuple[list[str], list[str]]:
    """The parameters for the body: those that may go by position, and those that go by keyword.

    A body that is one list and nothing else goes by position: it is what the call is about.
    """
    found = [_parameter(document, operation["body"], name) for name in arguments(document, operation)]
    alone = len(found) == 1 and "listed(" in check(document, operation["body"])
    return (found, []) if alone else ([], found)


def _parameter(document: dict[str, Any], body: dict[str, Any], name: str) -> str:
    kind = annotation(document, body["properties"][name])
    return f"{name}: {kind}" if name in body.get("required", ()) else f"{name}: {kind} | Unset = UNSET"


def annotation(document: dict[str, Any], schema: dict[str, Any]) -> str:
    """The annotation of what is sent."""
    whole = resolved(document, schema)
    inner = _not_null(whole)
    if inner is not None:
        return f"{annotation(document, inner)} | None"
    if "enum" in whole:
        return f"{_enum_name(document, schema)} | str"
    if "properties" in whole:
        return " | ".join([*_models_like(document, schema, whole), "Mapping[str, Any]"])
    if whole.get("type") == "array":
        return f"Iterable[{annotation(document, whole['items'])}]"
    return _scalar(whole)[0]


def _enum_name(document: dict[str, Any], schema: dict[str, Any]) -> str:
    """The open enum that answers use, where there is one."""
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    if name not in document["components"]["schemas"]:
        raise GenerationError(f"the enum of {', '.join(resolved(document, schema)['enum'])} is sent: name it")
    return closed_twins(document).get(name, name)


def _models_like(document: dict[str, Any], schema: dict[str, Any], whole: dict[str, Any]) -> list[str]:
    """The model itself, and those that are read and hold all that it requires."""
    own = schema["$ref"].rpartition("/")[2]
    read = object_schemas(document).keys() - sent_schemas(document)
    required = set(whole["required"])
    alike = [name for name in sorted(read) if required <= object_schemas(document)[name]["properties"].keys()]
    return [own, *alike]


def check(document: dict[str, Any], schema: dict[str, Any], owned: tuple[str, ...] = ()) -> str:
    """The code of the check of what is sent. `owned`: names that are the server's, and may stand in a model."""
    whole = resolved(document, schema)
    inner = _not_null(whole)
    if inner is not None:
        return f"nullable({check(document, inner)})"
    if "enum" in whole:
        return f"choice({', '.join(repr(value) for value in whole['enum'])})"
    if "properties" in whole:
        checks = ", ".join(f"{name!r}: {check(document, prop)}" for name, prop in whole["properties"].items())
        required = tuple(whole.get("required", ()))
        return f"Fields(checks={{{checks}}}, required={required!r}, owned={owned!r})"
    if whole.get("type") == "array":
        return f"listed({check(document, whole['items'], owned_names(document))})"
    return _scalar(whole)[1]


def owned_names(document: dict[str, Any]) -> tuple[str, ...]:
    """The properties that the server alone sets."""
    found = [entry for model in object_schemas(document).values() for entry in model["properties"].items()]
    return tuple(sorted({name for name, prop in found if resolved(document, prop).get("readOnly")}))


def _not_null(schema: dict[str, Any]) -> dict[str, Any] | None:
    """What a schema allows beside null, where it allows that."""
    others = [choice for choice in schema.get("oneOf", ()) if choice.get("type") != "null"]
    if len(others) == 1 and len(schema["oneOf"]) == 2:
        return dict(others[0])
    kinds = schema.get("type")
    if isinstance(kinds, list) and len(kinds) == 2 and "null" in kinds:
        return {**schema, "type": next(kind for kind in kinds if kind != "null")}
    return None


def _scalar(schema: dict[str, Any]) -> tuple[str, str]:
    known = {key for key in schema if key not in _TOLD and not key.startswith("x-")}
    if known != {"type"} or schema["type"] not in _SCALARS:
        raise GenerationError(f"a body holds {schema}, which nothing checks: teach bodies.check")
    return _SCALARS[schema["type"]]


def models_in(annotations: str, names: list[str]) -> list[str]:
    """The models that annotations name."""
    return sorted(set(re.findall(r"\w+", annotations)) & set(names))
