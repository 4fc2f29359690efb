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
        document: Any = YAML(typ="safe").load(path)
    except OSError as error:
        raise GenerationError(f"{path} cannot be read: {error.strerror}") from None
    except YAMLError as error:
        raise GenerationError(f"{path.name} is no YAML: {error}") from None
    if not isinstance(document, dict):
        raise GenerationError(f"{path.name} is no OpenAPI document: it is no mapping")
    return document


def snake(name: str) -> str:
    """The generator's own way from a name of the spec to one of Python's."""
    return str(PythonIdentifier(name, prefix="field_"))


def is_field_name(name: str) -> bool:
    """Whether a class can have a field of this name: a field may be called as a built-in is, such as `type`."""
    return snake(name) == name or (hasattr(builtins, name) and name.islower() and not iskeyword(name))
