"""The one place that every request of a run passes: a write goes on only where reading has shown that it harms nobody.

An id is written to where this run has read the item with its mark since it made it, or where reading that very path,
right before, was refused. All items are replaced where the whole list, read right before, holds nothing but what is
this run's, or where the case was refused right before. Anything else is not sent, nor an
operation that is suspected of harm.

Of a list that has all of a tenant, that of cases, no item is written to that is not this run's, or was, whatever was
refused. Nothing is made there without the mark, nor does an item lose it: else nobody could find it again.
"""

from attrs import frozen

from tines_contract.evidence.observation import Observation
from tines_contract.probes.marks import is_marked
from tines_contract.probes.probe import NOT_SENT, READING, Probe
from tines_contract.promises.addresses import address_of, item_path
from tines_contract.promises.lists import is_of_tenant
from tines_contract.promises.responses import path_id
from tines_contract.promises.strict_json import json_or_none
from tines_contract.transport.interrupts import check, held
from tines_contract.transport.ledger import Ledger
from tines_contract.transport.targets import Sender, observed
from tines_fake import Request, Response
from tines_spec import Writable


@frozen(eq=False)
class Guard:
    """Sends what the ledger permits, and tells the ledger what came of it."""

    sender: Sender
    ledger: Ledger

    def send(self, probe: Probe) -> Observation:
        """Send the probe, or show NOT_SENT. Raises UnreachableError, and what a signal has raised."""
        check()
        if probe.request.method in READING:
            return self._sent(probe)
        if not self._permits(probe.request):
            return observed(probe, NOT_SENT)
        with held():  # what a write has made is to be known
            return self._sent(probe)

    def _sent(self, probe: Probe) -> Observation:
        response: Response | None = None
        try:
            seen = self.sender.send(probe)
            response = seen.response
            return seen
        except KeyboardInterrupt:
            self.ledger.cut_off(probe.request)
            raise
        finally:
            self.ledger.learn(probe.request, response)

    def _permits(self, request: Request) -> bool:
        address = address_of(request)
        if address is None or address.known is None or self.ledger.is_stopped(address):
            return False
        of_tenant, place = is_of_tenant(address.known), (address.place, address.item or "")
        if of_tenant and not self._keeps_mark(request, address.known):
            return False
        if address.kind in ("update", "append", "delete"):
            is_nobodys = self.ledger.refused == item_path(request)
            return self.ledger.is_ours(place) or (is_nobodys and (not of_tenant or place in self.ledger.let_go))
        if address.kind == "replace_all":
            return self._holds_only_ours(address.place, address.known.id) or self.ledger.refused == address.place
        return address.kind in ("create", "batch_create")

    def _keeps_mark(self, request: Request, known: Writable) -> bool:
        """Whether an item has the run's mark after a write, or as it had before."""
        body = json_or_none(request.body)
        given = body if isinstance(body, dict) else {}
        is_named = request.method == "POST" or not given.keys().isdisjoint(known.names)
        return not is_named or is_marked(known, given, self.ledger.mark)

    def _holds_only_ours(self, place: str, name: str) -> bool:
        listing = self.ledger.listing
        ids = [path_id(item.get(name)) if isinstance(item, dict) else None for item in listing.pages.items]
        whole = listing.pages.whole and listing.place == place
        return whole and all(one and self.ledger.is_ours((place, one)) for one in ids)
