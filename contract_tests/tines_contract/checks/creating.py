"""Checks of what comes of an action that is created."""

from tines_contract.checks.writes import accepted, finding, readings, refused
from tines_contract.comparing import lost
from tines_contract.evidence import Evidence
from tines_contract.finding import Check, Findings
from tines_contract.history import Change, same
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
    listed = _listed(change)
    if len(listed) > 1:
        return f"the action that was created is listed {len(listed)} times"
    if change.place is None or listed or _id_taken(change):
        return None
    if change.case in change.after.whole:
        return f"action {change.place[1]} was created, and is not listed"
    if change.after.lacks(change.place):
        return f"action {change.place[1]} was created, and is not found"
    return None


def _listed(change: Change) -> list[Item]:
    """The listed actions that the body speaks of, or that have the id of the answer."""
    number = None if change.place is None else change.place[1]
    listed = change.after.listed.get(change.case, ())
    found = {item["id"]: item for item in listed if same(item, change.sent) or item["id"] == number}
    return list(found.values())


def read_back(evidence: Evidence) -> Findings:
    for change in accepted(evidence, CREATE):
        for item in _shown(change):
            names = lost(change.sent, item, evidence.shown_by(CREATE) if item is change.said else evidence.shown)
            if names:
                yield finding("CREATE-READ-BACK", f"{', '.join(names)} is not read back as it was given", change)


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
    if change.place is None:
        return False
    return change.place in change.before or change.view_before.item(change.place) is not None


def story_name(evidence: Evidence) -> Findings:
    for change in accepted(evidence, CREATE):
        if change.seen.purpose is Purpose.WRITE and any(item["story_name"] is not None for item in _shown(change)):
            told = "story_name is filled, and the URL is of no story of the tenant"
            yield finding("CREATE-STORY-NAME", told, change)


def _created(evidence: Evidence) -> list[Change]:
    return [change for change in accepted(evidence, CREATE) if change.place is not None]


def _seen_once(evidence: Evidence) -> bool:
    return any(len(_listed(change)) == 1 for change in _created(evidence))


CHECKS = (
    Check("CREATE-STORED", is_stored, _seen_once, quiet=True),
    Check(
        "CREATE-READ-BACK",
        read_back,
        lambda e: any(
            change.sent.keys() >= {"action_text", "query_params"} and len(_shown(change)) >= 2 for change in _created(e)
        ),
    ),
    Check("CREATE-ID-NEW", id_new, lambda e: len(_created(e)) > 1),
    Check("CREATE-STORY-NAME", story_name, lambda e: any(_shown(change) for change in _created(e))),
)
