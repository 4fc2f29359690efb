"""What a tenant should hold after a sequence of writes: by what was sent, and not by what came back."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import define, field

from tines_contract.evidence.item_diff import Shown, differences
from tines_contract.evidence.observation import Item
from tines_spec import Operation, Writable

_MISSING = {"create": "STORED", "update": "READ-BACK", "replace_all": "ALL-REPLACED"}
_STILL_THERE = {"delete": "GONE", "replace_all": "ALL-REPLACED"}


@define
class ExpectedItem:
    """An item that should be there: what was given of it, and the kind of operation that gave it last."""

    given: dict[str, Any] = field(repr=False)
    by: str


@define
class ExpectedState:
    """The items of one case that a run has made. alive: by id. gone: the ids of those it has removed, and by what."""

    known: Writable
    alive: dict[int, ExpectedItem] = field(factory=dict)
    gone: dict[int, str] = field(factory=dict)

    def created(self, number: int, body: Mapping[str, Any]) -> None:
        self.alive[number] = ExpectedItem(dict(body), "create")

    def updated(self, number: int, body: Mapping[str, Any]) -> None:
        # Whether those that were there before are kept in an object is not documented.
        self.alive[number] = ExpectedItem({**self.alive[number].given, **body}, "update")

    def deleted(self, number: int) -> None:
        del self.alive[number]
        self.gone[number] = "delete"

    def replaced(self, made: Mapping[int, Mapping[str, Any]]) -> None:
        for number in self.alive.keys() - made.keys():
            self.gone[number] = "replace_all"
        self.alive = {number: ExpectedItem(dict(body), "replace_all") for number, body in made.items()}

    def disagreements(self, listed: Sequence[Item], shown: Shown) -> Iterator[tuple[str, str]]:
        """Where all that the case holds is not what it should: the broken promise, and what is wrong."""
        word, items = self.known.item, {item[self.known.id]: item for item in listed}
        for number, one in self.alive.items():
            if number not in items:
                yield self._promise(one.by, _MISSING[one.by]), f"{word} {number} should be listed, and is not"
                continue
            if found := differences(self.known, one.given, items[number], shown):
                yield self._promise(one.by, "READ-BACK"), f"{word} {number}: {'; '.join(found)}"
        for number in self.gone.keys() & items.keys() - self.alive.keys():
            by = self.gone[number]
            yield self._promise(by, _STILL_THERE[by]), f"{word} {number} was removed, and is listed again"

    def _promise(self, kind: str, name: str) -> str:
        operation: Operation = self.known.operations._asdict()[kind]
        return f"{operation.prefix}-{name}"
