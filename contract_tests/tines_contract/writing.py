"""Which requests a plan sends to write, one after another, without I/O: what is made is read, changed and removed.

Nothing is changed but what this run has made. What tenants may do to an action that is not ours, should they be broken,
they are given no occasion to: an id that was there before is never written to, and neither is one under another case
unless reading it there has shown that it is ours or nobody's.
"""

from collections.abc import Generator
from typing import Any

from attrs import define, field

from tines_contract.asking import Asking
from tines_contract.bodies import MARK, NO_JSON, OWNED, REQUIRED, WRONG_VALUES, Bodies, Body
from tines_contract.checks.updating import LONG_ENOUGH
from tines_contract.neighbours import UNKNOWN_ACTIONS, WRITTEN_UNKNOWN_CASES, WRONG_KEYS, Neighbours, Probes, neighbours
from tines_contract.observation import Asked
from tines_contract.purpose import Purpose
from tines_contract.strict_json import strict_json
from tines_fake import Credentials, Response

MOST_LOOK_PAGES = 4
MOST_WRITING_REQUESTS = 260
_NONE = Credentials.NONE

Looks = Generator[Asked, Response, list[Body] | None]
Made = Generator[Asked, Response, int | None]


def said(response: Response) -> Any:
    """What an answer says, or None."""
    try:
        return strict_json(response.body) if 200 <= response.status < 300 else None
    except ValueError:
        return None


@define(eq=False)
class Writing:
    """One run of writes. other_case: one to hold the plan's against.

    there: the ids that the case held before, None where not all of them could be read. ours: those that were made.
    """

    asking: Asking
    other_case: int | None = None
    bodies: Bodies = field(factory=lambda: Bodies(MARK))
    there: set[int] | None = field(default=None, init=False)
    ours: set[int] = field(factory=set, init=False)
    others: Neighbours = field(factory=dict, init=False)
    _size: int = field(default=500, init=False)

    def probes(self) -> Probes:
        """All that is asked."""
        found = yield from self.look()
        self.there = None if found is None else {item["id"] for item in found}
        self.others = yield from neighbours(self.asking, self.other_case)
        yield from self._creates_refused()
        yield from self.look()
        first = yield from self.make(self.bodies.full())
        second = yield from self.make(self.bodies.shortest())
        if first is None:
            return
        yield from self._updates(first)
        second = yield from self._still(second)
        if second is not None and (yield from self._still(first)) is not None:
            yield from self._deletes(second)
        yield from self._replaces()

    def seeds(self, count: int) -> Probes:
        """Create so many actions."""
        for _ in range(count):
            yield self.asking.create(Purpose.SEED, self.bodies.full())

    def look(self) -> Looks:
        """All actions of the case, or None where that is more than a few pages."""
        for size in (self._size, 50):
            self._size = size
            items = yield from self._pages(size)
            if items is not None:
                return items
        return None

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
            number = next((item["id"] for item in listed or () if item.get("label") == body["label"]), None)
        if number is None or number in (self.there or ()):
            return None
        shown = said((yield self.asking.get(Purpose.READ, number)))
        items = [item for item in listed or () if item["id"] == number]
        ours = any(self.bodies.marks(item) for item in (*items, shown) if isinstance(item, dict))
        if not ours:
            return None
        self.ours.add(number)
        return number

    def _still(self, number: int | None) -> Made:
        """The action, or another in its place where it is gone."""
        if number is not None and said((yield self.asking.get(Purpose.READ, number))) is not None:
            return number
        return (yield from self.make(self.bodies.shortest()))

    def _creates_refused(self) -> Probes:
        create, new = self.asking.create, self.bodies.shortest
        for name in REQUIRED:
            yield create(Purpose.INCOMPLETE, self.bodies.without(name))
        yield create(Purpose.OTHER_TYPE, self.bodies.of_nobodys_type())
        yield create(Purpose.NO_KEY, new(), credentials=_NONE)
        for key in WRONG_KEYS:
            yield create(Purpose.WRONG_KEY, new(), credentials=key)
        for case in (yield from self._unknown_case()):
            yield create(Purpose.UNKNOWN_CASE, new(), case=case)
        for body in (*NO_JSON, *({**new(), **wrong} for wrong in WRONG_VALUES)):
            answer = said((yield create(Purpose.ODD, body)))
            number = answer.get("id") if isinstance(answer, dict) else None
            if isinstance(number, int) and number not in (self.there or ()):
                yield self.asking.delete(Purpose.CLEAN, number)  # should it be taken, nothing is to be seen of it

    def _unknown_case(self) -> Generator[Asked, Response, list[int]]:
        """A case that, by reading it, does not exist."""
        for case in WRITTEN_UNKNOWN_CASES:
            if case != self.asking.case_id:
                response = yield self.asking.list(Purpose.NEIGHBOUR, case=case)
                if 400 <= response.status < 500:
                    return [case]
        return []

    def _unknown_action(self, case: int | None = None) -> Generator[Asked, Response, list[int]]:
        for number in UNKNOWN_ACTIONS:
            response = yield self.asking.get(Purpose.UNKNOWN_ACTION, number, case=case)
            if 400 <= response.status < 500:
                return [number]
        return []

    def _elsewhere(self, number: int) -> Generator[Asked, Response, list[int]]:
        """The cases under which an action of ours may be asked for: there it is nobody's, or ours."""
        safe = []
        for case in self.others:
            response = yield self.asking.get(Purpose.OTHER_CASE, number, case=case)
            item = said(response)
            if 400 <= response.status < 500 or (isinstance(item, dict) and self.bodies.marks(item)):
                safe.append(case)
        return safe[:1]

    def _updates(self, number: int) -> Probes:
        yield from self._updates_refused(number)
        before = yield from self._seen(number)
        yield self._update(number, {"label": self.bodies.label()})
        after = yield from self._seen(number)
        if before and after and before.get("updated_at") == after.get("updated_at"):
            yield self._update(number, {"label": self.bodies.label()}, LONG_ENOUGH)
            yield from self._seen(number)
        full = self.bodies.full()
        changes = {"url": full["url"], "action_type": "page", "action_text": "Stop", "query_params": {"k": "v"}}
        for name, value in changes.items():
            yield self._update(number, {name: value})
            yield from self._seen(number)
        yield from self._owned(number)

    def _update(self, number: int, body: Body, wait: float = 0.0) -> Asked:
        return self.asking.update(Purpose.WRITE, number, body, wait=wait)

    def _seen(self, number: int) -> Generator[Asked, Response, Body | None]:
        """Read an action alone and all in the list, as they are between two writes."""
        item = said((yield self.asking.get(Purpose.READ, number)))
        yield from self.look()
        return item if isinstance(item, dict) else None

    def _updates_refused(self, number: int) -> Probes:
        update = self.asking.update
        unknown, cases = (yield from self._unknown_action()), (yield from self._unknown_case())
        yield update(Purpose.OTHER_TYPE, number, {"label": self.bodies.label(), "action_type": "tines-contract-none"})
        yield update(Purpose.NO_KEY, number, {"label": self.bodies.label()}, credentials=_NONE)
        for key in WRONG_KEYS:
            yield update(Purpose.WRONG_KEY, number, {"label": self.bodies.label()}, credentials=key)
        for action in unknown:
            yield update(Purpose.UNKNOWN_ACTION, action, {"label": self.bodies.label()})
        for case in cases:
            yield update(Purpose.UNKNOWN_CASE, number, {"label": self.bodies.label()}, case=case)
        for case in (yield from self._elsewhere(number)):
            yield update(Purpose.OTHER_CASE, number, {"label": self.bodies.label()}, case=case)

    def _owned(self, number: int) -> Probes:
        """What the server owns, sent all the same; and last what makes no sense, to an action of no more use."""
        yield self.asking.update(Purpose.OWNED, number, {"label": self.bodies.label(), **OWNED})
        yield from self._seen(number)
        owned = yield from self.make({**self.bodies.shortest(), **OWNED}, Purpose.OWNED)
        third = yield from self._still(owned)  # that such fields are refused is left open
        if third is not None:
            for body in (*NO_JSON, *WRONG_VALUES):
                yield self.asking.update(Purpose.ODD, third, body)
            yield self.asking.delete(Purpose.CLEAN, third)
        yield from self.look()

    def _deletes(self, number: int) -> Probes:
        delete = self.asking.delete
        yield from self._seen(number)
        yield delete(Purpose.NO_KEY, number, credentials=_NONE)
        yield from self._seen(number)
        for key in WRONG_KEYS:
            yield delete(Purpose.WRONG_KEY, number, credentials=key)
        yield from self._seen(number)
        for case in (yield from self._unknown_case()):
            yield delete(Purpose.UNKNOWN_CASE, number, case=case)
            yield from self._seen(number)
        for case in (yield from self._elsewhere(number)):
            yield delete(Purpose.OTHER_CASE, number, case=case)
            yield from self._seen(number)
        for action in ("0", "abc", "9223372036854775808", "1" + 30 * "0"):
            yield delete(Purpose.ODD, action)
        alive = yield from self._still(number)
        yield from self.look()
        if alive is not None:
            yield delete(Purpose.WRITE, alive)
            yield from self._seen(alive)
            yield delete(Purpose.ODD, alive)
            yield from self.look()

    def _only_ours(self) -> Generator[Asked, Response, bool]:
        """Whether all may be replaced: the case was empty, and now holds nothing but what this run has made."""
        listed = yield from self.look()
        return self.there == set() and listed is not None and all(self.bodies.marks(item) for item in listed)

    def _replaces(self) -> Probes:
        if not (yield from self._only_ours()):
            return
        yield from self._replaces_refused()
        for actions in ([self.bodies.full(), self.bodies.shortest()], [self.bodies.shortest()]):
            before = yield from self.look()
            if not before:
                yield from self.make(self.bodies.shortest())
            yield from self._beside()
            yield self.asking.replace(Purpose.WRITE, {"actions": actions})
            after = yield from self.look()
            for item in [*(before or ()), *(after or ())]:
                yield self.asking.get(Purpose.READ, item["id"])
            yield from self._beside()

    def _beside(self) -> Probes:
        for case in self.others:
            yield self.asking.list(Purpose.NEIGHBOUR, case=case)

    def _replaces_refused(self) -> Probes:
        replace, new = self.asking.replace, self.bodies.shortest
        yield replace(Purpose.INCOMPLETE, {})
        for name in REQUIRED:
            yield replace(Purpose.INCOMPLETE, {"actions": [self.bodies.without(name)]})
        yield replace(Purpose.OTHER_TYPE, {"actions": [self.bodies.of_nobodys_type()]})
        yield replace(Purpose.NO_KEY, {"actions": [new()]}, credentials=_NONE)
        for key in WRONG_KEYS:
            yield replace(Purpose.WRONG_KEY, {"actions": [new()]}, credentials=key)
        for case in (yield from self._unknown_case()):
            yield replace(Purpose.UNKNOWN_CASE, {"actions": [new()]}, case=case)
        for body in (*NO_JSON, {"actions": 7}, {"actions": [7]}):
            yield replace(Purpose.ODD, body)
