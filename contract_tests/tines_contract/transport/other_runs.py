"""What other runs of this suite have left in the cases that a run reads, and whether they are still at work."""

from collections.abc import Mapping
from typing import Any

from attrs import define, field, frozen

from tines_contract.probes.marks import mark_of
from tines_contract.promises.lists import case_of
from tines_spec import Writable

Place = tuple[str, str]


@frozen
class OtherRun:
    """Another run, by its mark. actions: how many items of its own a list holds. at_work: whether it was writing."""

    mark: str
    case: str
    actions: int
    at_work: bool


@define
class OtherRuns:
    """The items with a mark of another run, as they were read last."""

    mark: str
    _seen: dict[Place, tuple[str, object]] = field(factory=dict, init=False)
    _at_work: dict[tuple[str, str], bool] = field(factory=dict, init=False)
    _whole: set[str] = field(factory=set, init=False)

    def read(self, known: Writable, place: Place, item: Mapping[str, Any]) -> None:
        """Somebody else's item was read. One that is new in a list, or another than it was, is being written to."""
        mark = mark_of(known, item)
        if mark is None:
            return
        names = (*known.names, *known.choices, "updated_at")
        shown = [value for name in names if isinstance(value := item.get(name), str)]
        before = self._seen.get(place)
        appears = before is None and place[0] in self._whole
        self._note(mark, place[0], appears or (before is not None and before[1] != shown))
        self._seen[place] = (mark, shown)

    def whole(self, case: str, ids: set[str]) -> None:
        """All of a list was read: what is missing was removed."""
        for place, (mark, _) in list(self._seen.items()):
            if place[0] == case and place[1] not in ids:
                self._note(mark, case, writes=True)
                del self._seen[place]
        self._whole.add(case)

    def _note(self, mark: str, case: str, writes: bool) -> None:
        self._at_work[mark, case] = self._at_work.get((mark, case), False) or writes

    def found(self) -> list[OtherRun]:
        """The runs that have something in a case, or were at work in one."""
        runs = []
        for (mark, case), at_work in self._at_work.items():
            count = sum(place[0] == case and seen[0] == mark for place, seen in self._seen.items())
            runs += [OtherRun(mark, case_of(case), count, at_work)] if count or at_work else []
        return runs
