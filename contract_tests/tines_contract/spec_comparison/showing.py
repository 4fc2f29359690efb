"""What comparing came to, as text for people and as JSON for programs."""

import json
from collections.abc import Iterator
from typing import Any

from tines_contract.spec_comparison.difference import Difference, Effect, SpecComparison

_MOST_NAMED = 20
_SECTIONS = (
    (Effect.CONTRADICTS, "Contradictions"),
    (Effect.DIFFERS, "Other differences"),
    (Effect.ADDS, "What it has that openapi.yaml has not"),
    (Effect.LEAVES_OPEN, "What it does not say"),
)


def as_text(found: SpecComparison) -> str:
    """For people."""
    return "".join(f"{line}\n" for line in _lines(found))


def _lines(found: SpecComparison) -> Iterator[str]:
    yield f"{_plain(found.document)}: operations that openapi.yaml has too: {len(found.common)}"
    for effect, title in _SECTIONS:
        some = [one for one in found.differences if one.effect is effect]
        if some:
            yield f"{title} ({len(some)})"
            yield from map(_line, some)
    for effect in (Effect.CONTRADICTS, Effect.SUPPORTS, Effect.LEAVES_OPEN):
        named = found.promised(effect)
        yield f"Promises that it {effect.value} ({len(named)}): {', '.join(named) or 'none'}"
    yield from _operations("Operations that it does not have", found.ours_only)
    yield from _operations("Other operations that it has", found.theirs_only)
    yield _sum(found)


def _sum(found: SpecComparison) -> str:
    if not found.common:
        return "nothing to compare: it has none of our operations"
    count = len(found.contradictions)
    return f"{count} contradiction{'' if count == 1 else 's'} of what is documented or observed"


def _operations(title: str, names: Any) -> Iterator[str]:
    if names:
        yield f"{title} ({len(names)})"
        yield from (f"  {_plain(name)}" for name in names[:_MOST_NAMED])
        if len(names) > _MOST_NAMED:
            yield f"  and {len(names) - _MOST_NAMED} more (--json names all)"


def _line(one: Difference) -> str:
    about = f" [{', '.join(one.promises)}]" if one.promises else ""
    grade = ", which is only assumed" if one.effect is Effect.CONTRADICTS and not one.accuses else ""
    said = f"ours {_plain(one.ours)}, theirs {_plain(one.theirs)}"
    return f"  {one.operation} {_plain(one.place)}: {one.kind}: {said}{about}{grade}"


def _plain(text: str) -> str:
    """One line of text, with what moves the cursor or turns the line round escaped."""
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text[:300])


def as_json(found: SpecComparison) -> str:
    """For programs, in ASCII."""
    return json.dumps(_report(found), indent=2) + "\n"


def _report(found: SpecComparison) -> dict[str, Any]:
    return {
        "schema_version": 1,
        "document": found.document,
        "contradictions": len(found.contradictions),
        "operations": {"both": found.common, "ours_only": found.ours_only, "theirs_only": found.theirs_only},
        "promises": {
            "contradicted": found.promised(Effect.CONTRADICTS),
            "supported": found.promised(Effect.SUPPORTS),
            "left_open": found.promised(Effect.LEAVES_OPEN),
        },
        "compared": [_entry(one) for one in found.differences],
    }


def _entry(one: Difference) -> dict[str, Any]:
    return {
        "operation": one.operation,
        "place": one.place,
        "kind": one.kind,
        "ours": one.ours,
        "theirs": one.theirs,
        "effect": one.effect.name.lower(),
        "promises": list(one.promises),
        "grade": one.grade,
        "accuses": one.accuses,
    }
