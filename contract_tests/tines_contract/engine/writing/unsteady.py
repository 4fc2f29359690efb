"""What to say of writes that went wrong at other steps each time: what was seen of them, before any guess."""

from collections import Counter
from collections.abc import Iterator, Sequence

from tines_contract.evidence.evidence import Evidence, Finding
from tines_contract.evidence.history import Change, history
from tines_contract.evidence.item_diff import changed

_OTHERS = "with a value that this run did not send"
_BEFORE = "as it was before"
Seen = tuple[Evidence, Sequence[Finding]]


def unsteady(first: Seen, second: Seen) -> str:
    """A note that names the writes, the fields that they gave, and what was read of these after them."""
    counts = [Counter(_wrong(*seen)) for seen in (first, second)]
    shown = "; ".join(
        f"the {when} time {_text(count)}" for when, count in zip(("first", "second"), counts, strict=True)
    )
    others = any(_OTHERS in one for count in counts for one in count)
    guess = "others may have written to the case" if others else "no value was read that this run did not send"
    return f"it was broken at other writes each time ({shown}), and {guess}: {first[1][0].message}"


def _text(count: Counter[str]) -> str:
    parts = [f"{what} ({times} times)" if times > 1 else what for what, times in count.items()]
    return ", ".join(parts) or "in what was only read"


def _wrong(evidence: Evidence, findings: Sequence[Finding]) -> Iterator[str]:
    shown = {seen for finding in findings for seen in finding.shown_by}
    for operation in {one.name: one for one in (seen.operation for seen in shown) if one is not None}.values():
        for change in history(evidence, operation):
            if change.write in shown and change.operation == operation:
                yield from _fields(change)


def _fields(change: Change) -> list[str]:
    """How each field that a write of one item gave is read after it; of other writes, which it was."""
    item = None if change.place is None else change.after.item(change.place)
    known, name = change.known, change.operation.name
    if change.operation not in (known.operations.create, known.operations.update) or not isinstance(change.sent, dict):
        return [name]
    if item is None or change.place is None:
        return [f"{name}, after which the {known.item} was not found"]
    before = change.before.get(change.place, {})
    wrong = changed(change.sent, item, known.given)
    kept = [one for one in wrong if one in before and not changed(before, item, [one])]
    return [f"{name} of {one}, read {_BEFORE if one in kept else _OTHERS}" for one in wrong] or [name]
