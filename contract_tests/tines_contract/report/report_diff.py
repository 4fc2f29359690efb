"""What moved between two reports, by promise, field and status, and whether for the worse.

Only promises, suspected harm and the verdict get worse or better. A status or a field that moved is named, and left to
whoever reads it: what a promise says of it, the promise's own line says. As JSON `comparison.schema.json` in this
folder describes it.
"""

from collections.abc import Iterator
from enum import Enum
from typing import Any

from attrs import asdict, field, frozen

from tines_contract.report.json_report import Written
from tines_contract.report.readable import in_lines, printable

_KINDS = ("verdict", "harm", "promise", "status", "field")
_VERDICTS = ("accepted", "unjudged", "accused")
_ABSENT = {"promise": "not in its spec", "field": "not seen"}
"""What is said of a fact that only one of two reports has. Of other kinds such a fact is not compared."""

_BROKEN = 2


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
    order = list(Direction)
    moves = sorted(_moves(_facts(before), _facts(after)), key=lambda one: order.index(one.direction))
    return Comparison(moves, list(_notes(before, after)))


@frozen
class _Fact:
    """A fact of a report. value: what counts of it. rank: more is worse. accuses: whether it can be worse or better."""

    text: str
    value: Any
    rank: int = 0
    accuses: bool = True


_Facts = dict[tuple[str, str, str], _Fact]
"""By kind, operation and name."""


def _facts(report: Written) -> _Facts:
    verdict = report["verdict"]
    found = {("verdict", "", "verdict"): _Fact(verdict, verdict, _VERDICTS.index(verdict))}
    harm = next((str(one["message"]) for one in report.get("suspected_harm", ())), "")
    found["harm", "", "suspected harm"] = _Fact(harm or "none", bool(harm), int(bool(harm)))
    for one in report["outcomes"]:
        found["promise", one["operation"], one["promise"]] = _promise(one)
    seen: dict[tuple[str, str, str], set[str]] = {}
    for one in report["tried"]:
        seen.setdefault(("status", one["operation"], one["purpose"]), set()).add(str(one["status"]))
    for one in report["fields"]:
        seen.setdefault(("field", one["operation"], one["field"]), set()).update(one["types"])
    return found | {name: _Fact(" or ".join(sorted(values)), values, accuses=False) for name, values in seen.items()}


def _promise(outcome: Written) -> _Fact:
    """What came out, and why, in words. Why it was not judged may be said in other words each time: it does not count.

    An assumption accuses nobody, here neither. A promise that is not judged any more is worse than one that holds:
    coverage does not shrink unseen.
    """
    status, messages = outcome["status"], [one["message"] for one in outcome["findings"]]
    needs = f"it needs {outcome['needs']}" if status == "not_exercised" else ""
    why = "" if status == "held" else next(iter(messages), outcome["note"] or needs)
    rank = {"held": 0, "broken": _BROKEN}.get(status, 1)
    return _Fact(status.replace("_", " ") + (f": {why}" if why else ""), (status, messages), rank, outcome["accuses"])


def _moves(before: _Facts, after: _Facts) -> Iterator[Move]:
    """What differs, kind by kind. A field counts where both reports have successes of its operation."""
    both = {name[:2] for name in before} & {name[:2] for name in after}
    for name in sorted({**before, **after}, key=_place):
        kind, operation, what = name
        was, is_ = before.get(name), after.get(name)
        if (was is None or is_ is None) and (kind not in _ABSENT or (kind == "field" and name[:2] not in both)):
            continue
        if was is None or is_ is None or was.value != is_.value:
            texts = [_ABSENT.get(kind, "") if one is None else one.text for one in (was, is_)]
            yield Move(kind, what, texts[0], texts[1], _direction(was, is_), operation)


def _place(name: tuple[str, str, str]) -> tuple[int, tuple[str, ...]]:
    """Promises stay in the order of the spec."""
    return _KINDS.index(name[0]), () if name[0] == "promise" else name


def _direction(before: _Fact | None, after: _Fact | None) -> Direction:
    """What is new is worse where it is broken."""
    if after is None or not after.accuses:
        return Direction.OTHER
    if before is None:
        return Direction.WORSE if after.rank == _BROKEN else Direction.OTHER
    if before.rank == after.rank:
        return Direction.OTHER
    return Direction.WORSE if after.rank > before.rank else Direction.BETTER


def _notes(before: Written, after: Written) -> Iterator[str]:
    """What makes two reports differ by itself."""
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


def comparison_written(comparison: Comparison, before: Written, after: Written) -> Written:
    """The comparison, for programs."""
    sides = ({name: one[name] for name in ("target", "case", "verdict", "time", "version")} for one in (before, after))
    return {
        "schema_version": 1,
        **dict(zip("ab", sides, strict=True)),
        "worse": comparison.is_worse,
        "notes": comparison.notes,
        "moves": moves_of(comparison),
    }


def moves_of(comparison: Comparison) -> list[dict[str, str]]:
    """What moved, as JSON has it."""
    return [{**asdict(one), "direction": one.direction.value} for one in comparison.moves]
