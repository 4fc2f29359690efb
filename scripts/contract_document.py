"""Reads openapi.yaml, and answers what the templates and the checks ask of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openapi_python_client.strings import PythonIdentifier
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

ROOT = Path(__file__).resolve().parent.parent
PATH = ROOT / "openapi.yaml"
_METHODS = ("get", "put", "post", "patch", "delete")


class GenerationError(Exception):
    """The document cannot be generated from; says why."""


def read(path: Path = PATH) -> dict[str, Any]:
    """The document as plain data. Raises GenerationError, which says where, for what is no YAML or has a key twice."""
    try:
        document: Any = YAML(typ="safe").load(path)
    except OSError as error:
        raise GenerationError(f"{path} cannot be read: {error.strerror}") from None
    except YAMLError as error:
        raise GenerationError(f"{path.name} is no YAML: {error}") from None
    if not isinstance(document, dict):
        raise GenerationError(f"{path.name} is no OpenAPI document: it is no mapping")
    return document


def resolved(document: dict[str, Any], value: Any) -> Any:
    """What a `$ref` into this document stands for, else the value. Raises GenerationError where it leads nowhere."""
    while isinstance(value, dict) and "$ref" in value:
        target: Any = document
        for step in value["$ref"].removeprefix("#/").split("/"):
            if not isinstance(target, dict) or step not in target:
                raise GenerationError(f"{value['$ref']} leads nowhere: there is no {step}")
            target = target[step]
        value = target
    return value


def operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Each operation with its path and method, its parameters and responses resolved, and what its paging needs."""
    for path, item in document["paths"].items():
        for method in _METHODS:
            if method not in item:
                continue
            operation = dict(item[method], path=path, method=method)
            listed = [*item.get("parameters", []), *operation.get("parameters", [])]
            operation["parameters"] = [resolved(document, parameter) for parameter in listed]
            operation["responses"] = {c: resolved(document, r) for c, r in operation["responses"].items()}
            operation["paging"] = _paging(document, operation)
            operation["body"] = _body(document, operation)
            # A further PUT, unlike HTTP's, may undo what somebody else did in between: then the document says so.
            operation["repeatable"] = operation.get("x-repeatable", method in ("get", "put", "delete"))
            yield operation


def _paging(document: dict[str, Any], operation: dict[str, Any]) -> dict[str, str] | None:
    if "x-paging" not in operation:
        return None
    page = resolved(document, operation["responses"]["200"]["content"]["application/json"]["schema"])
    item = page["properties"][operation["x-paging"]["items"]]["items"]["$ref"].rsplit("/", 1)[-1]
    return {**operation["x-paging"], "item": item, "item_module": snake(item)}


def _body(document: dict[str, Any], operation: dict[str, Any]) -> dict[str, Any] | None:
    """The schema of what is sent, which must be a named object, always due and nothing but JSON."""
    if "requestBody" not in operation:
        return None
    told = resolved(document, operation["requestBody"])
    schema = told["content"].get("application/json", {}).get("schema", {})
    whole = resolved(document, schema)
    if len(told["content"]) > 1 or not told.get("required") or "$ref" not in schema or "properties" not in whole:
        raise GenerationError(f"{operation['operationId']}: its body must be a named object, required, and JSON alone")
    return dict(whole)


def snake(name: str) -> str:
    """The generator's own way from a name of the document to one of Python's."""
    return str(PythonIdentifier(name, prefix="field_"))


def object_schemas(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The named schemas that have properties."""
    return {name: schema for name, schema in document["components"]["schemas"].items() if schema.get("properties")}


def listed_values(document: dict[str, Any]) -> dict[str, list[str]]:
    """The values that each named enum lists, be it open or closed."""
    schemas = document["components"]["schemas"].items()
    listed = {name: schema.get("x-extensible-enum", schema.get("enum")) for name, schema in schemas}
    twins = closed_twins(document)
    return {name: values for name, values in listed.items() if values is not None and name not in twins}


def closed_twins(document: dict[str, Any]) -> dict[str, str]:
    """Closed enums, which are sent, by the open one that lists the same and is read: to Python the two are one type."""
    schemas = document["components"]["schemas"].items()
    opened = {tuple(schema["x-extensible-enum"]): name for name, schema in schemas if "x-extensible-enum" in schema}
    return {name: opened[tuple(s["enum"])] for name, s in schemas if tuple(s.get("enum", ())) in opened}
