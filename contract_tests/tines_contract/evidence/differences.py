"""What was sent and what was read of a field, in words: of what is read, only what is made of the run's own value.

A tenant may show another's text in the place of ours. So a text is shown where all of its letters come from what was
sent, in that order: whether it was cut, escaped, stripped, or written in another form. Of any other only the JSON type
and the length are.
"""

import html
import itertools
import json
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from tines_contract.contract.json_kind import kind
from tines_contract.evidence.comparing import Shown, as_text, lost
from tines_contract.evidence.observation import Item
from tines_spec import Writable

_MOST = 60
_BEFORE = 15
"""How much of a long text is shown, and how much of that comes before the first difference."""


def differences(known: Writable, sent: Mapping[str, Any], item: Item, shown: Shown) -> list[str]:
    """The fields that are not read back as they were given."""
    return [difference(name, sent[name], item.get(name)) for name in lost(known, sent, item, shown)]


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
    if (mended := _mended(str(read))) is not None:
        forms.append(mended)
    return any(_plain(one) in ours or _is_most_of(_plain(one), ours) for one in forms)


def _is_most_of(text: str, ours: str) -> bool:
    """Whether a text is ours without some characters; a short one could be so by chance."""
    letters = iter(ours)
    return 2 * len(text) >= len(ours) and all(one in letters for one in text)


def _plain(text: str) -> str:
    """The letters and digits of a text, however they are escaped or written."""
    normal = unicodedata.normalize("NFKC", unquote(html.unescape(text))).casefold()
    return "".join(one for one in normal if one.isalnum())


def _mended(text: str) -> str | None:
    """A text whose UTF-8 was read as Latin-1."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None


def _shown(value: Any, sent: Any, read: Any) -> str:
    """A value as JSON; with escapes where the two would look the same, and cut around the first difference."""
    if isinstance(value, Mapping | list):
        return kind(value)
    if isinstance(value, str):
        value = _cut(value, _common(str(sent), str(read)))
    alike = isinstance(sent, str) and isinstance(read, str) and _looks(sent) == _looks(read)
    text = json.dumps(value, ensure_ascii=alike and sent != read)
    return text if text.isprintable() else json.dumps(value)


def _looks(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))


def _cut(text: str, at: int) -> str:
    if len(text) <= _MOST:
        return text
    start = max(0, min(at, len(text)) - _BEFORE)
    end = start + _MOST
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
