"""What a run has made: the marks by which it is known again, by that run and by later ones, and what is left of it.

A mark begins a title, such as a label, and is a part of its own in a URL: nothing that merely contains it is marked.
Only what has the same mark in both is a run's: either may be copied, or changed by a colleague.
"""

import datetime
import functools
import math
import re
import secrets
from collections.abc import Mapping
from typing import Any

from attrs import frozen

from tines_spec import Writable

MARK = "tines-contract"
_DATED = r"tines-contract-\d{8}t\d{6}z-[0-9a-f]{6}"


def new_mark() -> str:
    """A mark that no other run has, with the moment at which its run began."""
    return f"{MARK} {datetime.datetime.now(datetime.UTC):%Y%m%dt%H%M%Sz}-{secrets.token_hex(3)}"


def mark_of(known: Writable, item: Mapping[str, Any]) -> str | None:
    """The dated mark of the run that has made an item: its title and its address both carry it, and no other."""
    if not known.names or MARK not in _dashed(item.get(known.names[0])):
        return None
    places = [(_place(name == known.address, _DATED), _dashed(item.get(name))) for name in known.names]
    found = [set(place.findall(text)) for place, text in places]
    if len(found[0]) != 1 or any(one != found[0] for one in found):
        return None
    return _as_given(found[0].pop())


def marked_fields(known: Writable, item: Mapping[str, Any], mark: str) -> frozenset[str]:
    """The fields that carry that very mark."""
    dashed, texts = _dashed(mark), [(name, _dashed(item.get(name))) for name in known.names]
    found = [(name, text) for name, text in texts if dashed in text]
    return frozenset(name for name, text in found if _place(name == known.address, _escaped(dashed)).search(text))


def own_fields(known: Writable, item: Mapping[str, Any], mark: str) -> frozenset[str]:
    """The same, and with them those that are empty: a tenant has lost their text, and nobody has written another."""
    found = marked_fields(known, item, mark)
    return found | {name for name in known.names if found and not item.get(name)}


def is_marked(known: Writable, item: Mapping[str, Any], mark: str) -> bool:
    """Whether an item has that very mark, in all the fields that carry one."""
    return marked_fields(known, item, mark) == {*known.names}


_escaped = functools.lru_cache(maxsize=64)(re.escape)


@functools.lru_cache(maxsize=64)
def _place(is_address: bool, mark: str) -> re.Pattern[str]:
    return re.compile(rf"[/.]({mark})(?=[/.])" if is_address else rf"^({mark}):")


def known_mark(text: str) -> str | None:
    """The mark that a user names, with a blank or a dash in it; None where it is none of a run."""
    return _as_given(_dashed(text)) if re.fullmatch(_DATED, _dashed(text)) else None


def started_at(mark: str) -> str | None:
    """When the run of a mark began, for people; None where the mark does not say."""
    if known_mark(mark) is None:
        return None
    try:
        return f"{datetime.datetime.strptime(mark[len(MARK) + 1 :][:15], '%Y%m%dt%H%M%S'):%Y-%m-%d %H:%M:%S} UTC"
    except ValueError:
        return None


def _dashed(text: object) -> str:
    """A text, with a dash in the place of a blank, as a URL has it."""
    return text.replace(" ", "-") if isinstance(text, str) else ""


def _as_given(dashed: str) -> str:
    return dashed.replace(f"{MARK}-", f"{MARK} ", 1)


_SHOWN = re.compile(r"[0-9a-fA-F.+-]{1,64}")


@frozen
class Leftover:
    """Item `number` of case `case`. number: its id as the tenant shows it; None where that may not be shown.

    marked: whether it was read with the run's mark; else a response has named it as made, and it may be another's.
    listed: whether it was in a list. why_kept: why it may not be deleted, where that is known. item: what it is called.
    """

    case: str
    number: int | float | str | None
    marked: bool = True
    listed: bool = True
    why_kept: str = ""
    item: str = "action"


def shown_id(shown: Any) -> int | float | str | None:
    """The id as a report may show it: a text may hold anything."""
    if type(shown) is int or (isinstance(shown, float) and math.isfinite(shown)):
        number: int | float = shown
        return number
    is_number = isinstance(shown, str) and _SHOWN.fullmatch(shown) and any(map(str.isdecimal, shown))
    return shown if is_number else None
