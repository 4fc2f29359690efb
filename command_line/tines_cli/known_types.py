"""Warns of an `action_type` that nobody knows: the SDK sends it, as Tines may add types, but it may be misspelt."""

from tines_cli.failures import safe
from tines_cli.streams import say
from tines_runtime.redaction import cut

_LONGEST = 40


def warn_of_unknown_types(given: list[object]) -> None:
    """Say once of each type that it is unknown, and which ones are known."""
    from tines_cases import ActionType

    known = [kind.value for kind in ActionType]
    for kind in dict.fromkeys(one for one in given if isinstance(one, str) and one not in known):
        say(f"warning: the action_type '{cut(safe(kind), _LONGEST)}' is unknown; known are {', '.join(known)}")
