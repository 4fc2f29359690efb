"""How an item is shown: which of its properties, with times as text, and with what the sources leave open."""

import datetime
import functools
from collections.abc import Iterable

from tines_fake.contents.behaviour import Serialised, View
from tines_fake.contents.item_fields import Item
from tines_fake.contents.resources import Resource
from tines_fake.quirks import Quirks


def serialised(resource: Resource, item: Item, quirks: Quirks, view: View = "alone") -> Serialised:
    """An item by itself, without what it belongs to, or as one of a list."""
    fields = resource.detailed if view == "alone" else resource.listed
    shown = {
        name: _text_of(value, quirks.timestamps) if isinstance(value, datetime.datetime) else value
        for name, value in item.items()
        if name in fields
    }
    return with_unknown_fields(resource.behaviour.shown(shown, fields, quirks, view), item[resource.id], quirks)


def serialised_in_list(resource: Resource, items: Iterable[Item], quirks: Quirks) -> list[Serialised]:
    """The items of a list."""
    return [serialised(resource, item, quirks, "in-lists") for item in items]


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
