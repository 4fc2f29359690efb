"""The shapes that everybody who reads the document reads alike. What the generator does not, generation refuses."""

from collections.abc import Iterator
from typing import Any

from contract_document import snake
from jsonschema import Draft202012Validator

from contract_tests.spec.rules.places import SCHEMAS, of_kind

_SMALLEST, _GREATEST = -(2**63), 2**63 - 1


def security_is_said_on_operations(document: dict[str, Any]) -> Iterator[str]:
    """The generator does not see what is said for all of them at once."""
    if "security" in document:
        yield "/security: say it on each operation; the generator does not see it here"


def responses_are_named_by_status(document: dict[str, Any]) -> Iterator[str]:
    """With a `default`, checks of the status look at nothing."""
    for place in of_kind(document, "operation"):
        if "default" in place.value.get("responses", {}):
            yield f"{place.pointer}/responses/default: name the statuses, then 4XX and 5XX"


def nothing_is_nullable(document: dict[str, Any]) -> Iterator[str]:
    """That means nothing in 3.1."""
    for place in of_kind(document, *SCHEMAS):
        if isinstance(place.value, dict) and "nullable" in place.value:
            yield f"{place.pointer}: nullable, which means nothing in 3.1"


def parameters_have_names_of_python(document: dict[str, Any]) -> Iterator[str]:
    """A method's argument is called as its parameter is."""
    for place in of_kind(document, "parameter"):
        if snake(place.value["name"]) != place.value["name"]:
            yield f"{place.pointer}: the parameter {place.value['name']} has no such name in Python"


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


def defaults_are_allowed(document: dict[str, Any]) -> Iterator[str]:
    """Redocly judges the examples, and not these."""
    for place in of_kind(document, *SCHEMAS):
        schema = place.value if isinstance(place.value, dict) else {}
        if "default" in schema and not Draft202012Validator(schema).is_valid(schema["default"]):
            yield f"{place.pointer}/default: refused by its schema"
