"""Which promises a run is to judge, by patterns of a user, and which probes that takes."""

import difflib
from collections.abc import Collection, Iterable, Sequence
from fnmatch import fnmatchcase

from tines_contract.checks import CHECKS
from tines_contract.engine.user_input import UsageError
from tines_contract.probes.plan import EMBEDDED
from tines_contract.probes.probe import Needed, Purpose
from tines_spec import operations, promises, resource_of

_OF_ITEMS = (Purpose.LIST_ALL, Purpose.OTHER_CASE_LIST)
"""What the list is read for, where items are judged that are read by their id."""


def selected(only: Sequence[str], exclude: Sequence[str]) -> frozenset[str] | None:
    """The ids of the promises that patterns leave; None where there are none. Raises UsageError."""
    if not only and not exclude:
        return None
    everything = [promise.id for promise in promises()]
    kept = matching(only, "--only") if only else set(everything)
    kept -= matching(exclude, "--exclude")
    if not kept:
        raise UsageError("--only and --exclude leave no promise to judge")
    return frozenset(kept)


def matching(patterns: Iterable[str], option: str) -> set[str]:
    """The ids of the promises that patterns name: by id, by operation, or by glob of either. Raises UsageError."""
    found: set[str] = set()
    for pattern in patterns:
        some = {one.id for one in promises() if _matches(pattern, one.id) or _matches(pattern, one.operation)}
        if not some:
            raise UsageError(f"{option} {pattern[:60]!r} matches no promise and no operation{near(pattern)}")
        found |= some
    return found


def _matches(pattern: str, name: str) -> bool:
    return fnmatchcase(name.lower(), pattern.lower())


def near(pattern: str) -> str:
    """What may have been meant, as the end of a sentence."""
    names = {name.lower(): name for name in (*CHECKS, *operations())}
    close = difflib.get_close_matches(pattern.lower().strip("*"), names, n=3, cutoff=0.6)
    return f": did you mean {', '.join(names[one] for one in close)}?" if close else ""


def needed(judged: Collection[str] | None) -> Needed:
    """The probes that it takes to judge these promises; None is all."""
    if judged is None:
        return Needed()
    purposes: dict[str, frozenset[Purpose]] = {}
    for check in (CHECKS[one] for one in judged if one in CHECKS):
        operation, owner = check.operation, resource_of(check.operation).list
        purposes[operation.name] = purposes.get(operation.name, frozenset()) | check.needs
        if owner is not None and owner != operation and not operation.writes:
            also = check.needs.intersection(_OF_ITEMS) | {Purpose.LIST_ALL}
            purposes[owner.name] = purposes.get(owner.name, frozenset()) | also
        if check.declared.name == EMBEDDED:
            purposes |= {name: purposes.get(name, frozenset()) | check.needs for name in operation.embeds.values()}
        update = resource_of(operation).update
        if operation.method == "POST" and update is not None and check.declared.name == "READ-BACK":
            # What is judged by fields that may be absent needs the writes that show whether the tenant has them.
            purposes.setdefault(update.name, frozenset())
    return Needed(purposes)
