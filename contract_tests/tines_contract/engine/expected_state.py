"""What a tenant should hold after a sequence of writes: by what was sent, and not by what came back."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import define, field

from tines_contract.contract.case_actions import CREATE, DELETE, REPLACE, UPDATE
from tines_contract.evidence.comparing import Shown
from tines_contract.evidence.differences import differences
from tines_contract.evidence.observation import Item

_PROMISES = {CREATE: "CREATE-READ-BACK", UPDATE: "UPDATE-READ-BACK", REPLACE: "REPLACE-READ-BACK"}
_MISSING = {CREATE: "CREATE-STORED", UPDATE: "UPDATE-READ-BACK", REPLACE: "REPLACE-ALL-REPLACED"}
_STILL_THERE = {DELETE: "DELETE-GONE", REPLACE: "REPLACE-ALL-REPLACED"}


@define
class ExpectedAction:
    """An action that should be there: what was given of it, and the operation that gave it last."""

    given: dict[str, Any] = field(repr=False)
    by: str


@define
class ExpectedState:
    """The actions of one case that a run has made. alive: by id. gone: the ids of those it has removed, and by what."""

    alive: dict[int, ExpectedAction] = field(factory=dict)
    gone: dict[int, str] = field(factory=dict)

    def created(self, number: int, body: Mapping[str, Any]) -> None:
        self.alive[number] = ExpectedAction(dict(body), CREATE)

    def updated(self, number: int, body: Mapping[str, Any]) -> None:
        given = {**self.alive[number].given, **body}
        if body.get("query_params") is not None:
            # Whether those that were there before are kept is not documented.
            given["query_params"] = body["query_params"]
        self.alive[number] = ExpectedAction(given, UPDATE)

    def deleted(self, number: int) -> None:
        del self.alive[number]
        self.gone[number] = DELETE

    def replaced(self, made: Mapping[int, Mapping[str, Any]]) -> None:
        for number in self.alive.keys() - made.keys():
            self.gone[number] = REPLACE
        self.alive = {number: ExpectedAction(dict(body), REPLACE) for number, body in made.items()}

    def disagreements(self, listed: Sequence[Item], shown: Shown) -> Iterator[tuple[str, str]]:
        """Where all that the case holds is not what it should: the broken promise, and what is wrong."""
        items = {item["id"]: item for item in listed}
        for number, known in self.alive.items():
            if number not in items:
                yield _MISSING[known.by], f"action {number} should be listed, and is not"
                continue
            if found := differences(known.given, items[number], shown):
                yield _PROMISES[known.by], f"action {number}: {'; '.join(found)}"
        for number in self.gone.keys() & items.keys() - self.alive.keys():
            yield _STILL_THERE[self.gone[number]], f"action {number} was removed, and is listed again"
