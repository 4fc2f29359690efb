"""The faults of a write in how it stores texts: each changes what was given of some fields, and nothing else."""

import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from tines_fake.contents.item_fields import Item
from tines_fake.faults.definition import Change, FaultTemplate
from tines_fake.faults.step_changes import both, instead
from tines_fake.responding.request_body import Body
from tines_spec import Writable

Text = Callable[[str], Any]
_BASIC_PLANE = 0xFFFF


def word_of(name: str) -> str:
    """What the faults of a field are called: TEXT for action_text."""
    return name.rpartition("_")[2].upper()


def templates_of_texts(known: Writable) -> Iterator[FaultTemplate]:
    """Those of a create or an update."""
    yield from templates_of_texts_together(known)
    for name in _titles(known):
        yield _row(name, "CUT", "ends at a NUL", _up_to_nul)
    for name in known.mappings:
        yield _row(name, "AS-NUMBERS", "has numbers for texts", _as_number)
        yield _row(name, "ASTRAL", "loses characters", _basic)
    if known.address is not None:
        yield _row(known.address, "ASTRAL", "loses characters", _basic)


def templates_of_texts_together(known: Writable) -> Iterator[FaultTemplate]:
    """Those of a create or an update, and of replacing all."""
    for name in _titles(known):
        yield _row(name, "COMPOSED", "is normalised", _composed)
        yield _row(name, "AS-NUMBER", "loses leading zeros", _without_zeros)
    for name in known.texts:
        yield _row(name, "ASTRAL", "loses characters", _basic)


def templates_of_texts_updated(known: Writable) -> Iterator[FaultTemplate]:
    """Those of an update."""
    for name in (*known.texts, *known.mappings):
        yield _row(name, "CUT", "ends at a NUL", _up_to_nul)
    for name in known.texts:
        yield _row(name, "AS-NUMBER", "loses leading zeros", _without_zeros)


def _titles(known: Writable) -> tuple[str, ...]:
    return () if known.title is None else (known.title,)


def _row(name: str, suffix: str, description: str, change: Text) -> FaultTemplate:
    return f"{word_of(name)}-{suffix}", "READ-BACK", f"{name} {description}", _stored(name, change)


def _stored(name: str, change: Text) -> Change:
    """Store what is given of one field otherwise."""

    def stored(given: Body, item: Item) -> Item:
        return {**item, name: _changed(item[name], change)} if name in given else item

    return both(instead(made=stored), instead(changed=lambda given, _, after: stored(given, after)))


def _changed(value: Any, change: Text) -> Any:
    if isinstance(value, dict):
        return {key: _changed(one, change) for key, one in value.items()}
    return change(value) if isinstance(value, str) else value


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _up_to_nul(text: str) -> str:
    return text.partition("\0")[0]


def _basic(text: str) -> str:
    return "".join(char if ord(char) <= _BASIC_PLANE else "?" for char in text)


def _without_zeros(text: str) -> str:
    """A number at the end of a text, or that is all of it."""
    before, blank, last = text.rpartition(" ")
    return f"{before}{blank}{int(last)}" if last.isdecimal() else text


def _as_number(text: str) -> Any:
    return int(text) if text.isdecimal() else text
