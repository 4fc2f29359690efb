"""The writes to a resource, each with what was read of its items before it and after it.

A run alternates between writes and reads. What is read between two writes is one `View`. A write that was isolated
between its two views is judged by them: what is another in the second is its doing.
"""

import functools
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, field, frozen

from tines_contract.evidence.evidence import Evidence
from tines_contract.evidence.observation import DecodedBody, Item, Observation, is_first_page
from tines_contract.probes.probe import Purpose
from tines_contract.promises.responses import ReadPage
from tines_contract.promises.strict_json import json_or_none
from tines_spec import Operation, Writable, item_argument, writable

ItemKey = tuple[str, int]
"""An item: its case as text, and its id."""


_WHOLE = (Purpose.LIST_ALL, Purpose.OTHER_CASE_LIST)


@frozen(eq=False)
class View:
    """What was read between two writes.

    known: what may be written of the items. reads: the observations. listed: the items of each case as the list has
    them, in its order, twice where it has them twice. counts: meta.count of each case. whole: the cases of which that
    is all. by_id: items read one by one. refused: those that were refused so.
    """

    known: Writable
    reads: Sequence[Observation] = ()
    listed: Mapping[str, list[Item]] = field(factory=dict)
    counts: Mapping[str, int] = field(factory=dict)
    whole: frozenset[str] = frozenset()
    by_id: Mapping[ItemKey, Item] = field(factory=dict)
    refused: frozenset[ItemKey] = frozenset()

    def item(self, place: ItemKey) -> Item | None:
        """The item as the list has it where that is whole, and else as it is read by its id."""
        listed = self._by_place.get(place)
        return listed if place[0] in self.whole else self.by_id.get(place, listed)

    @functools.cached_property
    def _by_place(self) -> Mapping[ItemKey, Item]:
        """The items as the lists have them first."""
        return {(case, item[self.known.id]): item for case, items in self.listed.items() for item in reversed(items)}

    @functools.cached_property
    def shown(self) -> Mapping[tuple[str, str], list[tuple[Item, Observation]]]:
        """The items that were read, by what each is known again by, each with what shows it."""
        found: dict[tuple[str, str], list[tuple[Item, Observation]]] = {}
        for seen in self.reads:
            for item in seen.items if seen.operation in self.known.operations else ():
                for name in (one for one in self.known.names if isinstance(item.get(one), str)):
                    found.setdefault((name, item[name]), []).append((item, seen))
        return found

    def lacks(self, place: ItemKey) -> bool:
        """Whether the item is nowhere: not in a list that is whole, and refused by its id."""
        known = place[0] in self.whole or place in self.refused
        return known and place not in self._by_place and place not in self.by_id


@frozen(eq=False)
class Change:
    """A write.

    known: what may be written of the items. sent: the body as JSON, None where it is none. returned: the item that the
    response has, None where there is none. before: the items that this run had made, as they were read before it.
    after: what was read next. isolated: whether no write for another purpose, and no other write of the same item, came
    between the two. meanwhile: the items that other writes between the two were for.
    """

    known: Writable
    write: Observation
    sent: Any = field(repr=False)
    returned: Item | None = field(repr=False)
    before: Mapping[ItemKey, Item] = field(repr=False)
    view_before: View = field(repr=False)
    after: View = field(repr=False)
    isolated: bool
    meanwhile: Collection[ItemKey | None] = ()

    @property
    def operation(self) -> Operation:
        assert self.write.operation is not None
        return self.write.operation

    @property
    def bodies(self) -> list[Item]:
        """The items that were sent, one or several."""
        sent = self.sent if isinstance(self.sent, dict) else {}
        several = sent.get(self.known.several or "", [sent])
        return [one for one in several if isinstance(one, dict)] if isinstance(several, list) else []

    @property
    def case(self) -> str:
        """What the items are of; empty where they are of nothing."""
        return self.write.parent

    @property
    def accepted(self) -> bool:
        """Whether the spec allows the change, and it succeeded."""
        return self.write.succeeded and self.write.allowed

    @functools.cached_property
    def place(self) -> ItemKey | None:
        """The item that it is for, or that the response names as made."""
        text = _item_of(self.write)
        if text is not None:
            return (self.case, int(text)) if text.isdecimal() and len(text) < 20 else None
        number = None if self.returned is None else self.returned.get(self.known.id)
        return None if number is None else (self.case, number)

    @property
    def waited(self) -> float:
        """Seconds for which the run waited between the last write and this one."""
        return sum(one.waited for one in (*self.view_before.reads, self.write))

    @property
    def target(self) -> ItemKey | None:
        """The item of this run that it is for, under whichever case it was requested."""
        if self.place is None or self.place in self.before:
            return self.place
        return next((place for place in self.before if place[1] == self.place[1]), None)

    @property
    def others(self) -> dict[ItemKey, Item]:
        """The items of this run that it is not for, as they were before it."""
        meant = {self.target, *self.meanwhile}
        return {place: item for place, item in self.before.items() if place not in meant}

    @property
    def shown_by(self) -> list[Observation]:
        return [self.write, *self.after.reads]


def same(known: Writable, item: Item, sent: Mapping[str, Any]) -> bool:
    """Whether an item is one that a body may speak of: its address or its title is that of the body."""
    return any(sent.get(name) and item.get(name) == sent[name] for name in known.names)


def twin(known: Writable, item: Item, sent: Mapping[str, Any]) -> bool:
    """Whether an item is surely the one that a body speaks of: all that is given of address and title is that of it."""
    given = [name for name in known.names if sent.get(name)]
    return bool(given) and all(item.get(name) == sent[name] for name in given)


def history(evidence: Evidence, operation: Operation) -> list[Change]:
    """The writes to the items that an operation works on, in order."""
    known = writable(operation)
    return [] if known is None else evidence.derived(_history, known)


def _history(evidence: Evidence, known: Writable) -> list[Change]:
    changes: list[Change] = []
    ours: set[ItemKey] = set()
    before = View(known)
    for writes, reads in evidence.blocks:
        after = _view(known, reads)
        there = {place: item for place in ours if (item := before.item(place)) is not None}
        isolated = len({(one.operation and one.operation.name, one.purpose) for one in writes}) == 1
        ours_alone = [one for one in writes if one.operation in known.operations]
        made = [_change(one, there, before, after, isolated=isolated) for one in ours_alone]
        # What they were for; None is all items of a case, or new ones.
        done = [one.target for one in made if one.write.succeeded]
        if len(done) > 1:
            made = [evolve(one, isolated=isolated and done.count(one.target) < 2, meanwhile=done) for one in made]
        changes += made
        ours |= {place for change in made if change.accepted for place in _made(change)}
        before = after
    return changes


def _change(seen: Observation, there: Mapping[ItemKey, Item], before: View, after: View, *, isolated: bool) -> Change:
    returned = None if seen.decoded is None else _returned(before.known, seen, seen.decoded)
    return Change(before.known, seen, json_or_none(seen.request.body), returned, there, before, after, isolated)


def _returned(known: Writable, seen: Observation, decoded: DecodedBody) -> Item:
    """The one item that a response has, or the whole where it has several."""
    several = (known.operations.replace_all, known.operations.batch_create)
    return decoded.body if seen.operation in several else decoded.items[0]


def _item_of(seen: Observation) -> str | None:
    """The item that a path names."""
    argument = None if seen.operation is None else item_argument(seen.operation)
    return None if argument is None else seen.arguments[argument]


def _view(known: Writable, reads: Sequence[Observation]) -> View:
    listed: dict[str, list[Item]] = {}
    counts: dict[str, int] = {}
    whole: set[str] = set()
    by_id: dict[ItemKey, Item] = {}
    refused: set[ItemKey] = set()
    for seen in reads:
        page = seen.page
        if seen.operation == known.operations.list and page is not None and seen.purpose in _WHOLE:
            case = seen.parent
            items = ([] if is_first_page(seen) else listed.get(case, [])) + page.items
            listed[case] = items
            counts[case] = page.count or 0
            whole = whole | {case} if _is_all(page, items) else whole - {case}
        elif seen.operation == known.operations.get and seen.purpose is Purpose.READ:
            text = _item_of(seen) or ""
            if not text.isdecimal():
                continue
            place = (seen.parent, int(text))
            if seen.items and seen.items[0][known.id] == place[1]:
                by_id[place] = seen.items[0]
            elif seen.refused:
                refused.add(place)
    return View(known, reads, listed, counts, frozenset(whole), by_id, frozenset(refused))


def _is_all(page: ReadPage, items: Sequence[Item]) -> bool:
    """Whether a list ends here and holds as many as meta.count has, each once."""
    ids = {item[page.paging.id] for item in items}
    return not page.has_next and len(ids) == len(items) >= (page.count or 0)


def _made(change: Change) -> Iterator[ItemKey]:
    """Where the items are that a change has made."""
    if change.operation == change.known.operations.create:
        if change.place is not None and change.view_before.item(change.place) is None:
            yield change.place
        return
    for item in change.after.listed.get(change.case, ()):
        if any(same(change.known, item, one) for one in change.bodies):
            yield change.case, item[change.known.id]
