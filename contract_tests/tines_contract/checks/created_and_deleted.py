"""Checks that a created item is there as it was sent, and that a deleted one is gone."""

from tines_contract.checks.check import Findings, check
from tines_contract.checks.judged_writes import accepted, finding, readings, refused
from tines_contract.evidence.evidence import Evidence, Finding
from tines_contract.evidence.history import Change, twin
from tines_contract.evidence.item_diff import changed, differences, shown, shown_by, unasked
from tines_contract.evidence.observation import Item
from tines_contract.probes.probe import Purpose
from tines_spec import Operation, written


def _listed_once(evidence: Evidence, operation: Operation) -> bool:
    return any(len(_twins(change)) == 1 for change in _created(evidence, operation))


def _optional_read(evidence: Evidence, operation: Operation) -> bool:
    changes = [one for one in _created(evidence, operation) if one.sent.keys() >= set(one.known.optional)]
    return any(len(_returned_and_read(change)) >= 2 for change in changes)


def _two_created(evidence: Evidence, operation: Operation) -> bool:
    return len(_created(evidence, operation)) > 1


def _created_and_shown(evidence: Evidence, operation: Operation) -> bool:
    return any(_returned_and_read(change) for change in _created(evidence, operation))


def _created(evidence: Evidence, operation: Operation) -> list[Change]:
    return [change for change in accepted(evidence, operation) if change.place is not None]


@check("STORED", exercised=_listed_once, race_prone=True)
def is_stored(evidence: Evidence, operation: Operation) -> Findings:
    """What was created is found under its id, and is listed once."""
    yield from refused(evidence, operation)
    for change in accepted(evidence, operation):
        message = _not_once(change)
        if message is not None:
            yield finding(message, change)


def _not_once(change: Change) -> str | None:
    """How often the item is there, where that is not once."""
    twins, word = _twins(change), change.known.item
    there = {item[change.known.id] for item in change.view_before.listed.get(change.case, ())}
    if len(twins - there) > 1:
        return f"the {word} that was created is listed {len(twins - there)} times"
    if change.place is None or _id_taken(change):
        return None
    if twins and change.place[1] not in twins and change.case in change.after.whole:
        return f"the {word} that was created is listed with another id than {change.place[1]}, which the response has"
    if change.case in change.after.whole and change.after.item(change.place) not in change.after.listed[change.case]:
        return f"{word} {change.place[1]} was created, and is not listed"
    if change.after.lacks(change.place):
        return f"{word} {change.place[1]} was created, and is not found"
    return None


def _twins(change: Change) -> set[int]:
    """The ids of the listed items that the body speaks of."""
    known, listed = change.known, change.after.listed.get(change.case, ())
    return {item[known.id] for item in listed if twin(known, item, change.sent)}


@check("READ-BACK", kind="create", exercised=_optional_read, race_prone=True)
def read_back(evidence: Evidence, operation: Operation) -> Findings:
    """Every field that was given is read back as it was given, whatever the URL."""
    known = written(operation)
    returned, read = shown_by(evidence, known, operation), shown(evidence, known)  # what may be absent, and is shown
    for change in accepted(evidence, operation):
        items = _returned_and_read(change)
        # One that is read may be the very object that was returned: equal bodies are decoded once.
        fields = [read] * len(items) if change.returned is None else [returned, *[read] * (len(items) - 1)]
        pairs = zip(items, fields, strict=True)
        found = [one for item, some in pairs for one in differences(known, change.sent, item, some)]
        found += [one for item in items for one in unasked(known, change.sent, item)]
        if any(changed(items[0], item, ("created_at",)) for item in items[1:]):
            found.append("created_at is another where it is read than in the response")
        if found:
            yield finding("; ".join(dict.fromkeys(found)), change)


def _returned_and_read(change: Change) -> list[Item]:
    """The item as the response has it, and as it is read then."""
    items = [] if change.returned is None else [change.returned]
    return items if change.place is None or _id_taken(change) else [*items, *readings(change, change.place)]


@check("ID-NEW", exercised=_two_created)
def id_new(evidence: Evidence, operation: Operation) -> Findings:
    """The id is that of no other item."""
    for change in accepted(evidence, operation):
        if _id_taken(change):
            assert change.place is not None
            yield finding(f"the new {change.known.item} has the id {change.place[1]}, which another has", change)


def _id_taken(change: Change) -> bool:
    return change.place is not None and change.view_before.item(change.place) is not None


@check("CREATE-STORY-NAME", exercised=_created_and_shown)
def story_name(evidence: Evidence, operation: Operation) -> Findings:
    """story_name is filled only where the URL is that of a story of the tenant."""
    for change in accepted(evidence, operation):
        if change.write.purpose is Purpose.WRITE and any(
            item["story_name"] is not None for item in _returned_and_read(change)
        ):
            message = "story_name is filled, and the URL is of no story of the tenant"
            yield finding(message, change)


def _lacking(evidence: Evidence, operation: Operation) -> bool:
    deleted = _deleted(evidence, operation)
    return any(change.after.lacks(change.place) for change in deleted if change.place is not None)


def _no_content(evidence: Evidence, operation: Operation) -> bool:
    return any(seen.response.status == 204 for seen in evidence.observations_of(operation))


@check("GONE", exercised=_lacking)
def gone(evidence: Evidence, operation: Operation) -> Findings:
    """What was deleted is found no more, and is not listed."""
    yield from refused(evidence, operation)
    for change in _deleted(evidence, operation):
        assert change.place is not None
        (case, number), known = change.place, change.known
        if change.place in change.after.by_id:
            yield finding(f"{known.item} {number} was deleted, and is still found", change)
        elif any(item[known.id] == number for item in change.after.listed.get(case, ())):
            yield finding(f"{known.item} {number} was deleted, and is still listed", change)


def _deleted(evidence: Evidence, operation: Operation) -> list[Change]:
    return [change for change in accepted(evidence, operation) if change.place in change.before]


@check("EMPTY", exercised=_no_content, needs=(Purpose.ALREADY_DELETED,))
def empty(evidence: Evidence, operation: Operation) -> Findings:
    """A 204 has no body."""
    for seen in evidence.observations_of(operation):
        length = seen.response.headers.get("content-length", "0")
        if seen.response.status == 204 and (seen.response.body or length.strip("0")):
            yield Finding("a 204 has a body", [seen])
