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
class ExpectedState:
    """The items of one case that a run has made, by id.

    given: what was given of each that should be there. by: the kind of the last write to each.
    """

    known: Writable
    given: dict[int, Mapping[str, Any]] = field(factory=dict, repr=False)
    by: dict[int, str] = field(factory=dict)

    def wrote(self, kind: str, number: int, body: Mapping[str, Any]) -> None:
        # Whether those that were there before are kept in an object is not documented.
        self.given[number] = {**self.given.get(number, {}), **body}
        self.by[number] = kind

    def removed(self, kind: str, *numbers: int) -> None:
        for number in numbers:
            del self.given[number]
            self.by[number] = kind

    def disagreements(self, listed: Sequence[Item], shown: Shown) -> Iterator[tuple[str, str]]:
        """Where all that the case holds is not what it should: the broken promise, and what is wrong."""
        word, items = self.known.item, {item[self.known.id]: item for item in listed}
        for number, kind in self.by.items():
            there, given = number in items, self.given.get(number)
            if given is None and there:
                yield self._promise(kind, _STILL_THERE[kind]), f"{word} {number} was removed, and is listed again"
            elif given is not None and not there:
                yield self._promise(kind, _MISSING[kind]), f"{word} {number} should be listed, and is not"
            elif given is not None and (found := differences(self.known, given, items[number], shown)):
                yield self._promise(kind, "READ-BACK"), f"{word} {number}: {'; '.join(found)}"

    def _promise(self, kind: str, name: str) -> str:
        operation: Operation = self.known.operations._asdict()[kind]
        return f"{operation.prefix}-{name}"
