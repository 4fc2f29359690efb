"""The classes that are made of named schemas: their fields, each with its type, default, mask and hash."""

import re
from collections.abc import Iterator
from typing import Any

from attrs import frozen
from contract_document import GenerationError
from schemas import Schemas

from tines_spec import DocumentError

_TAKEN = {"field", "shown_items", "shown_names", "shown_url", "str", "int", "float", "bool", "list", "dict"}
"""What the code of a class names."""


@frozen
class Field:
    """A field of a model: the code after its name, and its words."""

    name: str
    code: str
    description: str


@frozen
class Model:
    """A named schema that is a class, or, without fields, a mapping."""

    name: str
    description: str
    source: str
    fields: list[Field]


def models(document: dict[str, Any], schemas: Schemas) -> Iterator[Model]:
    """All of them. Raises GenerationError for what would be lost or fail."""
    for name, schema in {**schemas.models, **schemas.mappings}.items():
        try:
            yield _model(document, schemas, name, schema)
        except DocumentError as error:
            raise GenerationError(f"{name}: {error}") from None
        except KeyError as error:
            raise GenerationError(f"{name}: {error.args[0]} is missing, in it or in what it refers to") from None


def _model(document: dict[str, Any], schemas: Schemas, name: str, schema: dict[str, Any]) -> Model:
    properties, source = schema.get("properties", {}), ""
    if properties:
        source = document["info"]["x-sources"][schema["x-evidence"]["source"]]["url"]
    required = schema.get("required", ())
    fields = [_field(schemas, key, prop, key in required, name in schemas.sent) for key, prop in properties.items()]
    words = set(re.findall(r"\w+", " ".join(field.code for field in fields)))
    for taken in _TAKEN & words & properties.keys():
        raise GenerationError(f"a field called {taken} would hide what the class is made with: give it another name")
    fields.sort(key=lambda field: field.name not in required)
    return Model(name, schema["description"], source, fields)


def _field(schemas: Schemas, name: str, schema: dict[str, Any], required: bool, sent: bool) -> Field:
    whole, absent = schemas.resolved(schema), "UNSET" if sent else "None"
    kind = schemas.sent_as(schema).annotation if sent else schemas.read_as(schema)
    settings = [*_shown(kind, bool(whole.get("x-secret"))), *_hashed(kind, schemas)]
    if not required:
        kind = " | ".join(dict.fromkeys([*kind.split(" | "), "Unset" if sent else "None"]))
    default = [] if required else [f"default={absent}"]
    value = f"field({', '.join([*default, *settings])})" if settings else absent
    return Field(name, f": {kind}" if required and not settings else f": {kind} = {value}", whole["description"])


def _shown(kind: str, secret: bool) -> list[str]:
    """What its repr shows, where that is not all of it."""
    if secret:
        return ["repr=shown_url" if "str" in re.findall(r"\w+", kind) and "Mapping" not in kind else "repr=shown_names"]
    return ["repr=shown_items"] if kind.startswith(("list[", "Iterable[")) else []


def _hashed(kind: str, schemas: Schemas) -> list[str]:
    """What has no hash is left out of that of the model."""
    named = set(re.findall(r"\w+", kind))
    return ["hash=False"] if named & ({"list", "dict", "Any", "Iterable"} | schemas.mappings.keys()) else []
