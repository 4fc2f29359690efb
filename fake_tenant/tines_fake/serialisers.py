"""How an item is shown: which of its properties, with times as text, and with what the sources leave open."""

import datetime
import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from tines_fake.encoding import Raw, encoded
from tines_fake.quirks import Quirks
from tines_fake.stored_item import StoredItem

if TYPE_CHECKING:
    from tines_fake.resources import Resource

Serialised = dict[str, Any]
View = Literal["in-lists", "alone"]


def serialised(resource: "Resource", item: Mapping[str, Any], quirks: Quirks, view: View) -> Serialised:
    """An item as one of a list, or by itself."""
    fields = resource.detailed if view == "alone" else resource.listed
    shown: Serialised = {}
    for name, value in item.items():
        one = fields.get(name)
        if one is None or (not one.required and quirks.optional_fields == "absent"):
            continue
        hidden = not one.required and one.nullable and quirks.optional_fields == "null"
        shown[name] = None if hidden else value
    return with_unknown_fields(with_times(shown, quirks), item[resource.id], quirks)


def encoded_in_lists(resource: "Resource", item: StoredItem, quirks: Quirks) -> Raw:
    """An item's JSON as one of a list. It is made once, since an item that changes is another item."""
    kept = item.in_lists
    if kept is None or kept[0] is not quirks:
        kept = quirks, encoded(resource.behaviour.serialise(resource, item, quirks, "in-lists"))
        item.in_lists = kept
    return kept[1]


def with_times(item: Mapping[str, Any], quirks: Quirks) -> Serialised:
    """A copy with timestamps as text."""
    return {
        n: _text_of(one, quirks.timestamps) if isinstance(one, datetime.datetime) else one for n, one in item.items()
    }


def with_unknown_fields(shown: Serialised, item_id: object, quirks: Quirks) -> Serialised:
    """With what no source names, where this tenant sends such."""
    return {**shown, "position": item_id, "style": {"color": "red"}} if quirks.unknown_fields else shown


@functools.lru_cache(maxsize=4096)
def _text_of(moment: datetime.datetime, way: str) -> str:
    if way == "milliseconds":
        return f"{moment.isoformat(timespec='milliseconds')[:23]}Z"
    if way == "offset":
        return moment.isoformat(timespec="seconds")
    return f"{moment.isoformat()[:19]}Z"
