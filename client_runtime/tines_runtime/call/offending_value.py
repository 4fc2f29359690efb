"""The value that a response should not have held, as an error may show it.

Short, and nothing that is secret: no value under a property that is masked in its model, no path of a URL, and no
objects or arrays, which may hold either.
"""

import functools
import re
from collections.abc import Callable
from typing import Any, get_args

import attrs
import msgspec

from tines_runtime.redaction import cut
from tines_runtime.secret import shown_names, shown_url

_LONGEST = 40
_LARGEST_BODY = 1024 * 1024
"""Bytes: this decodes the whole body once more, into objects for all that is in it."""
_STEP = re.compile(r"\.(?P<name>\w+)|\[(?P<index>\d+)\]|(?P<unknown>.)")


def offending_value(body: bytes, path: str, kind: Any, shown: Callable[[str], str]) -> str | None:
    """The value at that place of the JSON, in 40 characters at most; None where it is not to be shown."""
    if len(body) > _LARGEST_BODY:
        return None
    steps = [step.groupdict() for step in _STEP.finditer(path.removeprefix("$"))]
    if any(step["unknown"] or step["name"] in _masked(kind) for step in steps):
        return None
    try:
        value = msgspec.json.decode(body)
        for step in steps:
            value = value[step["name"]] if step["name"] else value[int(step["index"])]
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError, LookupError, TypeError):
        return None
    if isinstance(value, (dict, list)):
        return None
    text = f'"{shown(value)}"' if isinstance(value, str) else msgspec.json.encode(value).decode()
    return cut(text, _LONGEST)


@functools.cache
def _masked(kind: Any) -> frozenset[str]:
    """The names of all properties that a type, or one inside it, shows masked."""
    if not attrs.has(kind):
        return frozenset().union(*(_masked(inner) for inner in get_args(kind)))
    own = {field.name for field in attrs.fields(kind) if field.repr in (shown_names, shown_url)}
    return frozenset(own).union(*(_masked(field.type) for field in attrs.fields(kind)))
