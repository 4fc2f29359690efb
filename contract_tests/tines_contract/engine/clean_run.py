"""What earlier runs have left in a case: found by their marks, also those of a run that was killed, and removed."""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import define, field, frozen

from tines_contract.engine.cleaning import cleaning, list_whole
from tines_contract.engine.phases import Progress
from tines_contract.probes.action_requests import ActionRequests
from tines_contract.probes.leftover import Leftover, shown_id
from tines_contract.probes.marks import MARK, is_marked, left_by
from tines_contract.probes.probe import success_json
from tines_contract.probes.purpose import Purpose
from tines_contract.transport.guarded_target import GuardedTarget
from tines_contract.transport.ledger import Ledger
from tines_contract.transport.pacing import Pacer
from tines_contract.transport.session import Session
from tines_contract.transport.targets import Target
from tines_fake import Response


@frozen
class Found:
    """An action that a run has left, without its URL."""

    mark: str
    number: int | float | str | None
    label: str
    created_at: str


@define(eq=False)
class CleanRun:
    """Finds and removes what runs have left in one case. mark: of which run; None is any.

    whole: whether all of the case was read. left: what was found, and is not known to be gone.
    """

    target: Target
    case: int
    mark: str | None
    progress: Progress
    whole: bool = field(default=False, init=False)
    _ledgers: dict[str, Ledger] = field(factory=dict, init=False)

    def find(self) -> list[Found]:
        """Read the case. Raises ObstructedError, UnreachableError, RateLimitedError."""
        ledger = Ledger(MARK)
        session, requests = self._session(ledger), self._requests
        session.send(requests.list(Purpose.DEFAULT))
        session.run(list_whole(requests, self.case))
        self.whole = ledger.look.whole
        found: dict[str, Found] = {}
        for seen in session.observations:
            for item in _items(seen.response):
                mark = self._mark_of(item)
                if mark is not None:
                    found.setdefault(repr(item.get("id")), _found(mark, item))
                    self._ledgers.setdefault(mark, self._ledger_of(mark))
        return sorted(found.values(), key=lambda one: one.mark)

    def remove(self) -> None:
        """Delete what was found, each as far as reading it just before shows its mark. Raises as `find`."""
        for ledger in self._ledgers.values():
            ledger.begun.add(str(self.case))
            ledger.unsettled.add(str(self.case))
            self._session(ledger).run(cleaning(self._requests, ledger))
            self.whole = self.whole and not ledger.unsettled

    @property
    def left(self) -> list[Leftover]:
        return [one for ledger in self._ledgers.values() for one in ledger.left()]

    @property
    def _requests(self) -> ActionRequests:
        return ActionRequests(self.target.origin, self.case)

    def _ledger_of(self, mark: str) -> Ledger:
        return Ledger(mark, lambda item: self._mark_of(item) == mark)

    def _session(self, ledger: Ledger) -> Session:
        guarded = GuardedTarget(self.target, ledger)
        return Session(Pacer(guarded, self.progress))

    def _mark_of(self, item: Mapping[str, Any]) -> str | None:
        if self.mark is not None:
            return self.mark if is_marked(item, self.mark) else None
        return left_by(item)


def _items(response: Response) -> Iterator[dict[str, Any]]:
    body = success_json(response)
    items = body.get("actions") if isinstance(body, dict) else None
    yield from (item for item in (items if isinstance(items, list) else ()) if isinstance(item, dict))


def _found(mark: str, item: dict[str, Any]) -> Found:
    return Found(mark, shown_id(item.get("id")), str(item.get("label")), str(item.get("created_at")))
