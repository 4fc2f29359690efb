"""What is sent in a body, out of sight, and how its fields are checked before anything is sent.

A webhook's URL is a secret, and all of a body is the case's own business. Arguments are sealed as soon as a method has
them, and opened only while they are checked and encoded, and when the request is made: no frame that an error leads to
holds what is in them.

A check takes a field's name and value, and returns what is encoded. It raises TypeError for a value of another type and
ValueError for one that is not allowed; both name the field and never show a value, since a URL may be a secret.
"""

import datetime
import math
from collections import UserString
from collections.abc import Callable, Collection, Iterable, Mapping
from enum import Enum
from io import IOBase
from typing import Any

import attrs
import msgspec
from msgspec import Struct

from tines_runtime.secret import REDACTED, SecretValue

UNSET = msgspec.UNSET
"""Stands for an argument that is not given, and not sent; None is sent as null."""

Unset = msgspec.UnsetType
Check = Callable[[str, Any], object]

_ONE_THING = (str, UserString, bytes, bytearray, memoryview, Mapping, IOBase)
_SMALLEST, _GREATEST = -(2**63), 2**64 - 1


class BodyArguments:
    """The arguments that a method was given for a body, those that are UNSET left out.

    revealed: gives them, to whoever asks to see them.
    """

    __slots__ = ("revealed",)

    def __init__(self, **arguments: object) -> None:
        def reveal() -> dict[str, object]:
            return {name: value for name, value in arguments.items() if value is not UNSET}

        self.revealed = reveal

    def encoded(self, check: Callable[[dict[str, object]], object]) -> SecretValue[bytes]:
        """The arguments as JSON, as the check returns them. Raises TypeError or ValueError, which names an argument."""

        def encode(given: dict[str, object]) -> bytes:
            try:
                return msgspec.json.encode(check(given))
            except OverflowError as error:
                problem = str(error)
            except RecursionError:
                problem = "nested too deeply"
            raise ValueError(f"{', '.join(given)} cannot be sent: {problem}")

        return SecretValue(SecretValue(self.revealed()).read(encode))

    def with_id(self, field: str, name: str, number: object) -> "BodyArguments":
        """An item's field, a mapping, with the item's own id among its values, as the argument of a further call."""
        (item,) = self.revealed().values()
        given = item.get(field) if isinstance(item, Mapping) else getattr(item, field, None)
        kept = given if isinstance(given, Mapping) else {}
        return BodyArguments(**{field: {**kept, name: str(number)}})

    def __repr__(self) -> str:
        return f"BodyArguments({REDACTED})"


def text(name: str, value: Any) -> str:
    """A str, of a subclass too."""
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a str, not {type(value).__name__}")
    plain = str.__str__(value)
    try:
        plain.encode()
    except UnicodeEncodeError:
        raise ValueError(f"{name} holds half of a surrogate pair, which cannot be sent") from None
    return plain


def moment(name: str, value: Any) -> str:
    """A time with a time zone, or a text of ISO 8601, as text."""
    if isinstance(value, datetime.datetime):
        if value.utcoffset() is None:
            raise ValueError(f"{name} has no time zone: give it one, such as datetime.UTC")
        return value.isoformat()
    plain = text(name, value)
    try:
        datetime.datetime.fromisoformat(plain)
    except ValueError:
        raise ValueError(f"{name} must be a time of ISO 8601, such as 2026-11-25T12:30:00Z") from None
    return plain


def day_or_moment(name: str, value: Any) -> str:
    """A day, or a moment, as text."""
    is_day = isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)
    return value.isoformat() if is_day else moment(name, value)


def choice(*listed: str) -> Check:
    """One of the values that are listed, as a str or as a member of an enum of them."""

    def check(name: str, value: Any) -> str:
        plain = text(name, value)
        if plain not in listed:
            raise ValueError(f"{name} must be {' or '.join(listed)}, not another text")
        return plain

    return check


def json_object(name: str, value: Any) -> dict[str, object]:
    """A mapping of JSON values, of any depth."""
    if not isinstance(value, Mapping):
        raise TypeError(f"{name} must be a mapping, not {type(value).__name__}")
    try:
        return _object(name, value)
    except RecursionError:
        problem = f"{name} is nested too deeply"
    raise ValueError(problem)


def _object(name: str, value: Mapping[Any, Any]) -> dict[str, object]:
    return {key: json_value(f"{name}.{key[:40]}", entry) for key, entry in by_name(name, value).items()}


def by_name(name: str, value: Mapping[Any, Any]) -> dict[str, Any]:
    """A mapping's entries by their names as they are sent, of which each comes once."""
    found: dict[str, Any] = {}
    for key, entry in value.items():
        plain = text(f"a name in {name}", key.value if isinstance(key, Enum) else key)
        if plain in found:
            raise ValueError(f"{name} has the name {plain[:40]!r} twice")
        found[plain] = entry
    return found


def json_value(name: str, value: Any) -> object:
    """A value that JSON has, of any depth; a member of an enum is its value."""
    if isinstance(value, Enum):
        return json_value(name, value.value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return text(name, value)
    if isinstance(value, int | float):
        return _number(name, value)
    if isinstance(value, list | tuple):
        return [json_value(f"{name}[{index}]", entry) for index, entry in enumerate(value)]
    if isinstance(value, Mapping):
        return _object(name, value)
    raise TypeError(f"{name} must be one that JSON has, not {type(value).__name__}")


def _number(name: str, value: float) -> float:
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{name} must be finite: JSON has no other number")
    if isinstance(value, int) and not _SMALLEST <= value <= _GREATEST:
        raise ValueError(f"{name} is longer than 64 bits")
    return int(value) if isinstance(value, int) else float(value)


def listed(check: Check, most: int | None = None) -> Check:
    """An iterable, each entry of which passes the check; of no more entries than `most`."""

    def check_all(name: str, value: Any) -> list[object]:
        entries = several(name, value)
        if most is not None and len(entries) > most:
            raise ValueError(f"{name} must have {most} entries or fewer, not {len(entries)}")
        return [check(f"{name}[{index}]", entry) for index, entry in enumerate(entries)]

    return check_all


def several(name: str, value: Any) -> list[Any]:
    """The entries of an iterable, which is read once. Raises TypeError for what is one thing, such as a mapping.

    An empty file, or items that a loop has read before, would else stand for nothing at all.
    """
    if isinstance(value, _ONE_THING) or not isinstance(value, Iterable):
        raise TypeError(f"{name} must be an iterable of several, not {type(value).__name__}")
    if getattr(value, "_is_partly_read", False) is True:
        raise ValueError(f"{name} was read before, and what was read does not come again: pass a list of its items")
    return list(value)


class Fields(Struct, frozen=True):
    """The fields of an object: a check for each, which are required, and which are the server's, so that none is sent.

    unseen: those that may be given, and are never shown. shown_as: where an item shows others: a part of a field.

    An object is a mapping or a model. One that holds fields of the server's was read, and None may stand in it for a
    field that the response did not have: it is left out.
    """

    checks: Mapping[str, Check]
    required: Collection[str] = ()
    owned: Collection[str] = ()
    unseen: Collection[str] = ()
    shown_as: Mapping[str, tuple[str, str]] = {}

    def __call__(self, name: str, value: Any) -> dict[str, object]:
        entries = self._given(name, value)
        return self._checked(f"{name}.", self._without_none(entries, entries))

    def with_nulls(self, name: str, value: Any) -> dict[str, object]:
        """The fields of an object where None is null. One that was read comes without those that take no null."""
        entries = self._given(name, value)
        none = [key for key, entry in entries.items() if entry is None and key in self.checks]
        return self._checked(
            f"{name}.", self._without_none(entries, [key for key in none if not self._takes_null(key)])
        )

    def arguments(self, given: Mapping[str, object]) -> dict[str, object]:
        """As for an object, for arguments that have no other name than their own."""
        return self._checked("", given)

    def shown(self, item: object, name: str) -> Any:
        """What an item that was read shows of a field."""
        for step in self.shown_as.get(name, (name,)):
            item = item.get(step) if isinstance(item, Mapping) else getattr(item, step, None)
        return item

    def _without_none(self, entries: Mapping[Any, object], names: Collection[str]) -> Mapping[Any, object]:
        """The fields without those of these names that are None, if the object was read."""
        if entries.keys().isdisjoint(self.owned):
            return entries
        return {key: entry for key, entry in entries.items() if entry is not None or key not in names}

    def _takes_null(self, name: str) -> bool:
        try:
            return self.checks[name](name, None) is None
        except TypeError:
            return False

    def _given(self, name: str, value: Any) -> dict[Any, object]:
        shown = {key: self.shown(value, key) for key in self.shown_as}
        return {**{key: one for key, one in shown.items() if one is not None}, **_given(name, value)}

    def _checked(self, prefix: str, given: Mapping[Any, object]) -> dict[str, object]:
        for key in given:
            if key not in self.checks and key not in self.owned:
                raise ValueError(f"{prefix}{str(key)[:40]} is no field; there are {', '.join(self.checks)}")
        for key in self.required:
            if key not in given:
                raise ValueError(f"{prefix}{key} is missing")
        return {key: check(f"{prefix}{key}", given[key]) for key, check in self.checks.items() if key in given}


def _given(name: str, value: Any) -> dict[Any, object]:
    """The fields of a model or a mapping that are given. Raises TypeError for anything else."""
    if isinstance(value, Mapping):
        return {key: entry for key, entry in value.items() if entry is not UNSET}
    if isinstance(value, type) or not attrs.has(type(value)):
        raise TypeError(f"{name} must be a model or a mapping, not {type(value).__name__}")
    entries = {field.name: getattr(value, field.name) for field in attrs.fields(type(value))}
    return {key: entry for key, entry in entries.items() if entry is not UNSET}
