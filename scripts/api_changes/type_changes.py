"""What griffe does not compare: types, the values of enums, and whether a function has to be awaited.

Who is given a value takes more types than before in silence; who gives one takes fewer. Any other change of a type is
one that people have to judge, and is reported as breaking.
"""

import re
from collections.abc import Iterator

import griffe

from api_changes.change import Change, became

Member = griffe.Object | griffe.Alias
_UNION = re.compile(r"\s*\|\s*(?![^\[]*\])")


def type_changes(old: Member, new: Member) -> Iterator[Change]:
    """Compare what has the same name in two modules, and below that."""
    yield from _below(old, new, set())


def _below(old: Member, new: Member, seen: set[str]) -> Iterator[Change]:
    for name, member in old.all_members.items():
        other = new.all_members.get(name)
        if other is None or not (member.is_public or name == "__init__"):
            continue
        before, now = _itself(member), _itself(other)
        if before is None or now is None or before.kind is not now.kind or before.path in seen:
            continue
        seen.add(before.path)
        if isinstance(before, griffe.Class):
            yield from _below(before, now, seen)
        yield from _one(before, now)


def _itself(member: Member) -> griffe.Object | None:
    """What an imported name stands for; None where that is another's."""
    try:
        found = member.final_target if isinstance(member, griffe.Alias) else member
    except griffe.AliasResolutionError:
        return None
    return None if isinstance(found, griffe.Module) else found


def _one(before: griffe.Object, now: griffe.Object) -> Iterator[Change]:
    if isinstance(before, griffe.Function) and isinstance(now, griffe.Function):
        yield from _function(before, now)
    if isinstance(before, griffe.Attribute) and isinstance(now, griffe.Attribute):
        yield from _gives(before.path, before.annotation, now.annotation)
        if _is_of_enum(before) and str(before.value) != str(now.value):
            yield Change(before.path, became("value", before.value, now.value), breaks=True)


def _function(before: griffe.Function, now: griffe.Function) -> Iterator[Change]:
    if ("async" in before.labels) is not ("async" in now.labels):
        yield Change(before.path, "it has to be awaited, or no longer has to", breaks=True)
    yield from _gives(before.path, before.returns, now.returns)
    for parameter in before.parameters:
        if parameter.name in now.parameters:
            old, new = _types(parameter.annotation), _types(now.parameters[parameter.name].annotation)
            if new and not old <= new:
                yield Change(f"{before.path}({parameter.name})", became("type", old, new), breaks=True)


def _gives(path: str, before: object, now: object) -> Iterator[Change]:
    old, new = _types(before), _types(now)
    if old and not new <= old:
        yield Change(path, became("type", old, new), breaks=True)


def _types(annotation: object) -> frozenset[str]:
    """The parts of a union, and those of a literal; none where nothing is said."""
    parts = [] if annotation is None else _UNION.split(str(annotation).strip("\"'"))
    return frozenset(value for part in parts for value in _values(part))


def _values(part: str) -> list[str]:
    return part[len("Literal[") : -1].split(", ") if part.startswith("Literal[") else [part]


def _is_of_enum(attribute: griffe.Attribute) -> bool:
    parent = attribute.parent
    return isinstance(parent, griffe.Class) and any(str(base).endswith(("Enum", "Flag")) for base in parent.bases)
