"""A comparison as text, and as JSON that `comparison.schema.json` in this folder describes."""

import json
from collections.abc import Iterator
from typing import Any

from tines_contract.report.comparison import Comparison, Direction, Move, Written
from tines_contract.report.printable import printable


def comparison_as_text(comparison: Comparison, before: Written, after: Written) -> str:
    """The comparison, for people, with nothing that a reader's terminal would obey."""
    return "".join(f"{printable(line)}\n" for line in _lines(comparison, before, after))


def _lines(comparison: Comparison, before: Written, after: Written) -> Iterator[str]:
    for name, report in (("A", before), ("B", after)):
        counted = f"{report['requests']} requests, {report['time']}"
        yield f"{name}: {report['target']}, case {report['case']}: {report['verdict']} ({counted})"
    yield from (f"  note    {note}" for note in comparison.notes)
    for move in comparison.moves:
        yield f"  {move.direction.value:<6}  {_named(move)}: {move.before} -> {move.after}"
    counts = {one: sum(move.direction is one for move in comparison.moves) for one in Direction}
    worse, better = counts[Direction.WORSE], counts[Direction.BETTER]
    yield f"{len(comparison.moves)} moved: {worse} for the worse, {better} for the better"


def _named(move: Move) -> str:
    if not move.operation:
        return move.name
    return f"{move.name} ({move.operation})" if move.kind == "promise" else f"{move.operation}, {move.name}"


def comparison_as_json(comparison: Comparison, before: Written, after: Written) -> str:
    """The comparison, for programs, in ASCII."""
    written = {
        "schema_version": 1,
        "a": _side(before),
        "b": _side(after),
        "worse": comparison.is_worse,
        "notes": comparison.notes,
        "moves": [_move(one) for one in comparison.moves],
    }
    return json.dumps(written, indent=2) + "\n"


def _side(report: Written) -> dict[str, Any]:
    return {name: report[name] for name in ("target", "case", "verdict", "time", "version")}


def _move(move: Move) -> dict[str, str]:
    return {
        "kind": move.kind,
        "operation": move.operation,
        "name": move.name,
        "before": move.before,
        "after": move.after,
        "direction": move.direction.value,
    }
