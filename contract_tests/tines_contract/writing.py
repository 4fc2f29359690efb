"""What every plan that writes does again and again: look at the case, make an action, see whether it is still there.

Nothing is changed but what this run has made. What tenants may do to an action that is not ours, should they be broken,
they are given no occasion to: an id that was there before is never written to, and neither is one under another case
unless reading it there has shown that it is ours or nobody's.
"""

from collections.abc import Generator
from typing import Any

from attrs import define, field

from tines_contract.asking import Asking
from tines_contract.bodies import MARK, Bodies, Body
from tines_contract.neighbours import UNKNOWN_ACTIONS, WRITTEN_UNKNOWN_CASES, Neighbours
from tines_contract.observation import Asked
from tines_contract.purpose import Purpose
from tines_contract.strict_json import strict_json
from tines_fake import Response

MOST_LOOK_PAGES = 4

Looks = Generator[Asked, Response, list[Body] | None]
Made = Generator[Asked, Response, int | None]
Some = Generator[Asked, Response, list[int]]


def said(response: Response) -> Any:
    """What an answer of success says, or None."""
    try:
        return strict_json(response.body) if 200 <= response.status < 300 else None
    except ValueError:
        return None


@define(eq=False)
class Writing:
    """One run of writes. other_case: one to hold the plan's against.

    there: the ids that the case held before, None where not all of them could be read. ours: those that were made.
    others: the cases that can be read beside it. crowded: whether each of them has an action of a number of ours.
    """

    asking: Asking
    other_case: int | None = None
    bodies: Bodies = field(factory=lambda: Bodies(MARK))
    there: set[int] | None = field(default=None, init=False)
    ours: set[int] = field(factory=set, init=False)
    others: Neighbours = field(factory=dict, init=False)
    crowded: bool = field(default=False, init=False)
    _size: int = field(default=500, init=False)

    @property
    def was_empty(self) -> bool:
        return self.there == set()

    def are_ours(self, listed: list[Body] | None) -> bool:
        """Whether all of a case was read, and all of it was made by this run."""
        return listed is not None and all(self.bodies.marks(item) for item in listed)

    def begin(self) -> Looks:
        """See what the case holds before anything is written."""
        found = yield from self.look()
        self.there = None if found is None else {item["id"] for item in found}
        return found

    def look(self) -> Looks:
        """All actions of the case, or None where that is more than a few pages."""
        for size in (self._size, 50):
            self._size = size
            items = yield from self._pages(size)
            if items is not None:
                return items
        return None

    def beside(self) -> Generator[Asked, Response, None]:
        """Read other cases, as far as one page goes: what is written here is to change nothing there."""
        for case in self.others:
            yield self.asking.list(Purpose.NEIGHBOUR, f"per_page={self._size}&page=1", case=case)

    def _pages(self, size: int) -> Looks:
        items: list[Body] = []
        for number in range(1, MOST_LOOK_PAGES + 1):
            page = said((yield self.asking.list(Purpose.LOOK, f"per_page={size}&page={number}")))
            try:
                items += [item for item in page["actions"] if isinstance(item["id"], int)]
                if page["meta"]["next_page"] in (None, "null"):
                    return items if len(items) >= int(page["meta"]["count"]) else None
            except (TypeError, KeyError, ValueError):
                return None
        return None

    def make(self, body: Body, purpose: Purpose = Purpose.WRITE) -> Made:
        """Create an action; its id, or None where there is none that is surely ours."""
        answer = said((yield self.asking.create(purpose, body)))
        listed = yield from self.look()
        number = answer.get("id") if isinstance(answer, dict) else None
        if not isinstance(number, int):
            number = next((item["id"] for item in listed or () if item.get("url") == body["url"]), None)
        if number is None or number in (self.there or ()):
            return None
        shown = said((yield self.asking.get(Purpose.READ, number)))
        items = [item for item in listed or () if item["id"] == number]
        if not any(self.bodies.marks(item) for item in (*items, shown) if isinstance(item, dict)):
            return None
        self.ours.add(number)
        return number

    def still(self, number: int | None) -> Made:
        """The action, or another in its place where it is gone."""
        if number is not None and said((yield self.asking.get(Purpose.READ, number))) is not None:
            return number
        return (yield from self.make(self.bodies.shortest()))

    def seen(self, number: int) -> Generator[Asked, Response, Body | None]:
        """Read an action alone and all in the list, as they are between two writes."""
        item = said((yield self.asking.get(Purpose.READ, number)))
        yield from self.look()
        return item if isinstance(item, dict) else None

    def seeds(self, count: int) -> Generator[Asked, Response, None]:
        """Create so many actions."""
        for _ in range(count):
            yield self.asking.create(Purpose.SEED, self.bodies.full())

    def unknown_case(self) -> Some:
        """A case that, by reading it, does not exist."""
        for case in WRITTEN_UNKNOWN_CASES:
            if case != self.asking.case_id:
                response = yield self.asking.list(Purpose.NEIGHBOUR, case=case)
                if 400 <= response.status < 500:
                    return [case]
        return []

    def unknown_action(self) -> Some:
        """An action that, by reading it, does not exist."""
        for number in UNKNOWN_ACTIONS:
            response = yield self.asking.get(Purpose.UNKNOWN_ACTION, number)
            if 400 <= response.status < 500:
                return [number]
        return []

    def elsewhere(self, number: int) -> Some:
        """A case under which an action of ours may be asked for: there it is nobody's, or ours."""
        for case in self.others:
            response = yield self.asking.get(Purpose.OTHER_CASE, number, case=case)
            item = said(response)
            if 400 <= response.status < 500 or (isinstance(item, dict) and self.bodies.marks(item)):
                return [case]
        self.crowded = bool(self.others)
        return []
