"""What earlier runs have left in a case: found by their marks, also those of a run that was killed, and removed."""

import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from attrs import define, field, frozen

from tines_contract.contract.subjects import subjects
from tines_contract.engine.writing.cleaning import cleaning, list_whole
from tines_contract.probes.item_requests import ItemRequests
from tines_contract.probes.leftover import Leftover, shown_id
from tines_contract.probes.marks import MARK, mark_of
from tines_contract.probes.probe import success_json
from tines_contract.probes.purpose import Purpose
from tines_contract.transport.budget import Progress
from tines_contract.transport.chain import Chain
from tines_contract.transport.ledger import Ledger
from tines_contract.transport.session import Session
from tines_contract.transport.targets import Target
from tines_fake import Response
from tines_spec import Writable


@frozen
class Found:
    """An item that a run has left. label: its title. host: of its URL, of which no more is shown."""

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
        """Read the case. Raises ObstructedError, CutShortError."""
        ledger = Ledger(MARK)
        self.whole = True
        found: dict[str, Found] = {}
        for requests in self._requests:
            session = self._session(ledger)
            first = session.send(requests.list(Purpose.DEFAULT))
            if requests.known != subjects()[0] and not first.succeeded:
                continue  # a tenant need not have every list
            session.run(list_whole(requests))
            self.whole = self.whole and ledger.listing.whole
            for seen in session.observations:
                for item in _items(requests.known, seen.response):
                    mark = mark_of(requests.known, item)
                    if mark is not None and self.mark in (None, mark):
                        key = f"{seen.request.path} {item.get(requests.known.id)!r}"
                        found.setdefault(key, _found(requests.known, mark, item))
                        self._ledgers.setdefault(mark, Ledger(mark)).begun.add(seen.request.path)
        return sorted(found.values(), key=lambda one: one.mark)

    def remove(self) -> None:
        """Delete what was found, each as far as reading it just before shows its mark. Raises as `find`."""
        for ledger in self._ledgers.values():
            self._session(ledger).run(cleaning(self.target.origin, ledger))
            self.whole = self.whole and ledger.listing.whole

    @property
    def left(self) -> list[Leftover]:
        return [one for ledger in self._ledgers.values() for one in ledger.left() if one.marked]

    @property
    def _requests(self) -> list[ItemRequests]:
        return [ItemRequests(self.target.origin, self.case, known) for known in subjects()]

    def _session(self, ledger: Ledger) -> Session:
        return Chain(self.target, ledger, self.progress, pause=self.pause).session()


def _items(known: Writable, response: Response) -> Iterator[dict[str, Any]]:
    body, listing = success_json(response), known.operations.list
    items = body.get(listing.items) if isinstance(body, dict) and listing is not None else None
    yield from (item for item in (items if isinstance(items, list) else ()) if isinstance(item, dict))


def _found(known: Writable, mark: str, item: dict[str, Any]) -> Found:
    host = "" if known.address is None else _host(item[known.address])
    return Found(mark, shown_id(item.get(known.id)), str(item[known.title or ""]), host, str(item.get("created_at")))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
