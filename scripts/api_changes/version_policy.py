"""Which version a breaking change needs: the next major one, and before 1.0 the next minor one."""

from packaging.version import Version


def next_breaking(version: str) -> str:
    """The lowest version that may break programs that were written for another."""
    released = Version(version)
    return f"0.{released.minor + 1}.0" if released.major == 0 else f"{released.major + 1}.0.0"


def may_break(before: str, now: str) -> bool:
    """Whether the version was raised enough for a breaking change."""
    return Version(now) >= Version(next_breaking(before))
