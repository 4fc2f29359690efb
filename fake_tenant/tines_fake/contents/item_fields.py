"""The properties of an item: what they are by default, what they may be, and which of them are times."""

import datetime
import functools
import json
from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from tines_fake.contents.schemas import Schema, examples_of, problems_of
from tines_spec import resolve, types_of

Item = Mapping[str, Any]
"""An item as it is stored; a time is a datetime with a time zone."""

_FIRST = datetime.datetime(2023, 10, 31, 15, 42, tzinfo=datetime.UTC)
_BETWEEN = datetime.timedelta(hours=2)
_DIFFERENT_TIMES = 10_000
_LATER = datetime.timedelta(hours=1)
_SPECIAL = {"format", "enum", "pattern", "x-extensible-enum", "x-secret"}
_BOUNDS = {"enum", "pattern", "minimum", "maximum", "oneOf", "anyOf", "allOf"}
_PLAIN: Mapping[str, type] = {"string": str, "boolean": bool, "integer": int, "null": type(None)}
_CONSTRAINED = {"enum", "x-extensible-enum", "format", "pattern", "minItems", "minLength", "minProperties", "required"}
_EMPTY: Mapping[str, Any] = {"string": "", "boolean": False, "object": {}, "array": []}
_TIMES_OF_THE_BEGINNING = ("created_at", "opened_at")
TIMES_OF_NEW_ITEMS = ("created_at", "opened_at", "updated_at")
"""What something new has from the clock, where these are times of it."""


@frozen
class Field:
    """One property. types: of JSON. examples: what it may be by default; items have them by turns."""

    name: str
    required: bool
    types: tuple[str, ...]
    is_time: bool
    is_text: bool
    examples: tuple[Any, ...] = field(repr=False)
    schema: Schema = field(repr=False)

    @property
    def nullable(self) -> bool:
        return "null" in self.types

    def default(self, number: int) -> Any:
        """The value that the item of a number has by default."""
        if self.is_time:
            return moment_of(number) + (_LATER if self.name not in _TIMES_OF_THE_BEGINNING else _LATER * 0)
        return self.examples[(number - 1) % len(self.examples)]

    @functools.cached_property
    def _plain_types(self) -> tuple[type, ...]:
        """Of values of which the spec says no more than their type."""
        if self.schema.keys() & _BOUNDS or self.is_time:
            return ()
        return tuple(_PLAIN[one] for one in self.types if one in _PLAIN)

    @functools.cached_property
    def empty(self) -> Any:
        """The value of a new item for which a body gives none."""
        if self.nullable:
            return None
        if not self.types or _CONSTRAINED & self.schema.keys():
            return self.examples[0]
        return _EMPTY.get(self.types[0], self.examples[0])

    def check(self, value: object) -> None:
        """Raise TypeError for a value of another type, ValueError for one that the spec does not allow."""
        if type(value) in self._plain_types:
            return
        if self.is_time:
            self._check_time(value)
            return
        problem = next(problems_of(value, self.schema, self.name), None)
        if problem is not None:
            kind = TypeError if problem.startswith(f"{self.name} must be {' or '.join(self.types)}") else ValueError
            raise kind(f"{problem}, not {value!r}")
        if isinstance(value, (dict, list, float)):
            _check_json(self.name, value)

    def _check_time(self, value: object) -> None:
        if value is None and self.nullable:
            return
        if not isinstance(value, datetime.datetime) or value.utcoffset() is None:
            raise TypeError(f"{self.name} must be a datetime with a time zone, not {value!r}")


def _check_json(name: str, value: object) -> None:
    try:
        json.dumps(value, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise ValueError(f"{name} must be what JSON can hold: {error}") from None


def moment_of(number: int) -> datetime.datetime:
    """A time for the item of a number: the higher the number, the later, as far as this goes."""
    return _FIRST + _BETWEEN * ((number - 1) % _DIFFERENT_TIMES)


def fields_of(schema: Schema | None) -> Mapping[str, Field]:
    """The properties of an object, by name."""
    whole = resolve(schema or {})
    required = whole.get("required", ())
    found = {name: resolve(prop) for name, prop in whole.get("properties", {}).items()}
    return {name: _field(name, prop, required=name in required) for name, prop in found.items()}


def _field(name: str, prop: Schema, *, required: bool) -> Field:
    types = types_of(prop)
    return Field(
        name=name,
        required=required,
        types=types,
        is_time=prop.get("format") == "date-time",
        is_text=types == ("string",) and not _SPECIAL & prop.keys(),
        examples=examples_of(prop),
        schema=prop,
    )
