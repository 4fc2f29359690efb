"""The one place that every request of a run passes: a write goes on only where reading has shown that it harms nobody.

An id is written to where this run has read the item with its mark since it made it, or where reading that very path,
right before, was refused. All items are replaced where the whole list, read right before, holds nothing but what is
this run's, or where the case was refused right before. Anything else is not sent, nor an
operation that is suspected of harm.
"""

from attrs import frozen

from tines_contract.evidence.observation import Observation
from tines_contract.probes.probe import NOT_SENT, READING, Probe
from tines_contract.promises.addresses import address_of, item_path
from tines_contract.promises.responses import path_id
from tines_contract.transport.interrupts import check, held
from tines_contract.transport.ledger import Ledger
from tines_contract.transport.targets import Sender, observed
from tines_fake import Request, Response


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
        if address.kind in ("update", "append", "delete"):
            place = (address.place, address.item or "")
            return self.ledger.is_ours(place) or self.ledger.refused == item_path(request)
        if address.kind == "replace_all":
            return self._holds_only_ours(address.place, address.known.id) or self.ledger.refused == address.place
        return address.kind in ("create", "batch_create")

    def _holds_only_ours(self, place: str, name: str) -> bool:
        listing = self.ledger.listing
        ids = [path_id(item.get(name)) if isinstance(item, dict) else None for item in listing.pages.items]
        whole = listing.pages.whole and listing.place == place
        return whole and all(one and self.ledger.is_ours((place, one)) for one in ids)
