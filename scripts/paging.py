"""How a list pages, as `x-paging` says. What an iterator relies on is held against the schemas."""

from typing import Any

from attrs import frozen
from contract_document import GenerationError
from schemas import Schemas

_META = {
    "count": {"integer"},
    "pages": {"integer"},
    "per_page": {"integer"},
    "current_page": {"string", "null"},
    "next_page": {"string", "null"},
    "next_page_number": {"integer", "null"},
}
_CREATED = "created_at"
_MAY_BE_ABSENT = {"current_page", "next_page", "next_page_number"}


@frozen
class Paging:
    """What `x-paging` names, the class of an item with its properties, and what type their ids have.

    largest: the largest page. created: the property that says when an item was created.
    """

    named: dict[str, str]
    item_class: str
    item_properties: frozenset[str]
    id_type: str
    largest: int | None
    created: str | None


def paging_of(
    schemas: Schemas, parameters: list[dict[str, Any]], named: dict[str, str], successes: dict[str, Any]
) -> Paging:
    """Raises GenerationError where an iterator could not go from page to page."""
    absent = [key for key in ("items", "item", "meta", "id", "number", "size") if key not in named]
    if absent:
        raise GenerationError(f"x-paging has no {', '.join(absent)}: name it")
    if [*successes] != ["200"]:
        raise GenerationError("x-paging needs a page to come with 200 and nothing else: make it so")
    page = schemas.resolved(schemas.json_of(successes["200"]))
    items = _property(schemas, page, named["items"], {"array"})
    item = schemas.resolved(items["items"])
    identity = _property(schemas, item, named["id"], {"integer", "string"})
    if len(schemas.choices(item["properties"][named["id"]])) > 1:
        raise GenerationError(f"x-paging needs ids that can be compared: give {named['id']} one type")
    meta = _property(schemas, page, named["meta"], {"object"})
    for name, kinds in _META.items():
        _property(schemas, meta, name, kinds, required=name not in _MAY_BE_ABSENT)
    _parameter(schemas, parameters, named["number"])
    size = _parameter(schemas, parameters, named["size"])
    return Paging(
        named,
        item_class=schemas.read_as(items["items"]),
        item_properties=frozenset(item["properties"]),
        id_type=schemas.read_as(identity),
        largest=size.get("maximum"),
        created=_moment_of_creation(schemas, item),
    )


def _moment_of_creation(schemas: Schemas, item: dict[str, Any]) -> str | None:
    """The property that says when an item was created, if it has one that is a moment."""
    choices = [schemas.resolved(choice) for choice in schemas.choices(item["properties"].get(_CREATED, {}))]
    is_moment = {choice.get("format") for choice in choices if choice.get("type") != "null"} == {"date-time"}
    return _CREATED if is_moment else None


def _property(
    schemas: Schemas, schema: dict[str, Any], name: str, kinds: set[str], *, required: bool = True
) -> dict[str, Any]:
    """A property that an iterator reads."""
    if name not in schema.get("properties", {}) or (required and name not in schema.get("required", ())):
        raise GenerationError(f"x-paging needs the property {name}: give it to the schema{', required' * required}")
    choices = [schemas.resolved(choice) for choice in schemas.choices(schema["properties"][name])]
    if not {choice.get("type") for choice in choices} <= kinds:
        raise GenerationError(f"x-paging needs {name} to be {' or '.join(sorted(kinds))}: give it that type")
    return dict(choices[0])


def _parameter(schemas: Schemas, parameters: list[dict[str, Any]], name: str) -> dict[str, Any]:
    """The schema of a parameter that an iterator sets, or leaves out."""
    found = [parameter for parameter in parameters if parameter["name"] == name and parameter["in"] == "query"]
    schema = schemas.resolved(found[0]["schema"]) if found else {}
    if schema.get("type") != "integer" or found[0].get("required"):
        raise GenerationError(f"x-paging needs {name} to be an optional integer in the query: make it one")
    return dict(schema)
