"""Checks that a write of many items leaves the case with just what it should hold."""

from collections.abc import Iterator, Sequence
from typing import Any

from tines_contract.checks.check import Findings, check
from tines_contract.checks.judged_writes import accepted, effects_of_refused, finding, refused
from tines_contract.evidence.evidence import Evidence
from tines_contract.evidence.harm import restless
from tines_contract.evidence.history import Change, same, twin
from tines_contract.evidence.item_diff import contradicts, differences, shown, unasked
from tines_contract.evidence.observation import Item
from tines_contract.probes.probe import Purpose
from tines_spec import Operation, Writable


def _over_some(evidence: Evidence, operation: Operation) -> bool:
    return any(change.others for change, listed in _replaced(evidence, operation) if listed)


def _any_listed(evidence: Evidence, operation: Operation) -> bool:
    return any(listed for _, listed in _replaced(evidence, operation))


def _returned_and_listed(evidence: Evidence, operation: Operation) -> bool:
    return any(change.returned and listed for change, listed in _replaced(evidence, operation))


@check("REPLACE-ALL-REPLACED", exercised=_over_some, race_prone=True, needs=(Purpose.ODD,))
def all_replaced(evidence: Evidence, operation: Operation) -> Findings:
    """Afterwards the case holds the items that were given, each once, and no other; what is refused replaces none."""
    yield from refused(evidence, operation)
    yield from effects_of_refused(evidence, operation, Purpose.ODD)
    for change, listed in _replaced(evidence, operation):
        message = _not_all(change, listed)
        if message is not None:
            yield finding(message, change)


def _not_all(change: Change, listed: list[Item]) -> str | None:
    known, word = change.known, change.known.item
    pairs = matched(known, change.bodies, listed)
    missing = next((index for index, item in enumerate(pairs) if item is None), None)
    if missing is not None:
        return f"{known.several}[{missing}] of the body is not listed"
    kept = [item[known.id] for item in listed if not any(item is one for one in pairs)]
    if kept:
        return f"{word} {kept[0]} is listed, and was not given"
    there = {item[known.id] for item in change.after.listed[change.case]}
    alive = [number for case, number in change.after.by_id if case == change.case and number not in there]
    return f"{word} {alive[0]} is found still, and was not given" if alive else None


def matched(known: Writable, sent: list[Any], listed: list[Item]) -> list[Item | None]:
    """The listed item of each that was sent: one that is surely it, or else one that may be. None is of two."""
    found: list[Item | None] = [None] * len(sent)
    free = list(listed)
    for alike in (twin, same):
        for index, one in enumerate(sent):
            item = next((item for item in free if alike(known, item, one)), None) if found[index] is None else None
            if item is not None:
                found[index] = item
                free = [other for other in free if other is not item]
    return found


@check("STORED", kind="batch_create", exercised=_any_listed, race_prone=True)
def each_is_stored(evidence: Evidence, operation: Operation) -> Findings:
    """Each item that was given is listed once."""
    yield from refused(evidence, operation)
    for change, listed in _replaced(evidence, operation):
        for index, one in enumerate(change.bodies):
            times = sum(twin(change.known, item, one) for item in listed)
            if times != 1:
                yield finding(f"{change.known.several}[{index}] of the body is listed {times} times", change)


@check("READ-BACK", kind="replace_all", exercised=_any_listed, race_prone=True)
def read_back(evidence: Evidence, operation: Operation) -> Findings:
    """Every field that was given is read back as it was given."""
    for change, listed in _replaced(evidence, operation):
        known, sent = change.known, change.bodies
        for index, (one, item) in enumerate(zip(sent, matched(known, sent, listed), strict=True)):
            found = [] if item is None else _wrong(evidence, known, one, item)
            if found:
                yield finding(f"{known.several}[{index}] of the body: {'; '.join(found)}", change)


def _wrong(evidence: Evidence, known: Writable, sent: Item, item: Item) -> list[str]:
    return [*differences(known, sent, item, shown(evidence, known)), *unasked(known, sent, item)]


@check("REPLACE-ANSWER", exercised=_returned_and_listed, race_prone=True)
def returned_as_listed(evidence: Evidence, operation: Operation) -> Findings:
    """The response holds the items as they are listed afterwards."""
    for change, listed in _replaced(evidence, operation):
        message = None
        if change.returned is not None and _not_all(change, listed) is None:
            message = _other(change, _returned(change), listed, restless(evidence, operation))
        if message is not None:
            yield finding(message, change)


def _returned(change: Change) -> list[Item]:
    """The items that the response holds."""
    return [] if change.write.decoded is None else change.write.decoded.items


def _other(change: Change, returned: list[Item], listed: list[Item], but: Sequence[str]) -> str | None:
    """What the response has otherwise than the list."""
    name = change.known.id
    by_id = {item[name]: item for item in returned}
    if len(returned) != len(listed) or by_id.keys() != {item[name] for item in listed}:
        return f"the response holds {len(returned)} {change.known.items}, {len(listed)} are listed, not all the same"
    names = dict.fromkeys(one for item in listed for one in contradicts(change.operation, item, by_id[item[name]], but))
    return f"{', '.join(names)} is another in the response than in the list" if names else None


def _replaced(evidence: Evidence, operation: Operation) -> Iterator[tuple[Change, list[Item]]]:
    """The replacements, each with all that the case holds after it, but for what others have made meanwhile."""
    for change in accepted(evidence, operation):
        if change.case in change.after.whole:
            yield change, [item for item in change.after.listed[change.case] if _is_of_run(change, item)]


def _is_of_run(change: Change, item: Item) -> bool:
    """Whether an item was there before a replacement, or is like one that was, or like one that was sent."""
    name = change.known.id
    ids = {one[name] for one in [*change.view_before.listed.get(change.case, ()), *_returned(change)]}
    alike = [*change.bodies, *change.before.values()]
    return item[name] in ids or any(same(change.known, item, one) for one in alike)
