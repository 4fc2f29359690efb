"""Whether an item is as it was given, or as it was: field by field, as far as the sources let one say."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from tines_contract.contract.item_schema import compared_fields, optional_fields
from tines_contract.contract.timestamps import is_before
from tines_contract.evidence.observation import Item
from tines_contract.probes.bodies import OWN_PARAM
from tines_spec import Operation, Writable

_NOTHING: tuple[Any, ...] = (None, "", {})
"""What stands for nothing in a field that may be null or absent."""
_TIME = "_at"
"""What the names of timestamps end with."""

Shown = frozenset[tuple[bool, str]]
"""Fields that a tenant shows, each with whether it does so in an item that is read by its id."""


def shown_fields(known: Writable, items: Iterable[Item]) -> Shown:
    """Which of the fields that may be null or absent a tenant shows, and where: those that came with a value once."""
    return frozenset((_is_single(item), name) for item in items for name in known.optional if item.get(name))


def always_read(known: Writable) -> Shown:
    """What every edition of the documentation has in an item that is read, be it in a list or by its id."""
    return frozenset((single, name) for single in (False, True) for name in known.texts)


def _is_single(item: Item) -> bool:
    return "case_id" in item  # in a list it stands outside of the items


def lost(known: Writable, sent: Mapping[str, Any], item: Item, shown: Shown) -> list[str]:
    """The fields that are not as they were given."""
    given = [name for name in known.given if sent.get(name) is not None]
    return [name for name in given if not _is_given(known, name, sent[name], item, shown)]


def _is_given(known: Writable, name: str, given: Any, item: Item, shown: Shown) -> bool:
    found = item.get(name)
    if name in known.optional and found in _NOTHING:
        return given in _NOTHING or (_is_single(item), name) not in shown
    if isinstance(given, Mapping):
        # Whether an update merges them, and which types are kept, is not documented.
        return isinstance(found, dict) and all(
            as_text(found.get(key)) == as_text(value) for key, value in given.items()
        )
    return bool(found == given)


def as_text(value: Any) -> str:
    """A value in an object, as a tenant may show it whatever it was sent as."""
    return value if isinstance(value, str) else json.dumps(value)


def changed(one: Item, other: Item, names: Iterable[str]) -> list[str]:
    """The fields that are not alike, of those that both have."""
    return [name for name in names if name in one and name in other and not _alike(name, one[name], other[name])]


def _alike(name: str, one: Any, other: Any) -> bool:
    if one == other:
        return True
    if name.endswith(_TIME) and isinstance(one, str) and isinstance(other, str):
        return not is_before(one, other) and not is_before(other, one)  # what is no timestamp has its own check
    return one in (None, {}) and other in (None, {})


def unasked(known: Writable, sent: Mapping[str, Any], item: Item) -> list[str]:
    """What a new item has that it was not given. A text of its own it may have, by its type."""
    return [problem for name in known.mappings for problem in _unasked(known, name, sent, item.get(name) or {})]


def _unasked(known: Writable, name: str, sent: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    if any(key.startswith(OWN_PARAM) and key not in (sent.get(name) or {}) for key in found):
        return [f"{name}: what another {known.item} was given is read"]
    return [f"{name}: not sent, and read with something in it"] if name not in sent and found else []


def contradicts(operation: Operation, listed: Item, single: Item) -> list[str]:
    """The fields in which a listed item and the single one do not agree; what only one has is left open."""
    names = compared_fields(operation)
    if _is_updated_before_created(listed):
        names = tuple(name for name in names if name != "updated_at")  # lists have a check of that
    return changed(listed, single, [*names, *_both_tell(operation, listed, single)])


def _both_tell(operation: Operation, one: Item, other: Item) -> list[str]:
    """The optional texts that both have. What is nested may hold more in one of them, and a list may abridge a text."""
    values = {name: (one.get(name), other.get(name)) for name in optional_fields(operation)}
    return [
        name for name, (a, b) in values.items() if isinstance(a, str) and isinstance(b, str) and not _abridged(a, b)
    ]


def _abridged(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter.rstrip("…."))


def _is_updated_before_created(item: Item) -> bool:
    created, updated = item.get("created_at"), item.get("updated_at")
    return isinstance(created, str) and isinstance(updated, str) and is_before(updated, created)
