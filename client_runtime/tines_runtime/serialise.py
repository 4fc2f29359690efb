"""Models for people: to what JSON knows, and in short."""

import datetime
from collections.abc import Sequence
from enum import Enum
from typing import Any

import attrs
import msgspec

from tines_runtime.body_arguments import UNSET


def jsonable(model: attrs.AttrsInstance) -> dict[str, Any]:
    """A model as JSON's own types: timestamps as RFC 3339 in UTC, all else as it is, the secrets too.

    What is UNSET, in an action that is to be, is left out.

    `attrs.asdict` is the same with datetimes as they are, for pandas: `DataFrame(map(attrs.asdict, page.actions))`.
    """
    return attrs.asdict(model, filter=lambda _, value: value is not UNSET, value_serializer=_plain)


def to_json(models: attrs.AttrsInstance | Sequence[attrs.AttrsInstance]) -> bytes:
    """A model, or several as an array, as JSON: what `jsonable` gives."""
    return msgspec.json.encode([jsonable(one) for one in models] if isinstance(models, Sequence) else jsonable(models))


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
