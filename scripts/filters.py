"""What a list is filtered by: a parameter of the style deepObject. `x-shown-by` says what of an item shows a filter."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen
from contract_document import GenerationError
from schemas import Schemas, Sent


@frozen
class Filters:
    """The code of the parameter's check, and of the ways in which items show the filters."""

    fields: str
    shown: str


def is_filters(parameter: dict[str, Any]) -> bool:
    return parameter.get("style") == "deepObject"


def sent_filters(schemas: Schemas, parameter: dict[str, Any]) -> Sent:
    """What may be given for all of them. Raises GenerationError."""
    schema = parameter["schema"]
    if "properties" not in schemas.resolved(schema) or "$ref" not in schema:
        raise GenerationError(f"parameter {parameter['name']} has the style of filters: make its schema a named object")
    return schemas.sent_as(schema)


def filters_of(schemas: Schemas, parameters: list[dict[str, Any]], raw: Mapping[str, Any]) -> Filters | None:
    """Those of an operation, `raw`; None where it has none. Raises GenerationError."""
    found = [one for one in parameters if is_filters(one)]
    if not found:
        return None
    if len(found) > 1 or "x-paging" not in raw:
        raise GenerationError(f"{found[0]['name']} has the style of filters: give it to a list, and no other beside it")
    schema = schemas.resolved(found[0]["schema"])
    ways = {name: one["x-shown-by"] for name, one in schema["properties"].items() if "x-shown-by" in one}
    shown = [
        f"{name!r}: ShownBy({', '.join(map(_argument, way.items()))})"
        for name, way in ways.items()
        if way["rule"] != "holds"  # how a tenant searches is its own business
    ]
    return Filters(schemas.filter_fields(schema), f"{{{', '.join(shown)}}}")


def _argument(entry: tuple[str, Any]) -> str:
    name, value = entry
    return f"{name}={tuple(value) if isinstance(value, list) else value!r}"
