"""Whether an item is as it was given, or as it was: field by field, as far as the sources let one say; and in words.

Of what is read the words hold only what is made of the run's own value. A tenant may show another's text in the place
of ours. So a text is shown where all of its letters come from what was sent, in that order: whether it was cut,
escaped, stripped, or written in another form. Of any other only the JSON type and the length are.
"""

import contextlib
import functools
import html
import json
import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from tines_contract.evidence.evidence import Evidence
from tines_contract.evidence.observation import Item
from tines_contract.probes.bodies import OWN_PARAM
from tines_contract.promises.lists import CASE, compared_fields, documented_fields, list_of, optional_fields
from tines_contract.promises.strict_json import kind
from tines_contract.promises.timestamps import is_before
from tines_spec import Operation, Writable, writable

_NOTHING: tuple[Any, ...] = (None, "", {})
"""What stands for nothing in a field that may be null or absent."""
_TIME = "_at"
"""What the names of timestamps end with."""

Shown = frozenset[tuple[bool, str]]
"""Fields that a tenant shows, each with whether it does so in an item that is read by its id."""


def shown(evidence: Evidence, known: Writable) -> Shown:
    """Which of the fields that may be null or absent the tenant shows when it is read, and where."""
    return evidence.derived(_shown_anywhere, known)


def shown_by(evidence: Evidence, known: Writable, operation: Operation) -> Shown:
    """Which of those the responses of one operation show: those that came with a value once."""
    items = [item for _, body in evidence.decoded_of(operation) for item in body.items]
    return frozenset((_is_single(item), name) for item in items for name in known.optional if item.get(name))


def _shown_anywhere(evidence: Evidence, known: Writable) -> Shown:
    reads = [one for one in (known.operations.list, known.operations.get) if one is not None]
    # What every edition of the documentation has in an item that is read, be it in a list or by its id.
    texts = documented_fields(list_of(known)).intersection(known.texts)
    always = frozenset((single, name) for single in (False, True) for name in texts)
    found = [shown_by(evidence, known, one) for one in reads]
    # A case has its number in a list, too: which of both it was read from, it does not say.
    return always | (frozenset.intersection(*found) if known.id == CASE else frozenset().union(*found))


def _is_single(item: Item) -> bool:
    return "case_id" in item  # in a list it stands outside of the items


def lost(known: Writable, sent: Mapping[str, Any], item: Item, shown: Shown) -> list[str]:
    """The fields that are not as they were given."""
    given = [name for name in known.given if sent.get(name) is not None]
    parts = [name for name in known.parts if sent.get(name) and not _is_part(known, name, sent[name], item)]
    return [*parts, *(name for name in given if not _is_given(known, name, sent[name], item, shown))]


def _is_part(known: Writable, name: str, given: Sequence[Any], item: Item) -> bool:
    """Whether a list that an item shows has what was given; what does not come is left open."""
    whole, part = known.parts[name]
    return not isinstance(item.get(whole), list) or {*given} <= _parts(item, whole, part)


def dropped(known: Writable, sent: Item, before: Item, after: Item) -> list[str]:
    """The lists that an item shows of which something is gone, though a write names nothing of them."""
    places = [] if sent.keys() & known.unseen.keys() else [*dict.fromkeys(known.parts.values())]
    shown = [(whole, part) for whole, part in places if isinstance(after.get(whole), list)]
    return [whole for whole, part in shown if not _parts(before, whole, part) <= _parts(after, whole, part)]


def _parts(item: Item, whole: str, part: str) -> set[object]:
    return {one.get(part) for one in item.get(whole) or () if isinstance(one, dict)}


def _is_given(known: Writable, name: str, given: Any, item: Item, shown: Shown) -> bool:
    found = item.get(name)
    if name in known.times and found is None:
        return True
    if name in known.optional and found in _NOTHING:
        return given in _NOTHING or (_is_single(item), name) not in shown
    if isinstance(given, Mapping):
        # Whether an update merges them, and which types are kept, is not documented.
        return isinstance(found, dict) and all(
            as_text(found.get(key)) == as_text(value) for key, value in given.items()
        )
    if name in known.choices and isinstance(found, str):  # some take small letters, and show capitals
        return found.casefold() == str(given).casefold()
    return _alike(name, given, found)


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


def contradicts(operation: Operation, listed: Item, single: Item, but: Sequence[str] = ()) -> list[str]:
    """The fields in which a listed item and the single one do not agree; what only one has is left open, and `but`."""
    names = compared_fields(operation)
    created, updated = listed.get("created_at"), listed.get("updated_at")
    if isinstance(created, str) and isinstance(updated, str) and is_before(updated, created):
        names = tuple(name for name in names if name != "updated_at")  # lists have a check of that
    both = (*names, *_both_tell(operation, listed, single))
    found, known = changed(listed, single, [name for name in both if name not in but]), writable(operation)
    given = () if known is None else known.given
    return [name for name in found if name in given or not _one_says_more(listed[name], single[name])]


def _one_says_more(one: Any, other: Any) -> bool:
    """Whether two objects are the same in all that both have."""
    return isinstance(one, dict) and isinstance(other, dict) and not changed(one, other, one)


def _both_tell(operation: Operation, one: Item, other: Item) -> list[str]:
    """The optional texts that both have. What is nested may hold more in one of them, and a list may abridge a text."""
    values = {name: (one.get(name), other.get(name)) for name in optional_fields(operation)}
    return [
        name for name, (a, b) in values.items() if isinstance(a, str) and isinstance(b, str) and not _abridged(a, b)
    ]


def _abridged(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter.rstrip("…."))


_MOST = 60
_BEFORE = 15
"""How much of a long text is shown, and how much of that comes before the first difference."""


def differences(known: Writable, sent: Mapping[str, Any], item: Item, shown: Shown) -> list[str]:
    """The fields that are not read back as they were given."""
    places = {name: known.parts[name][0] if name in known.parts else name for name in lost(known, sent, item, shown)}
    return [difference(name, sent[name], item.get(place)) for name, place in places.items()]


def difference(name: str, sent: Any, read: Any) -> str:
    """Such as: label: sent "a & b", read "a &amp; b"."""
    found = _places(name, sent, read)
    return "; ".join(f"{place}: sent {_shown(a, a, b)}, read {_read(a, b)}" for place, a, b in found)


def _places(name: str, sent: Any, read: Any) -> Iterator[tuple[str, Any, Any]]:
    """The field, or the keys of an object that were sent and differ."""
    if isinstance(sent, Mapping) and isinstance(read, Mapping):
        differing = [key for key, value in sent.items() if as_text(value) != as_text(read.get(key))]
        yield from ((f"{name}.{key}", sent[key], read.get(key)) for key in differing)
    else:
        yield name, sent, read


def _read(sent: Any, read: Any) -> str:
    if read is None:
        return "null, or nothing"
    if read == sent:
        return "the same"
    if _is_made_of(sent, read):
        return _shown(read, sent, read)
    return f"another text, of {len(read)} characters" if isinstance(read, str) else kind(read)


def _is_made_of(sent: Any, read: Any) -> bool:
    """Whether a value says nothing that was not sent."""
    if not isinstance(read, str | int | float) or not isinstance(sent, str | int | float):
        return False
    ours, forms = _plain(str(sent)), [str(read)]
    with contextlib.suppress(UnicodeError):  # its UTF-8 may have been read as Latin-1
        forms.append(str(read).encode("latin-1").decode("utf-8"))
    return any(_plain(one) in ours or _is_most_of(_plain(one), ours) for one in forms)


def _is_most_of(text: str, ours: str) -> bool:
    """Whether a text is ours without some characters; a short one could be so by chance."""
    letters = iter(ours)
    return 2 * len(text) >= len(ours) and all(one in letters for one in text)


def _plain(text: str) -> str:
    """The letters and digits of a text, however they are escaped or written."""
    normal = unicodedata.normalize("NFKC", unquote(html.unescape(text))).casefold()
    return "".join(one for one in normal if one.isalnum())


def _shown(value: Any, sent: Any, read: Any) -> str:
    """A value as JSON; with escapes where the two would look the same, and cut around the first difference."""
    if isinstance(value, Mapping | list):
        return kind(value)
    if isinstance(value, str):
        alike = os.path.commonprefix([str(sent), str(read)])  # noqa: RUF071 - of any texts
        value = _cut(value, len(alike))
    looks_alike = isinstance(sent, str) and isinstance(read, str) and _looks(sent) == _looks(read)
    text = json.dumps(value, ensure_ascii=looks_alike and sent != read)
    return text if text.isprintable() else json.dumps(value)


_looks = functools.partial(unicodedata.normalize, "NFKC")


def _cut(text: str, at: int) -> str:
    if len(text) <= _MOST:
        return text
    start = max(0, min(at, len(text)) - _BEFORE)
    end = start + _MOST
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
