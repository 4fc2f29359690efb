"""Reads openapi.yaml."""

import builtins
from keyword import iskeyword
from pathlib import Path
from typing import Any

from openapi_python_client.strings import PythonIdentifier
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from tines_spec import DocumentError

ROOT = Path(__file__).resolve().parent.parent
PATH = ROOT / "openapi.yaml"


class GenerationError(DocumentError):
    """The spec cannot be generated from; says why, and what to do."""


def read(path: Path = PATH) -> dict[str, Any]:
    """The spec as plain data. Raises GenerationError, which says where, for what is no YAML or has a key twice."""
    try:
        document: Any = _apart(YAML(typ="safe").load(path))
    except RecursionError:
        raise GenerationError(f"{path.name} cannot be written out: an alias stands inside what it stands for") from None
    except OSError as error:
        raise GenerationError(f"{path} cannot be read: {error.strerror}") from None
    except YAMLError as error:
        raise GenerationError(f"{path.name} is no YAML: {error}") from None
    if not isinstance(document, dict):
        raise GenerationError(f"{path.name} is no OpenAPI document: it is no mapping")
    for schema in map(mapping, mapping(mapping(document.get("components")).get("schemas")).values()):
        for prop in map(mapping, mapping(schema.get("properties")).values()):
            if "x-evidence" in schema and "$ref" not in prop:  # what is said of all of them holds for each
                prop.setdefault("x-evidence", dict(mapping(schema["x-evidence"])))
    return document


def _apart(value: Any) -> Any:
    """A copy in which no part stands in two places, as an alias of YAML makes it do."""
    if isinstance(value, dict):
        return {key: _apart(one) for key, one in value.items()}
    return [_apart(one) for one in value] if isinstance(value, list) else value


def mapping(value: Any) -> dict[str, Any]:
    """The value, where it is a mapping; else an empty one."""
    return value if isinstance(value, dict) else {}


def snake(name: str) -> str:
    """The generator's own way from a name of the spec to one of Python's."""
    return str(PythonIdentifier(name, prefix="field_"))


def is_field_name(name: str) -> bool:
    """Whether a class can have a field of this name: a field may be called as a built-in is, such as `type`."""
    return snake(name) == name or (hasattr(builtins, name) and name.islower() and not iskeyword(name))
