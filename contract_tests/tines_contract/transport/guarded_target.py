"""The one place that every request of a run passes: a write goes on only where reading has shown that it harms nobody.

An id is written to where this run has read the item with its mark since it made it, or where reading that very path,
right before, was refused. All items are replaced where the whole list, read right before, holds nothing but what is
this run's, or where the case was refused right before. Anything else is not sent, nor an
operation that is suspected of harm.
"""

from collections.abc import Callable

from attrs import define, field, frozen

from tines_contract.contract.subjects import address_of
from tines_contract.probes.leftover import path_id
from tines_contract.probes.probe import NOT_SENT
from tines_contract.transport.interrupts import check, held
from tines_contract.transport.ledger import Ledger
from tines_contract.transport.targets import Target
from tines_fake import Request, Response


@frozen
class Unpaced:
    """A target without a limit to keep."""

    target: Target
    requests_a_minute: int | None = None

    @property
    def origin(self) -> str:
        return self.target.origin

    @property
    def name(self) -> str:
        return self.target.name

    def send(self, request: Request) -> Response:
        return self.target.send(request)


@define(eq=False)
class GuardedTarget:
    """A target behind that guard. requests: how many were sent to it. withheld: those that were not."""

    target: Target
    ledger: Ledger
    requests: int = field(default=0, init=False)
    withheld: list[Request] = field(factory=list, init=False)

    @property
    def origin(self) -> str:
        return self.target.origin

    @property
    def requests_a_minute(self) -> int | None:
        return self.target.requests_a_minute

    @property
    def name(self) -> str:
        return self.target.name

    def send(self, request: Request) -> Response:
        """Send the request, or show NOT_SENT. Raises UnreachableError, and what a signal has raised."""
        check()
        if request.method == "GET":
            return self._sent(request)
        if not self._permits(request):
            self.withheld.append(request)
            return NOT_SENT
        with held():  # what a write has made is to be known
            return self._sent(request)

    def unpaced(self) -> Unpaced:
        """The same, for what cannot wait for a pace: a 429 is still waited for."""
        return Unpaced(self)

    def _sent(self, request: Request) -> Response:
        self.requests += 1
        response: Response | None = None
        try:
            response = self.target.send(request)
            return response
        except KeyboardInterrupt:
            self.ledger.cut_off(request)
            raise
        finally:
            self.ledger.learn(request, response)

    def _permits(self, request: Request) -> bool:
        address = address_of(request)
        if address is None or address.known is None or self.ledger.is_stopped(address):
            return False
        if address.kind in ("update", "append", "delete"):
            place = (address.place, address.item or "")
            read = request.path.rpartition("/")[0] if address.kind == "append" else request.path
            return self.ledger.is_ours(place) or self.ledger.refused == read
        if address.kind == "replace_all":
            return self._holds_only_ours(address.place, address.known.id) or self.ledger.refused == address.place
        return address.kind in ("create", "batch_create")

    def _holds_only_ours(self, place: str, name: str) -> bool:
        listing = self.ledger.listing
        ids = [path_id(item.get(name)) if isinstance(item, dict) else None for item in listing.items]
        whole = listing.whole and listing.place == place
        return whole and all(one and self.ledger.is_ours((place, one)) for one in ids)

    def forgetting(self, pause: Callable[[float], None]) -> Callable[[float], None]:
        """The same wait, after which no look counts as right before."""

        def waited(seconds: float) -> None:
            self.ledger.forget_looks()
            pause(seconds)

        return waited
