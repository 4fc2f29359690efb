"""The shapes that everybody who reads the document, the generator above all, reads whole and alike."""

from collections.abc import Iterator
from typing import Any

from contract_document import is_field_name, snake

from contract_tests.spec.rules.places import SCHEMAS, of_kind, places

_SMALLEST, _GREATEST = -(2**63), 2**63 - 1
_NAMED = "#/components/schemas/"


def security_is_said_on_operations(document: dict[str, Any]) -> Iterator[str]:
    """The generator does not see what is said for all of them at once."""
    if "security" in document:
        yield "/security: say it on each operation; the generator does not see it here"


def responses_are_named_by_status(document: dict[str, Any]) -> Iterator[str]:
    """With a `default`, checks of the status look at nothing."""
    for place in of_kind(document, "operation"):
        if "default" in place.value.get("responses", {}):
            yield f"{place.pointer}/responses/default: name the statuses, then 4XX and 5XX"


def schemas_are_those_that_the_generator_reads_whole(document: dict[str, Any]) -> Iterator[str]:
    """No allOf, no boolean schema, and no nullable, which means nothing in 3.1."""
    for place in places(document):
        if place.kind not in SCHEMAS:
            continue
        if isinstance(place.value, bool):
            if not place.pointer.endswith("/additionalProperties"):
                yield f"{place.pointer}: a boolean schema"
            continue
        if "allOf" in place.value:
            yield f"{place.pointer}: allOf, which the generator flattens and whose masks it loses"
        if "nullable" in place.value:
            yield f"{place.pointer}: nullable, which means nothing in 3.1"


def names_are_names_of_python(document: dict[str, Any]) -> Iterator[str]:
    """msgspec renames no field of attrs: under another name it would read the default, in silence."""
    for place in places(document):
        if (
            place.kind == "parameter"
            and "$ref" not in place.value
            and snake(place.value["name"]) != place.value["name"]
        ):
            yield f"{place.pointer}: the parameter {place.value['name']} has no such name in Python"
        if place.kind in SCHEMAS and isinstance(place.value, dict):
            for name in place.value.get("properties", {}):
                if not is_field_name(name):
                    yield f"{place.pointer}: the property {name} has no such name in Python"


def integers_are_bounded_to_64_bits(document: dict[str, Any]) -> Iterator[str]:
    """Without bounds an integer is of any length, which no client reads and no server means."""
    for place in of_kind(document, *SCHEMAS):
        if not isinstance(place.value, dict):
            continue
        kinds = place.value.get("type")
        if "integer" in (kinds if isinstance(kinds, list) else [kinds]):
            for key in ("minimum", "maximum"):
                bound = place.value.get(key)
                if not isinstance(bound, int) or not _SMALLEST <= bound <= _GREATEST:
                    yield f"{place.pointer}: an integer without a {key} within 64 bits"


def models_do_not_hold_themselves(document: dict[str, Any]) -> Iterator[str]:
    """A generated model names the types of its fields as they are made, and cannot name its own."""
    uses = {name: set(_references(schema)) for name, schema in document["components"]["schemas"].items()}
    for name, used in uses.items():
        reached, waiting = set(), list(used)
        while waiting:
            other = waiting.pop()
            if other not in reached:
                reached.add(other)
                waiting += uses.get(other, ())
        if name in reached:
            yield f"/components/schemas/{name}: holds itself"


def _references(schema: Any) -> Iterator[str]:
    for place in places({"components": {"schemas": {"": schema}}}):
        if isinstance(place.value, dict) and str(place.value.get("$ref", "")).startswith(_NAMED):
            yield place.value["$ref"].removeprefix(_NAMED)
