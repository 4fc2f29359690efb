"""Why a promise was not exercised, or is skipped: the one place that says so.

*Not selected* is what a user leaves out. *Skipped* is what the plan or the key puts out of reach, or what a list holds
(too little, too much, what others write) if the same rule held for another list: no reason not to accept. *Not
exercised* is all else that was not decided, and is one. The first reason counts: not selected; harm is suspected; the
run was stopped before; out of reach. What was broken once and not again is said by `once`, where it is confirmed.
"""

from collections.abc import Sequence

from attrs import evolve, frozen

from tines_contract.checks.check import Check
from tines_contract.engine.judging.outcomes import ListResult, Results
from tines_contract.engine.judging.verdict import NO_CASES, NOT_SELECTED, NOT_WRITTEN, Outcome, Status
from tines_contract.evidence.evidence import Evidence, Finding
from tines_contract.evidence.harm import HarmWatch
from tines_contract.evidence.observation import Observation
from tines_contract.probes.page_walks import enough_items
from tines_contract.probes.plan import EMBEDDED, RunPlan
from tines_contract.probes.probe import Purpose
from tines_contract.promises.addresses import case_of, known_at, of_case
from tines_contract.promises.lists import PagedList, date_times, item_schema, parent_arguments
from tines_contract.transport.ledger import Ledger
from tines_contract.transport.obstacles import ExitCode, Obstacle, is_for_people, named_list
from tines_spec import Operation, Promise, kind_of, operations, resource_of

_NOT_EMPTY = "the case was not empty, and all of its {items} would have been replaced"
_NO_OTHER = "no other case was found to compare this one with: name one with --other-case"
_IDS_TAKEN = "the other case has one of the same number, which is not this run's to write to"
_OTHERS_WROTE = "others wrote to the {items} each time that they were read"
_MISSING_TIMES = {
    EMBEDDED: "no {item} came with some of a list of its own that is one page, and none has to",
    "TIMESTAMPS": "no {item} came with a timestamp, and none has to",
    "CASES-CREATED-ASC": "no page held two {items} with created_at, and none has to have it",
    "CASES-ORDERED": "no page held two {items} with what they were ordered by, and none has to have it",
    "CASES-OF-TEAM": "no {item} came with a team, and none has to have one",
}
_MAY_NOT = (ExitCode.NOT_AUTHORISED, ExitCode.NOT_FOUND)
_OF_OTHERS = ("KEEPS-OTHERS", "CASE-ONLY")
"""The promises that a write leaves alone what it is not for."""


def once(promise: Promise, finding: Finding, why: str, *, disturbed: bool = False) -> Outcome:
    """What was broken once, and why not twice: that accuses nobody, and nobody is accepted with it."""
    note = f"it was broken once, and {why}: {finding.message}"
    return Outcome(promise, Status.NOT_EXERCISED, note=note, disturbed=disturbed, seen_once=True)


def not_again(promise: Promise, check: Check, after: Evidence, finding: Finding) -> Outcome:
    """What did not show again is forgiven where others may have written meanwhile, and else left undecided."""
    if check.race_prone and check.exercised(after):
        return Outcome(promise, Status.HELD, note="others wrote meanwhile, when it was seen first")
    return once(promise, finding, "not when it was sent again", disturbed=check.race_prone)


def disturbed(promise: Promise, paged: PagedList) -> Outcome:
    """What could not be confirmed, since a list was never the same before and after."""
    note = _OTHERS_WROTE.format(items=paged.items)
    return Outcome(promise, Status.NOT_EXERCISED, note=note, disturbed=True)


@frozen(eq=False)
class RunFacts:
    """What decides why a promise was not exercised: the plan, and all that came of a run.

    stopped: why the run ended before its end; empty where it did not.
    """

    plan: RunPlan
    harm: HarmWatch
    ledger: Ledger
    results: Results
    stopped: str = ""


def _result_for(operation: Operation, results: Sequence[ListResult]) -> ListResult | None:
    """What came of the list that was to judge an operation."""
    return next((one for one in results if one.paged.operation == resource_of(operation).list), None)


def outcome(promise: Promise, facts: RunFacts) -> Outcome:
    """What came out for a promise in the end, and why it was not exercised, where it was not."""
    if not facts.plan.judges(promise.id):
        return Outcome(promise, Status.SKIPPED, note=NOT_SELECTED)
    operation = operations()[promise.operation]
    found = _if_harmful(_if_of_foreign_id(_best(promise, facts), operation, facts), operation, facts)
    is_open = found.status is Status.NOT_EXERCISED and not found.note
    if facts.stopped and (facts.plan.writing_case is not None or not operation.writes):
        return evolve(found, note=facts.stopped) if is_open else found
    if operation.writes:
        return _skipped(found, _why_not_written(promise, operation, facts)) if is_open else found
    is_disturbed = found.status is Status.NOT_EXERCISED and found.disturbed and not found.seen_once
    return _if_out_of_reach(found, operation, facts) if is_open or is_disturbed else found


def _best(promise: Promise, facts: RunFacts) -> Outcome:
    """What came out in any part of the run: broken where it was in one, held where it was in one."""
    parts = (*facts.results.writings, *facts.results.readings)
    found = [one.outcomes[promise.id] for one in parts if promise.id in one.outcomes]
    for status in (Status.BROKEN, Status.CRASHED, Status.HELD):
        for one in found:
            if one.status is status:
                return one
    return max(found, key=lambda one: len(one.note), default=Outcome(promise, Status.NOT_EXERCISED))


def _if_of_foreign_id(found: Outcome, operation: Operation, facts: RunFacts) -> Outcome:
    """Undecided where a create was answered with the id of somebody else's item: what writes by such ids does harm."""
    foreign = [one for one in facts.ledger.foreign if known_at(one[0]).operations.create == operation]
    writing = _result_for(operation, facts.results.writings)
    if not foreign or writing is None or found.promise != operation.keeps("READ-BACK"):
        return found
    of_creates = [one for one in writing.outcomes.values() if one.promise.operation == operation.name]
    if not of_creates or any(one.status is Status.BROKEN and one.promise.accuses for one in of_creates):
        return found
    place, number = foreign[0]
    whose = f"somebody else's {writing.paged.item}{of_case(case_of(place))}"
    note = f"a create was answered with the id {number}, and that is {whose}"
    return Outcome(found.promise, Status.NOT_EXERCISED, note=note, seen_once=True)


def _if_harmful(found: Outcome, operation: Operation, facts: RunFacts) -> Outcome:
    """Broken or undecided where something was lost or changed around writes that promise to leave it be."""
    harm, is_open = facts.harm, found.status is Status.NOT_EXERCISED and not found.note
    if not harm.found or not (is_open or found.status is Status.HELD):
        return found
    suspected = [one for one in harm.found if any(_is_of(operation, seen) for seen in one.shown_by)]
    if suspected and found.promise.id.endswith(_OF_OTHERS):
        return _suspected(found, suspected, harm)
    if is_open and facts.ledger.stopped and operation.writes:
        return evolve(found, note=f"not all was written, since harm is suspected: {harm.found[0].message}")
    return found


def _suspected(found: Outcome, suspected: Sequence[Finding], harm: HarmWatch) -> Outcome:
    """Two other cases that have lost something at one write accuse: colleagues work in one."""
    witnessed = [one for one in suspected if harm.is_witnessed(one.shown_by)]
    if witnessed:
        return evolve(found, status=Status.BROKEN, found=witnessed, note="")
    note = f"harm is suspected: {suspected[0].message}"
    return evolve(found, status=Status.NOT_EXERCISED, note=note, seen_once=True)


def _is_of(operation: Operation, seen: Observation) -> bool:
    """Whether it is a write that has promised it. One to an item under another case has a promise of its own."""
    return operation.writes and seen.operation == operation and seen.purpose is not Purpose.WRONG_CASE


def _if_out_of_reach(found: Outcome, operation: Operation, facts: RunFacts) -> Outcome:
    """Skipped where what reads it could not try it, for a reason that is not the tenant's fault."""
    reading = _result_for(operation, facts.results.readings)
    if reading is None:
        return _skipped(found, _why_not_read(operation, facts.plan))
    if reading.obstacle is not None:
        if not _was_had(reading) and reading.obstacle.code in _MAY_NOT:
            return _skipped(found, _why_not_had(reading, reading.obstacle, facts.results.readings))
        return evolve(found, note=reading.obstacle.message)
    if why := _why_not_exercised(found, operation, reading):
        return _skipped(found, why)
    why = _why_of_contents(reading.paged, reading, facts.plan)
    if why is None or _held_elsewhere(found.promise, operation, facts):
        return _skipped(found, why)
    return evolve(found, note=found.note or why)


def _held_elsewhere(promise: Promise, operation: Operation, facts: RunFacts) -> bool:
    """Whether the same rule held for an operation of that kind on other items."""
    parts = [one.outcomes for one in facts.results.readings]
    alike = (one for part in parts for one in part.values() if one.promise.name == promise.name)
    held = (operations()[one.promise.operation] for one in alike if one.status is Status.HELD)
    return any(kind_of(one) == kind_of(operation) for one in held)


def _skipped(found: Outcome, why: str | None) -> Outcome:
    return found if why is None else evolve(found, status=Status.SKIPPED, note=why)


def _why_not_written(promise: Promise, operation: Operation, facts: RunFacts) -> str | None:
    writing, replaces = _result_for(operation, facts.results.writings), kind_of(operation) == "replace_all"
    if writing is not None and writing.obstacle is not None:
        return writing.obstacle.message
    if writing is None or writing.writer is None or promise.id not in writing.outcomes:
        return _why_nothing_written(writing, facts)
    writer = writing.writer
    if replaces and not writer.was_empty:
        return _NOT_EMPTY.format(items=writer.known.items)
    if not _is_of_other_cases(promise):
        return None
    others = writer.other_cases.values()
    if not (any(others) if replaces else others):
        return _NO_OTHER
    return _IDS_TAKEN if writer.ids_taken and promise.name == "OTHER-CASE" else None


def _why_nothing_written(writing: ListResult | None, facts: RunFacts) -> str:
    if not any(one.writer for one in facts.results.writings):
        return NOT_WRITTEN
    agreed = writing is None or facts.plan.makes_cases or writing.paged.parent is not None
    return "the run does not write these" if agreed else NO_CASES


def _why_not_read(operation: Operation, plan: RunPlan) -> str:
    owner = resource_of(operation).list
    if owner is None:
        return "it is neither a list nor an item of one"
    unknown = [name for name in parent_arguments(owner) if name not in plan.arguments]
    return f"no value is known for {', '.join(unknown)}" if unknown else "the plan does not read it"


def _why_not_had(reading: ListResult, obstacle: Obstacle, readings: Sequence[ListResult]) -> str:
    """What is said of a list alone: where another is to be had, the case and the address are right."""
    refused = [one for one in reading.seen if one.operation == reading.paged.operation and one.response.status == 404]
    if not refused or not any(map(_was_had, readings)):
        return obstacle.message
    what = named_list(reading.paged, refused[0].parent)
    return f"the {what} are refused with 404, and another list is not: the key may not see them"


def _was_had(reading: ListResult) -> bool:
    listed = (seen for seen in reading.seen if seen.operation == reading.paged.operation)
    return any(seen.succeeded and not is_for_people(seen) for seen in listed)


def _why_not_exercised(outcome: Outcome, operation: Operation, reading: ListResult) -> str | None:
    paged, seen = reading.paged, reading.seen
    read = [one.response.status for one in seen if one.operation == operation and one.purpose is Purpose.READ]
    if operation.paging is None and read and {*read} <= {401, 403}:
        return f"the key may not read {_a(paged.item)} by its id"
    others = [one for one in seen if one.purpose is Purpose.OTHER_CASE_LIST and one.decoded is not None]
    if _is_of_other_cases(outcome.promise) and operation.paging is None and not others:
        return _NO_OTHER
    required = item_schema(operation).get("required", ())
    if outcome.promise.name in _MISSING_TIMES and not any(name in required for name in date_times(operation)):
        return _MISSING_TIMES[outcome.promise.name].format(item=paged.item, items=paged.items)
    return None


def _why_of_contents(paged: PagedList, reading: ListResult, plan: RunPlan) -> str | None:
    """Whether others wrote to a list, or it is too short, or too long to be walked to its end."""
    if any(one.disturbed for one in reading.outcomes.values()):
        return _OTHERS_WROTE.format(items=paged.items)
    count = _count(reading)
    if count is None:
        return None
    if count < enough_items(paged):
        few = f"there are too few {paged.items} ({count})" if count else f"there are no {paged.items}"
        return f"{few}; give {_who_has(paged, plan)}"
    listed = Evidence(reading.seen).list_of(paged.operation)
    if listed.walks and not any(walk.ended for walk in listed.walks):
        return f"there are too many {paged.items} ({count}) to read them all"
    return None


def _who_has(paged: PagedList, plan: RunPlan) -> str:
    """What to judge instead, for a list to be long enough."""
    if paged.parent is None:
        return f"a key that sees {enough_items(paged)} or more"
    is_made = plan.writing_case is None and paged.resource.create is not None
    return f"a case with {enough_items(paged)} or more (--case){', or set TINES_CONTRACT_WRITES=1' if is_made else ''}"


def _count(reading: ListResult) -> int | None:
    """How many items there are, by what came or by meta, whichever is more; None where no page could be read."""
    pages = Evidence(reading.seen).list_of(reading.paged.operation).judged
    if not pages:
        return None
    return max(len({number for page in pages for number in page.ids}), *(page.count for page in pages))


def _is_of_other_cases(promise: Promise) -> bool:
    return promise.id.endswith(("-OTHER-CASE", "-CASE-ONLY"))


def _a(item: str) -> str:
    return f"an {item}" if item[:1] in "aeiou" else f"a {item}"
