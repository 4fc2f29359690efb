"""Whether everything that the document says of models and operations reached the generated tree.

The generator loses things in silence (a property under allOf, a name that is no Python name, a mask beside a `$ref`),
so what was written is read back, as text, and held against the document.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bodies import argument_schemas
from contract_document import listed_values, object_schemas, operations, snake

_DATA = ("example", "examples", "default", "x-evidence", "x-promises")
_PLACES = {
    "x-secret": (re.compile("#/components/schemas/[^/]+/properties/[^/]+"), "a property of a named schema"),
    "x-extensible-enum": (re.compile("#/components/schemas/[^/]+"), "a named schema"),
}
_BY_POSITION = re.compile(r"VALUE_\d+")


def missing(document: dict[str, Any], target: Path) -> list[str]:
    """One line for each thing that did not reach the tree below the folder `target`."""
    found = [*_unusable(document)]
    models, api = target / "tines_cases" / "models", target / "tines_cases" / "api"
    for name, schema in object_schemas(document).items():
        if name in argument_schemas(document):
            continue
        found += _missing_of_model(name, schema, models / f"{snake(name)}.py")
    for name, values in listed_values(document).items():
        found += _missing_of_enum(document["components"]["schemas"][name], name, values, models / f"{snake(name)}.py")
    for operation in operations(document):
        found += _missing_of_operation(operation, api)
    return [*found, *_hidden_methods(api)]


def _unusable(document: dict[str, Any]) -> Iterator[str]:
    """What the generator or msgspec would lose in silence."""
    for place, value in _objects(document, "#"):
        if "allOf" in value:
            yield f"{place}: allOf is flattened by the generator, and loses masks"
        for key, (allowed, where) in _PLACES.items():
            if key in value and not allowed.fullmatch(place):
                yield f"{place}: {key} is lost here; it is read on {where}"
        if place.endswith("/properties"):
            for name in value:
                if snake(name) != name:
                    yield f"{place}/{name}: no Python name; msgspec would read its default"


def _objects(value: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of the document but its data, each with where it stands."""
    entries: Any = enumerate(value) if isinstance(value, list) else ()
    if isinstance(value, dict):
        yield place, value
        names = place.endswith("/properties")
        entries = ((key, entry) for key, entry in value.items() if names or key not in _DATA)
    for key, entry in entries:
        yield from _objects(entry, f"{place}/{key}")


def _missing_of_model(name: str, schema: dict[str, Any], path: Path) -> list[str]:
    fields = _assigned(path, name)
    found = [f"schema {name}: property {p} has no field" for p in schema["properties"] if p not in fields]
    for prop, told in schema["properties"].items():
        if told.get("x-secret") and "repr=shown_url" not in fields.get(prop, ""):
            found.append(f"schema {name}: property {prop} is secret, and its field is not masked")
    return found


def _missing_of_enum(schema: dict[str, Any], name: str, values: list[str], path: Path) -> list[str]:
    written = {ast.literal_eval(code): key for key, code in _assigned(path, name).items()}
    found = [f"schema {name}: value {value!r} has no member" for value in values if value not in written]
    if "x-enum-varnames" in schema:
        return found
    unnamed = [value for value, key in written.items() if _BY_POSITION.fullmatch(key)]
    return found + [f"schema {name}: value {value!r} makes no name: give x-enum-varnames" for value in unnamed]


def _assigned(path: Path, name: str) -> dict[str, str]:
    """The fields or members of a generated class, each with the code that is assigned to it; none without the class."""
    tree = ast.parse(path.read_text("utf-8")) if path.is_file() else ast.Module([], [])
    lines = [line for node in tree.body if isinstance(node, ast.ClassDef) and node.name == name for line in node.body]
    found: dict[str, str] = {}
    for line in lines:
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
            found[line.target.id] = ast.unparse(line.value) if line.value else ""
        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
            found[line.targets[0].id] = ast.unparse(line.value)
    return found


def _missing_of_operation(operation: dict[str, Any], api: Path) -> list[str]:
    name, told = snake(operation["operationId"]), f"operation {operation['operationId']}"
    path = api / snake(operation["tags"][0]) / f"{name}.py"
    if not path.is_file():
        return [f"{told}: no module {name}.py"]
    given: set[str] = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name == "call":
            given = {argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)}
    found = [f"{told}: parameter {p['name']} is no argument" for p in operation["parameters"] if p["name"] not in given]
    return [*found, *_missing_of_body(operation, told, path)]


def _missing_of_body(operation: dict[str, Any], told: str, path: Path) -> Iterator[str]:
    """A property of the body is an argument of both methods, is handed on by them, and is checked."""
    if operation["body"] is None:
        return
    checks = "".join(code for name, code in _values(path.read_text("utf-8")).items() if name == "BODY")
    methods = [*_methods_that_call(path)]
    for name in operation["body"]["properties"]:
        if f"{name!r}: " not in checks:
            yield f"{told}: {name} of the body is checked by nobody"
        if len(methods) < 2 or not all(name in given and f"{name}={name}" in code for given, code in methods):
            yield f"{told}: {name} of the body is no argument, or is not handed on"


def _values(text: str) -> dict[str, str]:
    lines = [node for node in ast.parse(text).body if isinstance(node, ast.Assign)]
    return {ast.unparse(line.targets[0]): ast.unparse(line.value) for line in lines}


def _methods_that_call(path: Path) -> Iterator[tuple[set[str], str]]:
    """The methods that make the call of a module, each with its arguments and its code."""
    for node in ast.walk(ast.parse((path.parent / "__init__.py").read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and f"{path.stem}.call(" in ast.unparse(node):
            yield {argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)}, ast.unparse(node)


def _hidden_methods(api: Path) -> Iterator[str]:
    """Of two methods of one name in a class the second hides the first."""
    for path in sorted(api.glob("*/__init__.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef):
                methods = [line.name for line in node.body if isinstance(line, ast.FunctionDef | ast.AsyncFunctionDef)]
                yield from (
                    f"{node.name}.{name}: two of that name" for name in sorted(set(methods)) if methods.count(name) > 1
                )
