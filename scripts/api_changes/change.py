"""One thing that is no longer as it was."""

from attrs import frozen


@frozen
class Change:
    """where: what a user calls it. what: what became of it. breaks: whether a program may stop to work."""

    where: str
    what: str
    breaks: bool

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def became(kind: str, before: object, now: object) -> str:
    """The words for something that had one value and has another."""
    return f"{kind} was {_shown(before)}, is {_shown(now)}"


def _shown(value: object) -> str:
    if value is None:
        return "open"
    if isinstance(value, set | frozenset | tuple | list):
        return ", ".join(sorted(map(str, value))) or "nothing"
    return str(value)
