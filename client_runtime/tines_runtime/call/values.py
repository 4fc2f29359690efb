"""The values that models are made of, and models for people: to what JSON knows, and in short."""

import datetime
from collections.abc import Iterable, Sequence
from enum import Enum, StrEnum
from typing import Annotated, Any, Self, TypeVar, cast

import attrs
import msgspec

from tines_runtime.call.body import UNSET
from tines_runtime.call.response import decoder
from tines_runtime.errors import DecodeError

T = TypeVar("T")

Timestamp = Annotated[datetime.datetime, msgspec.Meta(tz=True)]
"""A moment that knows its offset: one without is refused when it is decoded."""
Date = datetime.date


class OpenEnum(StrEnum):
    """A text, known or not: an unknown one becomes a member that equals its text and has no name of its own."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        unlisted = str.__new__(cls, value)
        unlisted._name_ = value
        unlisted._value_ = value
        return unlisted

    def __repr__(self) -> str:
        is_known = self._value_ in type(self)._value2member_map_
        return super().__repr__() if is_known else f"<{type(self).__name__} without a name: {self._value_!r}>"

    def __reduce_ex__(self, protocol: object) -> tuple[type[Self], tuple[str]]:
        return type(self), (str(self.value),)


def jsonable(model: attrs.AttrsInstance) -> dict[str, Any]:
    """A model as JSON's own types: timestamps as RFC 3339 in UTC, all else as it is, the secrets too.

    What is UNSET, in an action that is to be, is left out.

    `attrs.asdict` is the same with datetimes as they are, for pandas: `DataFrame(map(attrs.asdict, page.actions))`.
    """
    return attrs.asdict(model, filter=lambda _, value: value is not UNSET, value_serializer=_plain)


def to_json(models: attrs.AttrsInstance | Iterable[attrs.AttrsInstance]) -> bytes:
    """A model, or an iterable of several as an array, as JSON: what `jsonable` gives.

    Raises TypeError for anything else, such as an async iterator, whose items have to be collected first.
    """
    if attrs.has(type(models)):
        return msgspec.json.encode(jsonable(cast("attrs.AttrsInstance", models)))
    if not isinstance(models, Iterable):
        raise TypeError(f"to_json takes a model or an iterable of models, not {type(models).__name__}")
    return msgspec.json.encode([jsonable(_model(one)) for one in models])


def from_json(kind: type[T], text: bytes | str) -> T:
    """A model of what `to_json` made of it; `from_json(list[CaseAction], text)` for several.

    What responses hold can be read so: unknown fields pass. Raises DecodeError, which names the place in the JSON.
    """
    try:
        return cast("T", decoder(cast("Any", kind)).decode(text))
    except msgspec.DecodeError as error:
        problem = str(error)
    except (RecursionError, UnicodeError) as error:
        problem = f"it is no JSON that can be read: {type(error).__name__}"
    raise DecodeError(f"no {getattr(kind, '__name__', 'value')} can be made of the JSON: {problem}")


def _model(value: attrs.AttrsInstance) -> attrs.AttrsInstance:
    if not attrs.has(type(value)):
        raise TypeError(f"to_json takes a model or an iterable of models, not of {type(value).__name__}")
    return value


def _plain(_: object, __: object, value: object) -> object:
    if isinstance(value, datetime.datetime):
        return _in_utc(value).isoformat().replace("+00:00", "Z")
    return value.value if isinstance(value, Enum) else value


def _in_utc(moment: datetime.datetime) -> datetime.datetime:
    try:
        return moment.astimezone(datetime.UTC)
    except OverflowError:
        # At either end of time; with its own offset it is the same instant.
        return moment


def shown_items(items: object) -> str:
    """The repr of a model's list: its first entry, and how many more there are."""
    if not isinstance(items, Sequence) or len(items) <= 1:
        return repr(items)
    return f"[{items[0]!r}, and {len(items) - 1} more]"
