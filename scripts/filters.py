"""What a list is filtered by: a parameter of the style deepObject. `x-shown-by` says what of an item shows a filter."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen
from contract_document import GenerationError
from schemas import Schemas


@frozen
class Filters:
    """The parameter that holds them; the code of its check, and of the ways in which items show the filters."""

    name: str
    annotation: str
    description: str
    fields: str
    shown: str


def is_filters(parameter: dict[str, Any]) -> bool:
    return parameter.get("style") == "deepObject"


def filters_of(schemas: Schemas, parameters: list[dict[str, Any]], raw: Mapping[str, Any]) -> Filters | None:
    """Those of an operation, `raw`; None where it has none. Raises GenerationError."""
    found = [one for one in parameters if is_filters(one)]
    if not found:
        return None
    name, named = found[0]["name"], found[0]["schema"]
    schema = schemas.resolved(named)
    if len(found) > 1 or "x-paging" not in raw:
        raise GenerationError(f"{name} has the style of filters: give it to a list, and no other beside it")
    if "properties" not in schema or "$ref" not in named:
        raise GenerationError(f"{name} has the style of filters: make its schema a named object")
    ways = {name: one["x-shown-by"] for name, one in schema["properties"].items() if "x-shown-by" in one}
    shown = [
        f"{name!r}: ShownBy({', '.join(map(_argument, way.items()))})"
        for name, way in ways.items()
        if way["rule"] != "holds"  # how a tenant searches is its own business
    ]
    annotation, fields = schemas.sent_as(named).annotation, f"Fields(checks={{{schemas.checks(schema)}}})"
    return Filters(name, annotation, found[0]["description"], fields, f"{{{', '.join(shown)}}}")


def _argument(entry: tuple[str, Any]) -> str:
    name, value = entry
    return f"{name}={tuple(value) if isinstance(value, list) else value!r}"
