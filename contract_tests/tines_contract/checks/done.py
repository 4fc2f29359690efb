"""What was refused, and done all the same."""

from tines_contract.evidence import Evidence
from tines_contract.finding import Finding, Findings
from tines_contract.history import Change, twin
from tines_contract.observation import Observation
from tines_contract.operations import DELETE, Operation
from tines_contract.purpose import Purpose


def done(evidence: Evidence, operation: Operation, purpose: Purpose, promise: str) -> Findings:
    """Writes of that purpose that were turned away, and whose effect is seen."""
    for change in evidence.history:
        if change.operation == operation.name and change.seen.purpose is purpose and change.seen.turned_away:
            shown = _effect(evidence, change)
            if shown is not None:
                told = f"{purpose.value} is answered with {change.seen.response.status}, and what it asks for is done"
                yield Finding(promise, told, [change.seen, shown])


def _effect(evidence: Evidence, change: Change) -> Observation | None:
    """What shows that a change was made."""
    if change.operation == DELETE:
        gone = change.target is not None and change.after.lacks(change.target)
        return change.after.reads[-1] if gone else None
    if change.seen.purpose is Purpose.OTHER_TYPE and _retyped(change):
        return change.after.reads[-1]
    sent = change.sent if isinstance(change.sent, dict) else {}
    # Each body of a run has a label and a URL of its own: where they are seen later, it was taken.
    bodies = [one for one in sent.get("actions") or [sent] if isinstance(one, dict)]
    for later in evidence.history[evidence.history.index(change) :]:
        for body in bodies:
            known = next(((name, body[name]) for name in ("url", "label") if isinstance(body.get(name), str)), None)
            for item, read in later.after.shown.get(known, ()) if known else ():
                if twin(item, body):
                    return read
    return None


def _retyped(change: Change) -> bool:
    """Whether the action has another type since it was to have one that nobody knows."""
    before = None if change.place is None else change.before.get(change.place)
    after = None if change.place is None else change.after.item(change.place)
    return before is not None and after is not None and before["action_type"] != after["action_type"]
