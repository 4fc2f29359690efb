"""Checks of what comes of an action that is created."""

from tines_contract.checks.writes import accepted, finding, readings, refused
from tines_contract.comparing import Shown, changed, lost, unasked
from tines_contract.evidence import Evidence
from tines_contract.finding import Check, Findings
from tines_contract.history import Change, twin
from tines_contract.observation import Item
from tines_contract.operations import CREATE
from tines_contract.purpose import Purpose


def is_stored(evidence: Evidence) -> Findings:
    yield from refused(evidence, CREATE, "CREATE-STORED")
    for change in accepted(evidence, CREATE):
        told = _not_once(change)
        if told is not None:
            yield finding("CREATE-STORED", told, change)


def _not_once(change: Change) -> str | None:
    """How often the action is there, where that is not once."""
    twins = _twins(change)
    if len(twins) > 1:
        return f"the action that was created is listed {len(twins)} times"
    if change.place is None or _id_taken(change):
        return None
    if twins and change.place[1] not in twins and change.case in change.after.whole:
        return f"the action that was created is listed with another id than {change.place[1]}, which the answer has"
    if change.case in change.after.whole and change.after.item(change.place) not in change.after.listed[change.case]:
        return f"action {change.place[1]} was created, and is not listed"
    if change.after.lacks(change.place):
        return f"action {change.place[1]} was created, and is not found"
    return None


def _twins(change: Change) -> set[int]:
    """The ids of the listed actions that the body speaks of."""
    return {item["id"] for item in change.after.listed.get(change.case, ()) if twin(item, change.sent)}


def read_back(evidence: Evidence) -> Findings:
    for change in accepted(evidence, CREATE):
        shown = _shown(change)
        names = [
            name
            for item in shown
            for name in [*lost(change.sent, item, _fields(evidence, change, item)), *unasked(change.sent, item)]
        ]
        names += [name for item in shown[1:] for name in changed(shown[0], item, ("created_at",))]
        if names:
            told = f"{', '.join(dict.fromkeys(names))} is not read back as it was given"
            yield finding("CREATE-READ-BACK", told, change)


def _fields(evidence: Evidence, change: Change, item: Item) -> Shown:
    """The fields that may be absent, and are shown where this was said."""
    return evidence.shown_by(CREATE) if item is change.said else evidence.shown


def _shown(change: Change) -> list[Item]:
    """The action as the answer has it, and as it is read then."""
    items = [] if change.said is None else [change.said]
    return items if change.place is None or _id_taken(change) else [*items, *readings(change, change.place)]


def id_new(evidence: Evidence) -> Findings:
    for change in accepted(evidence, CREATE):
        if _id_taken(change):
            assert change.place is not None
            yield finding("CREATE-ID-NEW", f"the new action has the id {change.place[1]}, which another has", change)


def _id_taken(change: Change) -> bool:
    return change.place is not None and change.view_before.item(change.place) is not None


def story_name(evidence: Evidence) -> Findings:
    for change in accepted(evidence, CREATE):
        if change.seen.purpose is Purpose.WRITE and any(item["story_name"] is not None for item in _shown(change)):
            told = "story_name is filled, and the URL is of no story of the tenant"
            yield finding("CREATE-STORY-NAME", told, change)


def _created(evidence: Evidence) -> list[Change]:
    return [change for change in accepted(evidence, CREATE) if change.place is not None]


def _seen_once(evidence: Evidence) -> bool:
    return any(len(_twins(change)) == 1 for change in _created(evidence))


CHECKS = (
    Check("CREATE-STORED", is_stored, _seen_once, quiet=True),
    Check(
        "CREATE-READ-BACK",
        read_back,
        lambda e: any(
            change.sent.keys() >= {"action_text", "query_params"} and len(_shown(change)) >= 2 for change in _created(e)
        ),
        quiet=True,
    ),
    Check("CREATE-ID-NEW", id_new, lambda e: len(_created(e)) > 1),
    Check("CREATE-STORY-NAME", story_name, lambda e: any(_shown(change) for change in _created(e))),
)
