"""What earlier runs have left in a case: found by their marks, also those of a run that was killed, and removed."""

import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from attrs import define, field, frozen

from tines_contract.engine.cleaning import cleaning, list_whole
from tines_contract.engine.phases import Progress
from tines_contract.probes.action_requests import ActionRequests
from tines_contract.probes.leftover import Leftover, shown_id
from tines_contract.probes.marks import MARK, mark_of
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
    """An action that a run has left. host: of its URL, of which no more is shown."""

    mark: str
    number: int | float | str | None
    label: str
    host: str
    created_at: str


@define(eq=False)
class CleanRun:
    """Finds and removes what runs have left in one case. mark: of which run; None is any.

    pause: how to wait. whole: whether all of the case was read. left: what was found, and is not known to be gone.
    """

    target: Target
    case: int
    mark: str | None
    progress: Progress
    pause: Callable[[float], None] = time.sleep
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
                mark = mark_of(item)
                if mark is not None and self.mark in (None, mark):
                    found.setdefault(repr(item.get("id")), _found(mark, item))
                    self._ledgers.setdefault(mark, Ledger(mark))
        return sorted(found.values(), key=lambda one: one.mark)

    def remove(self) -> None:
        """Delete what was found, each as far as reading it just before shows its mark. Raises as `find`."""
        for ledger in self._ledgers.values():
            ledger.begun.add(str(self.case))
            self._session(ledger).run(cleaning(self._requests, ledger))
            self.whole = self.whole and ledger.look.whole

    @property
    def left(self) -> list[Leftover]:
        return [one for ledger in self._ledgers.values() for one in ledger.left() if one.marked]

    @property
    def _requests(self) -> ActionRequests:
        return ActionRequests(self.target.origin, self.case)

    def _session(self, ledger: Ledger) -> Session:
        guarded = GuardedTarget(self.target, ledger)
        return Session(Pacer(guarded, self.progress, pause=self.pause))


def _items(response: Response) -> Iterator[dict[str, Any]]:
    body = success_json(response)
    items = body.get("actions") if isinstance(body, dict) else None
    yield from (item for item in (items if isinstance(items, list) else ()) if isinstance(item, dict))


def _found(mark: str, item: dict[str, Any]) -> Found:
    return Found(mark, shown_id(item.get("id")), item["label"], _host(item["url"]), str(item.get("created_at")))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
