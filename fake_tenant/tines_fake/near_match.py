"""A message for a name that nothing has: what is alike, or what there is."""

import difflib
from collections.abc import Iterable

_MOST_SHOWN = 12


def unknown(kind: str, name: object, known: Iterable[str], elsewhere: str = "") -> str:
    """Such as: there is no fault 'PAGE-OVERLP'; do you mean PAGE-OVERLAP? elsewhere: where all of them are listed."""
    names = list(known)
    alike = difflib.get_close_matches(str(name).upper(), names) or difflib.get_close_matches(str(name), names)
    if alike:
        return f"there is no {kind} {name!r}; do you mean {' or '.join(alike)}?"
    hint = elsewhere if elsewhere and len(names) > _MOST_SHOWN else f"there are {', '.join(names)}"
    return f"there is no {kind} {name!r}; {hint}"
