"""The marks by which what a run has made is known again, by that run and by later ones.

A mark begins a label, and is a part of its own in a URL: nothing that merely contains it is marked.
"""

import datetime
import functools
import re
import secrets
from collections.abc import Mapping
from typing import Any

MARK = "tines-contract"
_FAMILY = re.compile(r"tines-contract(?:-(\d{8}t\d{6})z)?(?:-[0-9a-f]{6})?")
_PLACED = re.compile(rf"(?:^|[/.])({_FAMILY.pattern})[:/.]")


def new_mark() -> str:
    """A mark that no other run has, with the moment at which its run began."""
    return f"{MARK} {datetime.datetime.now(datetime.UTC):%Y%m%dt%H%M%Sz}-{secrets.token_hex(3)}"


def mark_of(item: Mapping[str, Any]) -> str | None:
    """The mark of whatever run has made an action; None where none has."""
    for text in _texts(item):
        found = _PLACED.search(text) if MARK in text else None
        if found is not None:
            return _as_given(found[1])
    return None


def left_by(item: Mapping[str, Any]) -> str | None:
    """The mark of another run that has surely made an action.

    A mark without a run's id could begin anybody's label: it must be in the URL as well, as far as that is text.
    """
    mark, url = mark_of(item), item.get("url")
    if mark == MARK and isinstance(url, str) and not is_marked({"url": url}, MARK):
        return None
    return mark


def is_marked(item: Mapping[str, Any], mark: str) -> bool:
    """Whether an action has that very mark."""
    dashed, place = _place_of(mark)
    return any(dashed in text and place.search(text) is not None for text in _texts(item))


@functools.cache
def _place_of(mark: str) -> tuple[str, re.Pattern[str]]:
    dashed = _dashed(mark)
    return dashed, re.compile(rf"(?:^|[/.]){re.escape(dashed)}[:/.]")


def known_mark(text: str) -> str | None:
    """The mark that a user names, with a blank or a dash in it; None where it is none."""
    return _as_given(_dashed(text)) if _FAMILY.fullmatch(_dashed(text)) else None


def started_at(mark: str) -> str | None:
    """When the run of a mark began, for people; None where the mark does not say."""
    found = _FAMILY.fullmatch(_dashed(mark))
    if found is None or found[1] is None:
        return None
    try:
        return f"{datetime.datetime.strptime(found[1], '%Y%m%dt%H%M%S'):%Y-%m-%d %H:%M:%S} UTC"
    except ValueError:
        return None


def _texts(item: Mapping[str, Any]) -> list[str]:
    """The label and the URL: a mark has a dash in the place of a blank there."""
    return [_dashed(text) for text in (item.get("label"), item.get("url")) if isinstance(text, str)]


def _dashed(text: str) -> str:
    return text.replace(" ", "-")


def _as_given(dashed: str) -> str:
    return dashed.replace(f"{MARK}-", f"{MARK} ", 1)
