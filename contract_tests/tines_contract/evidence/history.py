"""The writes of a run, each with what was read of the actions before it and after it.

A run alternates between writes and reads. What is read between two writes is one `View`. A write that was isolated
between its two views is judged by them: what is another in the second is its doing.
"""

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import field, frozen

from tines_contract.contract.case_actions import GET, LIST
from tines_contract.contract.strict_json import strict_json
from tines_contract.evidence.evidence import Evidence
from tines_contract.evidence.observation import DecodedBody, Item, Observation
from tines_contract.probes.purpose import Purpose

Place = tuple[str, int]
"""An action: its case as text, and its id."""


@frozen(eq=False)
class View:
    """What was read between two writes.

    reads: the observations. listed: the actions of each case as the list has them, in its order, twice where it has
    them twice. counts: meta.count of each case. whole: the cases of which that is all. by_id: actions read one
    by one. refused: those that were refused so.
    """

    reads: Sequence[Observation] = ()
    listed: Mapping[str, list[Item]] = field(factory=dict)
    counts: Mapping[str, int] = field(factory=dict)
    whole: frozenset[str] = frozenset()
    by_id: Mapping[Place, Item] = field(factory=dict)
    refused: frozenset[Place] = frozenset()

    def item(self, place: Place) -> Item | None:
        """The action as the list has it where that is whole, and else as it is read by its id."""
        listed = self._by_place.get(place)
        return listed if place[0] in self.whole else self.by_id.get(place, listed)

    @functools.cached_property
    def _by_place(self) -> Mapping[Place, Item]:
        """The actions as the lists have them first."""
        return {(case, item["id"]): item for case, items in self.listed.items() for item in reversed(items)}

    @functools.cached_property
    def shown(self) -> Mapping[tuple[str, str], list[tuple[Item, Observation]]]:
        """The actions that were read, by their URL and by their label, each with what shows it."""
        found: dict[tuple[str, str], list[tuple[Item, Observation]]] = {}
        for seen in self.reads:
            for item in [] if seen.decoded is None else seen.decoded.items:
                for name in ("url", "label"):
                    found.setdefault((name, item[name]), []).append((item, seen))
        return found

    def lacks(self, place: Place) -> bool:
        """Whether the action is nowhere: not in a list that is whole, and refused by its id."""
        known = place[0] in self.whole or place in self.refused
        return known and place not in self._by_place and place not in self.by_id


@frozen(eq=False)
class Change:
    """A write.

    sent: the body as JSON, None where it is none. returned: the decoded body of the response, None where there is none.
    before: the actions that this run had made, as they were read before it. after: what was read next.
    isolated: whether no write for another purpose came between the two.
    """

    write: Observation
    sent: Any = field(repr=False)
    returned: Item | None = field(repr=False)
    before: Mapping[Place, Item] = field(repr=False)
    view_before: View = field(repr=False)
    after: View = field(repr=False)
    isolated: bool

    @property
    def operation(self) -> str:
        assert self.write.operation is not None
        return self.write.operation.name

    @property
    def case(self) -> str:
        return self.write.case

    @property
    def accepted(self) -> bool:
        """Whether the spec allows the change, and it succeeded."""
        return self.write.succeeded and self.write.allowed

    @functools.cached_property
    def place(self) -> Place | None:
        """The action that it is for, or that the response names as made."""
        if "id" in self.write.arguments:
            text = self.write.arguments["id"]
            return (self.case, int(text)) if text.isdecimal() and len(text) < 20 else None
        return None if self.returned is None or "id" not in self.returned else (self.case, self.returned["id"])

    @property
    def target(self) -> Place | None:
        """The action of this run that it is for, under whichever case it was requested."""
        if self.place is None or self.place in self.before:
            return self.place
        return next((place for place in self.before if place[1] == self.place[1]), None)

    @property
    def others(self) -> dict[Place, Item]:
        """The actions of this run that it is not for, as they were before it."""
        return {place: item for place, item in self.before.items() if place != self.target}

    @property
    def shown_by(self) -> list[Observation]:
        return [self.write, *self.after.reads]


def same(item: Item, sent: Mapping[str, Any]) -> bool:
    """Whether an action is one that a body may speak of: its URL or its label is that of the body."""
    return any(sent.get(name) and item.get(name) == sent[name] for name in ("url", "label"))


def twin(item: Item, sent: Mapping[str, Any]) -> bool:
    """Whether an action is surely the one that a body speaks of: what is given of URL and label is that of the body."""
    given = [name for name in ("url", "label") if sent.get(name)]
    return bool(given) and all(item.get(name) == sent[name] for name in given)


def history(evidence: Evidence) -> list[Change]:
    """The writes, in order."""
    return evidence.derived(_history)


def _history(evidence: Evidence) -> list[Change]:
    changes: list[Change] = []
    ours: set[Place] = set()
    before = View()
    for writes, reads in evidence.blocks:
        after = _view(reads)
        known = {place: item for place in ours if (item := before.item(place)) is not None}
        isolated = _are_alike(writes)
        made = [_change(one, known, before, after, isolated=isolated) for one in writes]
        changes += made
        ours |= {place for change in made if change.accepted for place in _made(change)}
        before = after
    return changes


def _change(seen: Observation, known: Mapping[Place, Item], before: View, after: View, *, isolated: bool) -> Change:
    returned = None if seen.decoded is None else seen.decoded.body
    return Change(seen, _json(seen.request.body), returned, known, before, after, isolated)


def _are_alike(writes: Sequence[Observation]) -> bool:
    return len({(one.operation and one.operation.name, one.purpose) for one in writes}) == 1


def _json(body: bytes) -> Any:
    try:
        return strict_json(body)
    except ValueError:
        return None


def _view(reads: Sequence[Observation]) -> View:
    listed: dict[str, list[Item]] = {}
    counts: dict[str, int] = {}
    whole: set[str] = set()
    by_id: dict[Place, Item] = {}
    refused: set[Place] = set()
    for seen in reads:
        decoded = seen.decoded
        name = seen.operation.name if seen.operation is not None else ""
        if name == LIST and decoded is not None and seen.purpose in (Purpose.LIST_ALL, Purpose.OTHER_CASE_LIST):
            case = seen.case
            items = ([] if seen.request.argument("page") in (None, "1") else listed.get(case, [])) + decoded.items
            listed[case] = items
            counts[case] = decoded.body["meta"]["count"]
            whole = whole | {case} if _is_all(decoded, items) else whole - {case}
        elif name == GET and seen.purpose is Purpose.READ and seen.arguments["id"].isdecimal():
            place = (seen.arguments["case_id"], int(seen.arguments["id"]))
            if decoded is not None and decoded.items[0]["id"] == place[1]:
                by_id[place] = decoded.items[0]
            elif seen.refused:
                refused.add(place)
    return View(reads, listed, counts, frozenset(whole), by_id, frozenset(refused))


def _is_all(decoded: DecodedBody, items: Sequence[Item]) -> bool:
    """Whether a list ends here and holds as many as meta.count has, each once."""
    meta = decoded.body["meta"]
    ended = meta["next_page"] in (None, "null")
    return ended and len({item["id"] for item in items}) == len(items) >= meta["count"]


def _made(change: Change) -> Iterator[Place]:
    """Where the actions are that a change has made."""
    if change.write.request.method == "POST":
        if change.place is not None and change.view_before.item(change.place) is None:
            yield change.place
        return
    sent = change.sent.get("actions", [change.sent]) if isinstance(change.sent, dict) else []
    for item in change.after.listed.get(change.case, ()):
        if any(same(item, one) for one in sent):
            yield change.case, item["id"]
