"""One schema as plain facts, whatever the edition and the words that say them: `nullable`, arrays of types, `allOf` …

What a schema does not say stays None: to be silent is no statement.
"""

import functools
import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from attrs import evolve, field, frozen

from tines_contract.spec_comparison.spec_document import SpecDocument

LOWER_BOUNDS = ("minimum", "minLength", "minItems")
UPPER_BOUNDS = ("maximum", "maxLength", "maxItems")
_DEEPEST = 40
_NULL = frozenset({"null"})


@frozen
class PlainSchema:
    """The facts. types: with "null" where that is allowed. guessed: types that are said to be assumptions.

    properties, items: schemas as they are written. closed: whether there is no other property.
    """

    types: frozenset[str] | None = None
    guessed: frozenset[str] = frozenset()
    enum: tuple[Any, ...] | None = None
    known: tuple[Any, ...] | None = None
    format: str | None = None
    pattern: str | None = None
    default: Any = None
    bounds: Mapping[str, float] = field(factory=dict)
    properties: Mapping[str, Any] = field(factory=dict)
    required: frozenset[str] | None = None
    items: Any = None
    closed: bool = False


Join = Callable[[PlainSchema, PlainSchema], PlainSchema]
T = TypeVar("T")


def plain(document: SpecDocument, written: Any, place: str, depth: int = 0) -> PlainSchema:
    """A schema as plain facts. Raises UsageError."""
    document.count()
    if depth > _DEEPEST:
        raise document.error(f"the schema of {place} contains itself, or is nested too deeply")
    if isinstance(written, bool):
        return PlainSchema()
    said = document.resolve(written, f"the schema of {place}")
    document.count(sum(len(value) for value in said.values() if isinstance(value, list | dict)))
    own = _own(document, said, place)
    siblings = {} if document.is_3_0 or not isinstance(written, Mapping) else written
    if "$ref" in siblings and len(siblings) > 1:  # since 3.1 they hold too
        own = _both(own, _own(document, siblings, place))
    inner: Callable[[Any], PlainSchema] = lambda part: plain(document, part, place, depth + 1)  # noqa: E731 - typed
    parts = [inner(part) for part in _parts(document, said, "allOf", place)]
    for keyword in ("oneOf", "anyOf"):
        choices = [inner(part) for part in _parts(document, said, keyword, place)]
        parts += [functools.reduce(_counted(document, _either), choices)] if choices else []
    whole = functools.reduce(_counted(document, _both), parts, own)
    nullable = document.is_3_0 and said.get("nullable") is True and whole.types is not None
    return evolve(whole, types=(whole.types or frozenset()) | {"null"}) if nullable else whole


def _counted(document: SpecDocument, join: Join) -> Join:
    """As `join`, whose steps are counted: it copies both, and compares each value of one with each of the other."""

    def step(one: PlainSchema, other: PlainSchema) -> PlainSchema:
        document.count(sum(len(part.properties) + len(part.required or ()) for part in (one, other)))
        document.count(len(one.enum or ()) + len(other.enum or ()) + len(one.enum or ()) * len(other.enum or ()) // 100)
        return join(one, other)

    return step


def _parts(document: SpecDocument, said: Mapping[str, Any], keyword: str, place: str) -> list[Any]:
    return document.array(said.get(keyword, []), f"{keyword} of {place}")


def _own(document: SpecDocument, said: Mapping[str, Any], place: str) -> PlainSchema:
    enum = document.array(said["enum"], f"enum of {place}") if "enum" in said else None
    if "const" in said:
        enum = [said["const"]]
    properties = document.mapping(said.get("properties", {}), f"properties of {place}")
    types = _types(said)
    if types is None and (properties or "items" in said):
        types = frozenset({"object" if properties else "array"})
    if types is None and enum:
        types = frozenset(_type_of(value) for value in enum)
    if types is not None and enum and None not in enum:  # whatever `type` allows
        types = types - _NULL or types
    required = document.array(said["required"], f"required of {place}") if "required" in said else None
    evidence = said.get("x-evidence", {})
    assumed = isinstance(evidence, Mapping) and evidence.get("grade") == "assumed"
    return PlainSchema(
        types=types,
        guessed=types if types is not None and assumed else frozenset(),
        enum=None if enum is None else tuple(value for value in enum if value is not None),
        known=tuple(said["x-extensible-enum"]) if isinstance(said.get("x-extensible-enum"), list) else None,
        format=_text(said.get("format")),
        pattern=_text(said.get("pattern")),
        default=said.get("default"),
        bounds=dict(_bounds(said)),
        properties=properties,
        required=None if required is None else _texts(required),
        items=said.get("items"),
        closed=said.get("additionalProperties") is False,
    )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _texts(values: list[Any]) -> frozenset[str]:
    return frozenset(value for value in values if isinstance(value, str))


def _types(said: Mapping[str, Any]) -> frozenset[str] | None:
    written = said.get("type")
    return _texts(written) if isinstance(written, list) else _texts([written]) or None


def _type_of(value: Any) -> str:
    kinds = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", type(None): "null"}
    return kinds.get(type(value), "object")


def _bounds(said: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    for name in (*LOWER_BOUNDS, *UPPER_BOUNDS):
        value, outside = said.get(name), said.get(f"exclusive{name.capitalize()}")
        if isinstance(outside, int | float) and not isinstance(outside, bool):
            value, outside = outside, True
        if isinstance(value, int | float) and not isinstance(value, bool):
            yield name, _next(name, value, said) if outside is True else value


def _next(name: str, value: float, said: Mapping[str, Any]) -> float:
    """The first value within an exclusive bound."""
    sign = 1 if name in LOWER_BOUNDS else -1
    return value + sign if "integer" in (_types(said) or ()) else math.nextafter(value, sign * math.inf)


def _both(one: PlainSchema, other: PlainSchema) -> PlainSchema:
    """What holds where both schemas do."""
    return PlainSchema(
        types=_joint(one.types, other.types, _meeting),
        guessed=one.guessed | other.guessed,
        enum=_joint(one.enum, other.enum, lambda mine, theirs: tuple(value for value in mine if value in theirs)),
        known=one.known or other.known,
        format=one.format or other.format,
        pattern=one.pattern or other.pattern,
        default=other.default if one.default is None else one.default,
        bounds={name: _tighter(name, one, other) for name in {**one.bounds, **other.bounds}},
        properties=_joined(one, other, "allOf"),
        required=_joint(one.required, other.required, frozenset.union),
        items=one.items if other.items is None else other.items,
        closed=one.closed or other.closed,
    )


def _either(one: PlainSchema, other: PlainSchema) -> PlainSchema:
    """What holds where one of two schemas does."""
    types = None if one.types is None or other.types is None else one.types | other.types
    if _NULL in (one.types, other.types):
        whole = one if other.types == _NULL else other
        return evolve(whole, types=types, guessed=one.guessed | other.guessed)
    bounds = {name: _tighter(name, one, other, loosest=True) for name in one.bounds if name in other.bounds}
    return PlainSchema(
        types=types,
        guessed=one.guessed | other.guessed,
        enum=None if one.enum is None or other.enum is None else (*one.enum, *other.enum),
        format=one.format if one.format == other.format else None,
        bounds=bounds,
        properties=_joined(one, other, "anyOf"),
        required=None if one.required is None or other.required is None else one.required & other.required,
        items=one.items if other.items is None else other.items,
        closed=one.closed and other.closed,
    )


def _joint(one: T | None, other: T | None, join: Callable[[T, T], T]) -> T | None:
    """What one of them says alone, or what both say."""
    if one is None or other is None:
        return one if other is None else other
    return join(one, other)


def _meeting(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    integers = {"integer"} if {"integer", "number"} <= one | other else set()
    return one & other | integers


def _tighter(name: str, one: PlainSchema, other: PlainSchema, *, loosest: bool = False) -> float:
    found = [schema.bounds[name] for schema in (one, other) if name in schema.bounds]
    return max(found) if (name in LOWER_BOUNDS) is not loosest else min(found)


def _joined(one: PlainSchema, other: PlainSchema, keyword: str) -> dict[str, Any]:
    both = {
        name: {keyword: [one.properties[name], other.properties[name]]}
        for name in one.properties
        if name in other.properties
    }
    return {**one.properties, **other.properties, **both}
