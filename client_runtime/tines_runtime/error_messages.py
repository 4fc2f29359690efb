"""Reads messages out of the body of an error.

Tines' official SDK says that these bodies differ between endpoints: an object with `errors`, a bare array of those, an
object with `error` or `message`, text, HTML, or nothing. Whatever can be read of them becomes messages, in a time that
is proportional to the body.
"""

import itertools
import re
from collections.abc import Iterator
from typing import Any

import msgspec

MOST_MESSAGES = 20
_DEEPEST = 8
"""Levels of nesting that are looked at."""
_KNOWN = frozenset({"message", "details", "errors", "error"})
_WITH_CONTENT = re.compile(r"<(script|style)\b", re.IGNORECASE)


def read_messages(body: bytes) -> list[str]:
    """The messages in a body, in their order."""
    try:
        found = _messages_in(msgspec.json.decode(body), _DEEPEST)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        found = iter([without_tags(body.decode("utf-8", "replace"))])
    return list(itertools.islice((message for message in found if message.strip()), MOST_MESSAGES))


def _messages_in(value: Any, deepest: int) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif deepest == 0:
        return
    elif isinstance(value, list):
        for entry in value:
            yield from _messages_in(entry, deepest - 1)
    elif isinstance(value, dict):
        yield from _messages_of_object(value, deepest - 1)


def _messages_of_object(value: dict[str, Any], deepest: int) -> Iterator[str]:
    message = value.get("message")
    details = "; ".join(_messages_in(value.get("details"), deepest))
    if isinstance(message, str):
        yield f"{message} ({details})" if details else message
    elif details:
        yield details
    for key in ("errors", "error"):
        inner = value.get(key)
        by_field = isinstance(inner, dict) and _KNOWN.isdisjoint(inner)
        yield from _messages_by_field(inner or {}, deepest) if by_field else _messages_in(inner, deepest)


def _messages_by_field(value: dict[str, Any], deepest: int) -> Iterator[str]:
    """The messages about each argument, with its name."""
    for name, messages in value.items():
        yield from (f"{name}: {message}" for message in _messages_in(messages, deepest))


def without_tags(text: str) -> str:
    """The text of HTML: no tags, no scripts, no styles. Looks at each character a fixed number of times."""
    lower, kept, position = text.lower(), [], 0
    while (start := text.find("<", position)) >= 0:
        kept.append(text[position:start])
        position = _end_of_tag(lower, start)
        if position == 0:
            return " ".join(kept)
    return " ".join([*kept, text[position:]])


def _end_of_tag(lower: str, start: int) -> int:
    """Where a tag ends, and what belongs to it; 0 if it has no end."""
    if content := _WITH_CONTENT.match(lower, start):
        start = lower.find(f"</{content[1]}", start)
    return lower.find(">", start) + 1 if start >= 0 else 0
