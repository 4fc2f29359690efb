"""Which promises a run skips, and why: the report says so, and it is no reason not to accept."""

from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from tines_contract.checks import CHECKS
from tines_contract.contract.exit_code import ExitCode
from tines_contract.contract.item_schema import required_times
from tines_contract.contract.paged_list import PagedList
from tines_contract.contract.parents import parent_arguments
from tines_contract.contract.subjects import list_of, main_subject
from tines_contract.engine.judging.list_reading import ListReading
from tines_contract.engine.judging.verdict import NOT_WRITTEN, Outcome, Status
from tines_contract.evidence.evidence import Evidence
from tines_contract.evidence.observation import Observation
from tines_contract.probes.page_walks import enough_items
from tines_contract.probes.plan import Plan
from tines_contract.probes.purpose import PAGES, Purpose
from tines_contract.probes.writer import Writer
from tines_contract.transport.obstacles import Obstacle, named_list
from tines_spec import Operation, Promise, kind_of, operations, resource_of

NOT_SELECTED = "it was not selected (--only, --exclude)"
_NOT_EMPTY = "the case was not empty, and all of its {items} would have been replaced"
_NO_OTHER = "no other case was found to compare this one with: name one with --other-case"
_IDS_TAKEN = "the other case has one of the same number, which is not this run's to write to"
_MISSING_TIMES = {
    "TIMESTAMPS": "no {item} came with a timestamp, and none has to",
    "CASES-CREATED-ASC": "no page held two {items} with created_at, and none has to have it",
}
_MAY_NOT = (ExitCode.NOT_AUTHORISED, ExitCode.NOT_FOUND)


@frozen(eq=False)
class RunFacts:
    """What decides whether a promise was out of reach.

    writers: what has written, by the name of the list. lacking: why a list was not written to.
    """

    plan: Plan
    writers: Mapping[str, Writer]
    written: Mapping[str, Outcome]
    readings: Sequence[ListReading]
    lacking: Mapping[str, str] = {}

    def reading_of(self, operation: Operation) -> ListReading | None:
        """The reading that was to judge an operation."""
        owner = resource_of(operation).list
        return next((one for one in self.readings if owner is not None and one.paged.name == owner.name), None)


def skipped_if_out_of_reach(outcome: Outcome, facts: RunFacts) -> Outcome:
    """The outcome, as skipped where the promise could not be tried, for a reason that is not the tenant's fault."""
    if outcome.status is not Status.NOT_EXERCISED or (outcome.note and not outcome.disturbed):
        return outcome
    operation = operations()[outcome.promise.operation]
    if operation.writes:
        why = None if outcome.note else _why_not_written(outcome.promise, operation, facts)
        return _skipped(outcome, why)
    reading = facts.reading_of(operation)
    if reading is None:
        return _skipped(outcome, _why_not_read(operation, facts.plan))
    if reading.obstacle is not None:
        if not _was_had(reading) and reading.obstacle.code in _MAY_NOT:
            return _skipped(outcome, _why_not_had(reading, reading.obstacle, facts.readings))
        return evolve(outcome, note=reading.obstacle.message)
    return _skipped(_with_length(outcome, reading), _why_not_exercised(outcome, operation, reading))


def _with_length(outcome: Outcome, reading: ListReading) -> Outcome:
    """The outcome, with a note where the list was too short for the promise."""
    count = _count(reading)
    of_pages = CHECKS[outcome.promise.id].needs.issuperset(PAGES)
    if not of_pages or count is None or count >= enough_items(reading.paged):
        return outcome
    return evolve(outcome, note=f"it needs {outcome.promise.needs}; there were {count} {reading.paged.items}")


def _skipped(outcome: Outcome, why: str | None) -> Outcome:
    return outcome if why is None else evolve(outcome, status=Status.SKIPPED, note=why)


def _why_not_written(promise: Promise, operation: Operation, facts: RunFacts) -> str | None:
    owner, replaces = resource_of(operation).list, kind_of(operation) == "replace_all"
    writer = None if owner is None else facts.writers.get(owner.name)
    if owner is not None and owner.name in facts.lacking:
        return facts.lacking[owner.name]
    if promise.id not in facts.written or writer is None:
        return "the run does not write these" if facts.writers else NOT_WRITTEN
    if replaces and writer.initial_ids != set():
        return _NOT_EMPTY.format(items=writer.known.items)
    if not _is_of_other_cases(promise):
        return None
    others = writer.other_cases.values()
    if not (any(others) if replaces else others):
        return _NO_OTHER
    return _IDS_TAKEN if writer.ids_taken and promise.name == "OTHER-CASE" else None


def _why_not_read(operation: Operation, plan: Plan) -> str:
    owner = resource_of(operation).list
    if owner is None:
        return "it is neither a list nor an item of one"
    unknown = [name for name in parent_arguments(owner) if name not in plan.arguments]
    return f"no value is known for {', '.join(unknown)}" if unknown else "the plan does not read it"


def _why_not_had(reading: ListReading, obstacle: Obstacle, readings: Sequence[ListReading]) -> str:
    """What is said of a list alone: where another is to be had, the case and the address are right."""
    refused = [one for one in reading.seen if one.operation == reading.paged.operation and one.response.status == 404]
    if not refused or not any(map(_was_had, readings)):
        return obstacle.message
    what = named_list(reading.paged, refused[0].parent)
    return f"the {what} are refused with 404, and another list is not: the key may not see them"


def _was_had(reading: ListReading) -> bool:
    return any(seen.succeeded and seen.operation == reading.paged.operation for seen in reading.seen)


def _why_not_exercised(outcome: Outcome, operation: Operation, reading: ListReading) -> str | None:
    paged = reading.paged
    if operation.paging is None and _is_forbidden(reading.seen, operation):
        return f"the key may not read {_a(paged.item)} by its id"
    if _is_of_other_cases(outcome.promise) and operation.paging is None and not _others_read(reading.seen):
        return _NO_OTHER
    if paged.operation == list_of(main_subject()):
        return None
    if outcome.promise.name in _MISSING_TIMES and not required_times(operation):
        return _MISSING_TIMES[outcome.promise.name].format(item=paged.item, items=paged.items)
    if outcome.disturbed or any(one.disturbed for one in reading.outcomes.values()):
        return f"others wrote to the {paged.items} each time that they were read"
    return _why_of_length(paged, reading)


def _why_of_length(paged: PagedList, reading: ListReading) -> str | None:
    """Whether a list that the run does not fill is too short, or too long to be walked to its end."""
    count = _count(reading)
    if count is None:
        return None
    if count < enough_items(paged):
        few = f"there are too few {paged.items} ({count})" if count else f"there are no {paged.items}"
        nobody = "nothing in the spec" if paged.resource.create is None else "nothing in this run"
        return f"{few}, and {nobody} creates {_a(paged.item)}"
    listed = Evidence(reading.seen).list_of(paged.operation)
    if listed.walks and not any(walk.ended for walk in listed.walks):
        return f"there are too many {paged.items} ({count}) to read them all"
    return None


def _count(reading: ListReading) -> int | None:
    """How many items there are, by what came or by meta, whichever is more; None where no page could be read."""
    pages = Evidence(reading.seen).list_of(reading.paged.operation).judged
    if not pages:
        return None
    return max(len({number for page in pages for number in page.ids}), *(page.count for page in pages))


def _is_of_other_cases(promise: Promise) -> bool:
    return promise.id.endswith(("-OTHER-CASE", "-CASE-ONLY"))


def _is_forbidden(seen: Sequence[Observation], operation: Operation) -> bool:
    """Whether nothing of an operation was to be had with the right key, by what the key may do."""
    allowed = [one for one in seen if one.operation == operation and one.purpose is Purpose.READ]
    return bool(allowed) and all(one.response.status in (401, 403) for one in allowed)


def _others_read(seen: Sequence[Observation]) -> bool:
    return any(one.purpose is Purpose.OTHER_CASE_LIST and one.decoded is not None for one in seen)


def _a(item: str) -> str:
    return f"an {item}" if item[:1] in "aeiou" else f"a {item}"
