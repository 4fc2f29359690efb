"""What moved between two reports, by promise, field and status, and whether for the worse.

Only promises, suspected harm and the verdict get worse or better. A status or a field that moved is named, and left to
whoever reads it: what a promise says of it, the promise's own line says. As JSON `comparison.schema.json` in this
folder describes it.
"""

import json
from collections.abc import Iterable, Iterator
from enum import Enum

from attrs import field, frozen

from tines_contract.report.json_report import Written
from tines_contract.report.readable import in_lines, printable

_VERDICTS = ("accepted", "unjudged", "accused")
_NOT_SEEN = "not seen"


class Direction(Enum):
    """Where something has moved."""

    WORSE = "worse"
    BETTER = "better"
    OTHER = "moved"


@frozen
class Move:
    """One thing that moved. kind: verdict, harm, promise, status or field. name: what, such as a promise's id."""

    kind: str
    name: str
    before: str
    after: str
    direction: Direction = Direction.OTHER
    operation: str = ""


@frozen
class Comparison:
    """What moved from one report to another. notes: what makes the two differ by itself, such as other versions."""

    moves: list[Move]
    notes: list[str] = field(factory=list)

    @property
    def is_worse(self) -> bool:
        return any(one.direction is Direction.WORSE for one in self.moves)


def compared(before: Written, after: Written) -> Comparison:
    """Compare two reports."""
    moves = [
        *_verdict(before, after),
        *_harm(before, after),
        *_promises(before, after),
        *_statuses(before, after),
        *_fields(before, after),
    ]
    order = list(Direction)
    return Comparison(sorted(moves, key=lambda one: order.index(one.direction)), list(_notes(before, after)))


def _direction(before: int, after: int) -> Direction:
    if before == after:
        return Direction.OTHER
    return Direction.WORSE if after > before else Direction.BETTER


def _verdict(before: Written, after: Written) -> Iterator[Move]:
    was, is_ = before["verdict"], after["verdict"]
    if was != is_:
        yield Move("verdict", "verdict", was, is_, _direction(_VERDICTS.index(was), _VERDICTS.index(is_)))


def _harm(before: Written, after: Written) -> Iterator[Move]:
    was, is_ = (_first_harm(one) for one in (before, after))
    if bool(was) != bool(is_):
        yield Move("harm", "suspected harm", was or "none", is_ or "none", _direction(bool(was), bool(is_)))


def _first_harm(report: Written) -> str:
    return next((str(one["message"]) for one in report.get("suspected_harm", ())), "")


def _promises(before: Written, after: Written) -> Iterator[Move]:
    was, is_ = ({one["promise"]: one for one in report["outcomes"]} for report in (before, after))
    for name in dict.fromkeys([*was, *is_]):
        found = (was.get(name), is_.get(name))
        if _came_to(found[0]) != _came_to(found[1]):
            known = found[1] or found[0] or {}
            was_text, is_text = map(_outcome, found)
            yield Move("promise", name, was_text, is_text, _of_promise(*found), known["operation"])


def _came_to(outcome: Written | None) -> tuple[str, ...]:
    """What counts of an outcome: why it was not judged may be said in other words each time."""
    return () if outcome is None else (outcome["status"], *(one["message"] for one in outcome["findings"]))


def _outcome(outcome: Written | None) -> str:
    """What came out, and why, in words."""
    if outcome is None:
        return "not in its spec"
    needs = f"it needs {outcome['needs']}" if outcome["status"] == "not_exercised" else ""
    why = next((one["message"] for one in outcome["findings"]), outcome["note"] or needs)
    status = outcome["status"].replace("_", " ")
    return f"{status}: {why}" if why and status != "held" else str(status)


def _of_promise(before: Written | None, after: Written | None) -> Direction:
    """An assumption accuses nobody, here neither; what is new is worse where it is broken."""
    if after is None or not after["accuses"]:
        return Direction.OTHER
    if before is None:
        return Direction.WORSE if after["status"] == "broken" else Direction.OTHER
    return _direction(_rank(before["status"]), _rank(after["status"]))


def _rank(status: str) -> int:
    """A promise that is not judged any more is worse than one that holds: coverage does not shrink unseen."""
    return {"held": 0, "broken": 2}.get(status, 1)


def _statuses(before: Written, after: Written) -> Iterator[Move]:
    grouped = (
        _grouped((one, one["purpose"], [str(one["status"])]) for one in report["tried"]) for report in (before, after)
    )
    yield from _sets("status", *grouped)


def _fields(before: Written, after: Written) -> Iterator[Move]:
    was, is_ = (_grouped((one, one["field"], one["types"]) for one in report["fields"]) for report in (before, after))
    both = {operation for operation, _ in was} & {operation for operation, _ in is_}
    for name in sorted({*was, *is_}):
        if name[0] in both:
            for one in (was, is_):
                one.setdefault(name, {_NOT_SEEN})
    yield from _sets("field", was, is_)


Sets = dict[tuple[str, str], set[str]]


def _grouped(some: Iterable[tuple[Written, str, Iterable[str]]]) -> Sets:
    found: Sets = {}
    for one, name, values in some:
        found.setdefault((one["operation"], name), set()).update(values)
    return found


def _sets(kind: str, was: Sets, is_: Sets) -> Iterator[Move]:
    """What both have, and differs."""
    for operation, name in sorted(was.keys() & is_.keys()):
        before, after = (" or ".join(sorted(one[operation, name])) for one in (was, is_))
        if before != after:
            yield Move(kind, name, before, after, operation=operation)


def _notes(before: Written, after: Written) -> Iterator[str]:
    for name, report in (("A", before), ("B", after)):
        if report["obstacle"] is not None:
            yield f"{name} could not be judged whole: {report['obstacle']['message']}"
    if before["version"] != after["version"]:
        yield f"A was judged by version {before['version']}, B by {after['version']}"
    writes = [one["plan"]["writing_case"] is not None for one in (before, after)]
    if writes[0] != writes[1]:
        yield f"{'A' if writes[0] else 'B'} was written to, and the other only read"
    if before["plan"]["lists"] != after["plan"]["lists"]:
        yield "the runs were to read different lists"


def comparison_as_text(comparison: Comparison, before: Written, after: Written) -> str:
    """The comparison, for people, with nothing that a reader's terminal would obey."""
    return in_lines(map(printable, _lines(comparison, before, after)))


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
    sides = ({name: one[name] for name in ("target", "case", "verdict", "time", "version")} for one in (before, after))
    names = ("kind", "operation", "name", "before", "after")
    moves = [
        {**{name: getattr(one, name) for name in names}, "direction": one.direction.value} for one in comparison.moves
    ]
    written = {
        "schema_version": 1,
        **dict(zip("ab", sides, strict=True)),
        "worse": comparison.is_worse,
        "notes": comparison.notes,
        "moves": moves,
    }
    return json.dumps(written, indent=2) + "\n"
