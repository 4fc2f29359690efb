"""Reads again what is older than the run's last writes: a replica may lag behind.

A read is stale where it contradicts what a write was answered with: an item that was made is missing, one that was
deleted is there, one that was changed is as it was, or `meta.count` is not how many are listed. It is read again after
growing pauses. What becomes right was lag:
from then on so long is waited after each write. What never does is the tenant's own, and is judged; what the same
operation has written is not waited for again.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from attrs import define, evolve, field

from tines_contract.evidence.item_diff import changed
from tines_contract.evidence.observation import Item, Observation
from tines_contract.probes.probe import NOT_SENT, Probe
from tines_contract.promises.addresses import Address, address_of
from tines_contract.promises.responses import id_key, is_denied, is_refused, read_page, success_item, success_items
from tines_contract.transport.listings import LastListing
from tines_contract.transport.outages import Outages
from tines_contract.transport.pacing import Budget, Pacer
from tines_fake import Credentials, Request, Response
from tines_spec import Writable

_PAUSES = (0.05, 0.05, 0.05, 0.1, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.45, 0.45, 0.4)
_WHY = "what was read is older than what was written"


Effect = tuple[str, Item | None]
"""What a write was answered with: its operation, and the item; None where it is to be gone."""


@define(eq=False)
class _Effects:
    """Those of all writes, by list and id. listing: what was listed last."""

    listing: LastListing
    _known: defaultdict[str, dict[str, Effect]] = field(factory=lambda: defaultdict(dict))

    def learn(self, request: Request, response: Response) -> None:
        """Take in the response to a write. After one that is neither done nor refused nothing is known any more."""
        address = address_of(request)
        if address is None or address.known is None or is_denied(response) or response is NOT_SENT:
            return
        effects = self._known[address.place]
        if not 200 <= response.status < 300:
            effects.clear()
            return
        gone = {"delete": [address.item or ""], "replace_all": effects}.get(address.kind, ())
        items = () if address.kind == "delete" else _answered(address, address.known, response)
        found = {**dict.fromkeys(gone), **{id_key(item.get(address.known.id)): item for item in items}}
        effects.update({number: (address.operation.name, item) for number, item in found.items()})

    def missed(self, request: Request, response: Response) -> set[str]:
        """The operations whose effect a read does not show, though it should."""
        address = address_of(request)
        effects = {} if address is None else self._known[address.place]
        if address is None or address.known is None or not effects or request.credentials is not Credentials.RIGHT:
            return set()
        shown = dict(self._shown(address, address.known, response))
        both = effects.keys() & shown.keys()
        missed = {effects[one][0] for one in both if not _shows(address.known, effects[one][1], shown[one])}
        return missed | ({address.operation.name} if self._miscounts(address, response) else set())

    def _miscounts(self, address: Address, response: Response) -> bool:
        """Whether all of a list came on one page, and its count is another."""
        pages, paging = self.listing.pages, address.operation.paging
        page = None if paging is None or self.listing.place != address.place else read_page(paging, response)
        is_all = page is not None and pages.ended and len(page.items) == len(pages.items)
        return page is not None and is_all and page.count not in (None, len(pages.ids))

    def _shown(self, address: Address, known: Writable, response: Response) -> Iterator[tuple[str, Item | None]]:
        """The items that a read shows, or shows to be missing."""
        if address.item is not None:
            item = success_item(address.operation, response)
            if isinstance(item, dict) or is_refused(response):
                yield address.item, item if isinstance(item, dict) else None
            return
        whole = self.listing.pages.whole and self.listing.place == address.place
        if whole:
            yield from dict.fromkeys(self._known[address.place]).items()
        items = self.listing.pages.items if whole else success_items(address.operation, response)
        yield from ((id_key(item.get(known.id)), item) for item in items if isinstance(item, dict))


def _answered(address: Address, known: Writable, response: Response) -> list[dict[str, Any]]:
    """The items that a write was answered with."""
    one = success_item(address.operation, response)
    return [one] if isinstance(one, dict) and known.id in one else success_items(address.operation, response)


def _shows(known: Writable, effect: Item | None, item: Item | None) -> bool:
    if effect is None or item is None:
        return effect is item
    return not changed(effect, item, [*known.given, *filter(None, [known.appended])])


class Settling:
    """Sends, and reads again what is stale. settle: the pacer's, which grows with the lag that is seen.

    lag: how long after a write it was read at the latest, as far as that was waited for.
    """

    def __init__(self, sender: Outages, pacer: Pacer, budget: Budget, listing: LastListing) -> None:
        self._sender, self._pacer, self._budget = sender, pacer, budget
        self._effects = _Effects(listing)
        self._never: set[str] = set()
        self.lag = 0.0

    def send(self, probe: Probe) -> Observation:
        """Send, and what is stale again. Raises CutShortError."""
        seen = self._sender.send(probe)
        if probe.request.method != "GET":
            self._effects.learn(probe.request, seen.response)
            return seen
        for pause in _PAUSES:
            if not self._missed(seen):
                return seen
            stale = self._since_written()
            self._budget.wait(pause, _WHY)
            seen = self._sender.send(evolve(probe, wait=0.0))
            if not self._missed(seen):
                self._learn_lag(stale)
                return seen
        self._never |= self._missed(seen)
        return seen

    def _missed(self, seen: Observation) -> set[str]:
        return self._effects.missed(seen.request, seen.response) - self._never

    def _since_written(self) -> float:
        return self._budget.clock() - self._pacer.written

    def _learn_lag(self, stale: float) -> None:
        """Where only some reads are stale, the lag is longer than it looks. stale: how long after the write one was."""
        self.lag, settle = max(self.lag, self._since_written()), self._pacer.settle
        if stale >= settle:  # else so long is not waited yet since it is known
            self._pacer.settle = max(self.lag, min(1.5 * settle, sum(_PAUSES)))
