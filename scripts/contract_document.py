"""Reads openapi.yaml, and answers what the templates and the checks ask of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openapi_python_client.strings import PythonIdentifier
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parent.parent
PATH = ROOT / "openapi.yaml"
_METHODS = ("get", "put", "post", "patch", "delete")


def read(path: Path = PATH) -> dict[str, Any]:
    """The document as plain data. Raises ruamel's YAMLError, which says where, for what is no YAML or has a key twice."""
    document: dict[str, Any] = YAML(typ="safe").load(path)
    return document


def resolved(document: dict[str, Any], value: Any) -> Any:
    """What a `$ref` into this document stands for; anything else as it is."""
    while isinstance(value, dict) and "$ref" in value:
        target: Any = document
        for step in value["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        value = target
    return value


def operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Each operation with its path and method, its parameters and responses resolved, and the names its paging needs."""
    for path, item in document["paths"].items():
        for method in _METHODS:
            if method not in item:
                continue
            operation = dict(item[method], path=path, method=method)
            listed = [*item.get("parameters", []), *operation.get("parameters", [])]
            operation["parameters"] = [resolved(document, parameter) for parameter in listed]
            operation["responses"] = {c: resolved(document, r) for c, r in operation["responses"].items()}
            operation["paging"] = _paging(document, operation)
            yield operation


def _paging(document: dict[str, Any], operation: dict[str, Any]) -> dict[str, str] | None:
    if "x-paging" not in operation:
        return None
    page = resolved(document, operation["responses"]["200"]["content"]["application/json"]["schema"])
    item = page["properties"][operation["x-paging"]["items"]]["items"]["$ref"].rsplit("/", 1)[-1]
    return {**operation["x-paging"], "item": item, "item_module": snake(item)}


def snake(name: str) -> str:
    """The generator's own way from a name of the document to one of Python's."""
    return str(PythonIdentifier(name, prefix="field_"))


def object_schemas(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The named schemas that have properties."""
    return {name: schema for name, schema in document["components"]["schemas"].items() if schema.get("properties")}
