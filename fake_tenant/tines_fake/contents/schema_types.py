"""What a schema of the spec allows, as far as the fake looks at it."""

from collections.abc import Mapping
from typing import Any

from tines_spec import resolve

Schema = Mapping[str, Any]


def choices_of(schema: Schema) -> list[Schema]:
    """The schemas of which a value must match one; none where there is no choice."""
    return [*schema.get("oneOf", ()), *schema.get("anyOf", ())]


def types_of(schema: Schema) -> tuple[str, ...]:
    """The JSON types that a schema allows, in its order; none where it names none."""
    schema = resolve(schema)
    named = schema.get("type", ())
    own = (named,) if isinstance(named, str) else named
    parts = (*choices_of(schema), *schema.get("allOf", ()))
    return tuple(dict.fromkeys((*own, *(name for part in parts for name in types_of(part)))))
