"""A schema as one value: with what it refers to, and without what says nothing of the values that it takes.

So schemas are compared that say the same in other words, and so are the words that `plain` does not read.
"""

from collections.abc import Mapping
from typing import Any

from tines_contract.spec_comparison.spec_document import SpecDocument

_NOTES = frozenset(
    ("$comment", "$defs", "default", "deprecated", "description", "example", "examples", "externalDocs", "title")
)
_READ = frozenset(
    (
        *("type", "nullable", "enum", "const", "format", "pattern", "properties", "required", "items"),
        *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems"),
        *("maxItems", "additionalProperties", "allOf", "oneOf", "anyOf"),
    )
)
"""What is compared by its meaning."""
_NAMES = frozenset(("properties", "patternProperties", "dependentSchemas"))
"""Below them stand the names of others, which are no words of ours."""
_DEEPEST = 40


def whole(document: SpecDocument, written: Any, *, depth: int = 0) -> Any:
    """A schema, or a part of one. Raises UsageError."""
    document.count()
    if depth > _DEEPEST:
        raise document.error("a schema contains itself, or is nested too deeply")
    if isinstance(written, list):
        return [whole(document, one, depth=depth + 1) for one in written]
    if not isinstance(written, Mapping):
        return written
    said = {**document.resolve(written, "a schema"), **written}
    return {
        word: _below(document, word, value, depth + 1)
        for word, value in said.items()
        if word not in _NOTES and word != "$ref" and not word.startswith("x-")
    }


def _below(document: SpecDocument, word: str, value: Any, depth: int) -> Any:
    if word in _NAMES and isinstance(value, Mapping):
        return {name: whole(document, schema, depth=depth) for name, schema in value.items()}
    return whole(document, value, depth=depth)


def rare_words(said: Any, *, is_response: bool) -> dict[str, Any]:
    """What a whole schema asks for that is not compared by its meaning."""
    if not isinstance(said, Mapping):
        return {}
    # A request may not hold what is only read; a response always may.
    passed_over = _READ | {"readOnly" if is_response else "writeOnly"}
    found = {word: value for word, value in said.items() if word not in passed_over and value is not False}
    for part in said.get("allOf", ()):
        found |= rare_words(part, is_response=is_response)
    return found


def choices(said: Any) -> list[Any]:
    """The schemas of which a value has to take one, without that of null; one alone is none to choose."""
    if not isinstance(said, Mapping):
        return []
    found = [one for word in ("oneOf", "anyOf") for one in said.get(word, ()) if one != {"type": "null"}]
    return found if len(found) > 1 else []
