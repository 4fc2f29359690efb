"""One thing that is no longer as it was, and which version it needs if it breaks programs."""

from attrs import frozen
from packaging.version import Version


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
    if isinstance(value, set | frozenset | tuple | list):
        return ", ".join(sorted(map(str, value))) or "nothing"
    return str(value)


def next_breaking(version: str) -> str:
    """The lowest version that may break programs written for another: the next major, before 1.0 the next minor one."""
    released = Version(version)
    return f"0.{released.minor + 1}.0" if released.major == 0 else f"{released.major + 1}.0.0"


def may_break(before: str, now: str) -> bool:
    """Whether the version was raised enough for a breaking change."""
    return Version(now) >= Version(next_breaking(before))
