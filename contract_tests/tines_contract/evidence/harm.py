"""What was lost or changed around a write that was not for it: in another case, or elsewhere in the same.

A tenant may do so once, and a colleague may have done it at just that moment. What may be either accuses nobody,
and nobody is accepted with it.
"""

from collections.abc import Container, Iterator, Mapping, Sequence

from attrs import define, field, frozen

from tines_contract.evidence.evidence import Evidence, Finding
from tines_contract.evidence.item_diff import changed
from tines_contract.evidence.observation import Item, Observation, is_first_page
from tines_contract.probes.probe import Purpose
from tines_contract.promises.addresses import address_of, named
from tines_contract.promises.lists import list_of
from tines_spec import Operation, Writable, item_argument, operations, resource_of, writable

_READ = (Purpose.LIST_ALL, Purpose.OTHER_CASE_LIST)
_MOVED = "updated_at"
_MOST_FOUND = 50
_MOST_NAMED = 3
_WITNESSES = 2
_AROUND_ONE_WRITE = 3


@frozen(eq=False)
class _Reading:
    """A page of a case, and the writes that were sent since."""

    seen: Observation
    writes: list[Observation] = field(factory=list)


@define(eq=False)
class HarmWatch:
    """Sees all requests of the writes, in order. own: the items that the run has made, by the path of the list and id.

    found: what was lost or changed, each with what was read around it.
    suspects: the operations that may have done it to what is not the run's own.
    """

    own: Container[tuple[str, str]] = ()
    found: list[Finding] = field(factory=list)
    suspects: set[str] = field(factory=set)
    _readings: dict[tuple[str, str], _Reading] = field(factory=dict)

    def see(self, seen: Observation) -> None:
        """Take the next request into account."""
        operation = seen.operation
        if operation is None:
            return
        known = writable(operation)
        if operation.writes:
            for reading in self._readings.values():
                reading.writes.append(seen)
        elif known is not None and operation == known.operations.list and _is_watched(operation, seen):
            before = self._readings.get((seen.request.path, seen.request.query))
            self._readings[seen.request.path, seen.request.query] = _Reading(seen)
            if before is not None and before.writes and before.seen.response.body != seen.response.body:
                self._compare(known, before.seen, before.writes, seen)

    def _compare(self, known: Writable, before: Observation, writes: Sequence[Observation], after: Observation) -> None:
        replaces = [one for one in writes if one.operation == known.operations.replace_all and not one.denied]
        if any(one.parent == before.parent for one in replaces):
            return
        # Of a list of nothing, all of a tenant, others may change what is theirs.
        items, place = _by_id(known, before), before.request.path
        watched = {number for number in items if before.parent or (place, str(number)) in self.own}
        for message, numbers in _losses(known, before, writes, after, watched):
            # A list that ignores its case shows the run's own there, and no harm.
            elsewhere = all(write.parent != before.parent for write in writes)
            places = [list_of(known).path_for(case_id=write.parent) for write in writes]
            if elsewhere and numbers and all((place, str(n)) in self.own for n in numbers for place in places):
                continue
            if elsewhere and not numbers and any(self._shows_the_same(place, before) for place in places):
                continue
            if len(self.found) < _MOST_FOUND:
                what = f"{f'case {before.parent}: ' if before.parent else ''}{message}, around {_named(writes)}"
                self.found.append(Finding(what, [before, *writes, after]))
            if not numbers or any((before.request.path, str(number)) not in self.own for number in numbers):
                self.suspects |= {write.operation.name for write in writes if write.operation is not None}

    def _shows_the_same(self, place: str, other: Observation) -> bool:
        """Whether the list at a place has the very page of another case."""
        own = self._readings.get((place, other.request.query))
        return own is not None and bool(other.items) and own.seen.items == other.items

    def forget(self, case: str) -> None:
        """What a case held: a write was sent to it of which it is not known whether it was done."""
        self._readings = {place: one for place, one in self._readings.items() if one.seen.parent not in (case, "")}

    def is_witnessed(self, seen: Sequence[Observation]) -> bool:
        """Whether two other cases have lost something around one of these writes alone: colleagues work in one."""
        writes = [one for one in seen if one.writes]
        alone = [found.shown_by for found in self.found if len(found.shown_by) == _AROUND_ONE_WRITE]
        return any(
            len({shown[-1].parent for shown in alone if shown[1] is write} - {write.parent}) >= _WITNESSES
            for write in writes
        )


def _is_watched(operation: Operation, seen: Observation) -> bool:
    """Whether it is a page of those that are read over and over; what is read seldom says less of when it happened."""
    paging = operation.paging
    sized = paging is not None and seen.request.argument(paging.size) is not None
    return seen.purpose in _READ and sized and seen.decoded is not None


def _losses(
    known: Writable, before: Observation, writes: Sequence[Observation], after: Observation, watched: set[int]
) -> Iterator[tuple[str, list[int]]]:
    """What was lost or changed, with the ids where these are known."""
    items, kept, given = _by_id(known, before), _by_id(known, after), tuple(known.given)
    others = watched - {number for write in writes for number in _meant(known, write, before.parent)}
    if altered := sorted(number for number in others & kept.keys() if changed(items[number], kept[number], given)):
        names = dict.fromkeys(name for one in altered for name in changed(items[one], kept[one], given))
        yield f"{_items(known, altered)} changed in {', '.join(names)}", altered
    gone = sorted(others - kept.keys())
    if gone and _is_whole(after):
        yield f"{_items(known, gone)} gone", gone
    elif before.parent and all(write.parent != before.parent for write in writes) and _count(after) < _count(before):
        message = f"it had {_count(before)} {known.items}, and has {_count(after)}"
        yield message, sorted(items.keys() - kept.keys())


def _items(known: Writable, numbers: Sequence[int]) -> str:
    more = f" and {len(numbers) - _MOST_NAMED} more" if len(numbers) > _MOST_NAMED else ""
    return f"{known.item} {', '.join(map(str, numbers[:_MOST_NAMED]))}{more}"


def _by_id(known: Writable, seen: Observation) -> Mapping[int, Item]:
    return {item[known.id]: item for item in seen.items}


def _count(seen: Observation) -> int:
    return 0 if seen.page is None else seen.page.count or 0


def _is_whole(seen: Observation) -> bool:
    """Whether a page is all of its case."""
    return seen.decoded is not None and is_first_page(seen) and len(seen.items) >= _count(seen)


def _meant(known: Writable, write: Observation, case: str) -> set[int]:
    """What a write is for in a list: also where it names the item of one case under another."""
    address = address_of(write.request)
    text = None if address is None or address.operation not in known.operations else address.item
    is_for = write.parent == case or write.purpose is Purpose.WRONG_CASE
    is_number = text is not None and text.isascii() and text.isdecimal() and len(text) < 20
    return {int(text)} if is_for and text is not None and is_number else set()


def _named(writes: Sequence[Observation]) -> str:
    """The write, or the first and the last of several."""
    first, last = (named(one.request) for one in (writes[0], writes[-1]))
    return first if len(writes) == 1 else f"{len(writes)} writes, from {first} to {last}"


def undisturbed_cases(evidence: Evidence, operation: Operation) -> frozenset[str]:
    """The other cases whose items are the same each time they are read without a write of this run in between."""
    known = writable(operation)
    return frozenset() if known is None else evidence.derived(_undisturbed_cases, known)


def _undisturbed_cases(evidence: Evidence, known: Writable) -> frozenset[str]:
    last: dict[tuple[str, str], Observation] = {}
    read: set[str] = set()
    restless: set[str] = set()
    for seen in evidence.observations:
        if seen.writes and seen.succeeded:
            last.clear()
        elif seen.purpose is Purpose.OTHER_CASE_LIST and seen.operation == known.operations.list and seen.page:
            read.add(seen.parent)
            before = last.setdefault((seen.parent, seen.request.query), seen)
            if before.response.body != seen.response.body and _content(known, before) != _content(known, seen):
                restless.add(seen.parent)
    return frozenset(read - restless)


def _content(known: Writable, seen: Observation) -> object:
    return _count(seen), [[item.get(name) for name in (known.id, *known.given)] for item in seen.items]


def restless(evidence: Evidence, operation: Operation) -> tuple[str, ...]:
    """The timestamp that moves by itself, such as where a job touches items: without a write, and nothing else does."""
    owner = resource_of(operation).list
    return (_MOVED,) if owner is not None and evidence.derived(_moves_by_itself, owner.name) else ()


def _moves_by_itself(evidence: Evidence, owner: str) -> bool:
    listed = operations()[owner]
    name = listed.paging.id if listed.paging is not None else ""
    last: dict[tuple[str, object], Item] = {}
    for seen in evidence.observations:
        if seen.operation is None or seen.operation.writes:
            own = None if seen.operation is None else seen.arguments.get(item_argument(seen.operation) or "")
            last = {key: item for key, item in last.items() if str(key[1]) != own} if seen.denied else {}
        elif seen.decoded is not None and seen.operation in resource_of(listed):
            url = seen.request.url
            for item in seen.decoded.items:
                before = last.setdefault((url, item.get(name)), item)
                if before != item and {**before, _MOVED: item.get(_MOVED)} == item:
                    return True
    return False
