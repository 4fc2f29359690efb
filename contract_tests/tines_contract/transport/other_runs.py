"""What other runs of this suite have left in the cases that a run reads, and whether they are still at work."""

from collections.abc import Mapping
from typing import Any

from attrs import define, field, frozen

from tines_contract.probes.marks import mark_of

Place = tuple[str, str]
_SHOWN = ("label", "url", "action_type", "updated_at")


@frozen
class OtherRun:
    """Another run, by its mark. actions: how many of its actions a case holds. at_work: whether it was writing."""

    mark: str
    case: str
    actions: int
    at_work: bool


@define
class OtherRuns:
    """The actions with a mark of another run, as they were read last."""

    mark: str
    _seen: dict[Place, tuple[str, object]] = field(factory=dict, init=False)
    _at_work: dict[tuple[str, str], bool] = field(factory=dict, init=False)
    _whole: set[str] = field(factory=set, init=False)

    def read(self, place: Place, item: Mapping[str, Any]) -> None:
        """Somebody else's action was read. One that is new in a case, or another than it was, is being written to."""
        mark = mark_of(item)
        if mark is None:
            return
        shown = [value for name in _SHOWN if isinstance(value := item.get(name), str)]
        known = self._seen.get(place)
        appears = known is None and place[0] in self._whole
        self._note(mark, place[0], appears or (known is not None and known[1] != shown))
        self._seen[place] = (mark, shown)

    def whole(self, case: str, ids: set[str]) -> None:
        """All of a case was read: what is missing was removed."""
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
            count = sum(place[0] == case and known[0] == mark for place, known in self._seen.items())
            runs += [OtherRun(mark, case, count, at_work)] if count or at_work else []
        return runs
