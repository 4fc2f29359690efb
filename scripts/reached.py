"""Whether everything that the document says of models and operations reached the generated tree.

The generator loses things in silence (a property under allOf, a name that is no Python name, a mask beside a `$ref`), so
what was written is read back, as text, and held against the document.
"""

import ast
from pathlib import Path
from typing import Any

from contract_document import object_schemas, operations, snake


def missing(document: dict[str, Any], target: Path) -> list[str]:
    """One line for each thing that did not reach the tree below the folder `target`."""
    found = [*_unusable(document["components"]["schemas"], "#/components/schemas")]
    for name, schema in object_schemas(document).items():
        found += _missing_of_model(name, schema, target / "tines_cases" / "models" / f"{snake(name)}.py")
    for operation in operations(document):
        found += _missing_of_operation(operation, target / "tines_cases" / "api")
    return found


def _unusable(value: Any, place: str) -> list[str]:
    """What the generator or msgspec would lose in silence."""
    if isinstance(value, list):
        return [line for index, entry in enumerate(value) for line in _unusable(entry, f"{place}/{index}")]
    if not isinstance(value, dict):
        return []
    found = [f"{place}: {word} is flattened by the generator, and loses masks" for word in ("allOf",) if word in value]
    for name, schema in value.get("properties", {}).items() if isinstance(value.get("properties"), dict) else ():
        if isinstance(schema, bool):
            found.append(f"{place}/properties/{name}: a boolean schema is refused by the generator")
        if snake(name) != name:
            found.append(f"{place}/properties/{name}: no Python name; msgspec would read its default")
    for key, entry in value.items():
        if key not in ("examples", "example", "x-evidence"):
            found += _unusable(entry, f"{place}/{key}")
    return found


def _missing_of_model(name: str, schema: dict[str, Any], path: Path) -> list[str]:
    if not path.is_file():
        return [f"schema {name}: no module {path.name}"]
    fields = _fields(path, name)
    found = [f"schema {name}: property {p} has no field" for p in schema["properties"] if p not in fields]
    for prop, told in schema["properties"].items():
        if told.get("x-secret") and "repr=shown_url" not in fields.get(prop, ""):
            found.append(f"schema {name}: property {prop} is secret, and its field is not masked")
    return found


def _fields(path: Path, name: str) -> dict[str, str]:
    """The fields of a generated class, each with the code of its default."""
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.ClassDef) and node.name == name:
            return {
                line.target.id: ast.unparse(line.value) if line.value else ""
                for line in node.body
                if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
            }
    return {}


def _missing_of_operation(operation: dict[str, Any], folder: Path) -> list[str]:
    name = snake(operation["operationId"])
    path = folder / snake(operation["tags"][0]) / f"{name}.py"
    if not path.is_file():
        return [f"operation {operation['operationId']}: no module {name}.py"]
    arguments: set[str] = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name == "call":
            arguments = {argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)}
    return [
        f"operation {operation['operationId']}: parameter {parameter['name']} is no argument"
        for parameter in operation["parameters"]
        if parameter["name"] not in arguments
    ]
