"""A create that was answered with the id of somebody else's item, even once: what writes by such ids does harm."""

from collections.abc import Mapping, Sequence

from tines_contract.engine.judging.verdict import Outcome, Status
from tines_contract.promises.lists import case_of
from tines_contract.transport.ledger import Place
from tines_spec import Writable


def with_strange_ids(known: Writable, outcomes: Mapping[str, Outcome], strange: Sequence[Place]) -> dict[str, Outcome]:
    """The outcomes, with the promise of creates undecided where none of theirs was found broken for it."""
    create = known.operations.create
    read_back = None if create is None else create.keeps("READ-BACK")
    if create is None:
        return dict(outcomes)
    of_creates = [outcomes[promise.id] for promise in create.promises if promise.id in outcomes]
    broken = any(outcome.status is Status.BROKEN and outcome.promise.accuses for outcome in of_creates)
    if not strange or broken or read_back is None or read_back.id not in outcomes:
        return dict(outcomes)
    place, number = strange[0]
    note = (
        f"a create was answered with the id {number}, and that is somebody else's {known.item} of case {case_of(place)}"
    )
    undecided = Outcome(read_back, Status.NOT_EXERCISED, note=note, seen_once=True)
    return {**outcomes, read_back.id: undecided}
