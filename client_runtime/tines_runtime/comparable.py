"""Values of JSON as what can be compared and hashed: alike only if JSON has them alike."""

from collections.abc import Hashable, Mapping
from typing import Any


def comparable(value: Any) -> Hashable:
    """Equal and of one hash for what is the same; None for nothing, in whatever way it is said: null, "", {} or []."""
    if value is None or (not value and isinstance(value, str | Mapping | list | tuple)):
        return None
    try:
        return _comparable(value)
    except RecursionError:
        return _TooDeep()


class _TooDeep:
    """A value that is nested deeper than any that can be wanted is like no other."""


def _comparable(value: Any) -> Hashable:
    if isinstance(value, bool):  # for Python True is 1, and for JSON it is not
        return (bool, value)
    if isinstance(value, Mapping):
        return (dict, frozenset((name, _comparable(entry)) for name, entry in value.items()))
    if isinstance(value, list | tuple):
        return (list, tuple(map(_comparable, value)))
    return value if isinstance(value, Hashable) else repr(value)
