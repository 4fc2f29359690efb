"""Sends a write again that got 502, 503 or 504: not before reading shows what has come of it.

What a create has made all the same is the run's by its mark, and in the ledger once it is listed. It is removed first,
so that the second create is the only one. Any other write may be done twice.
"""

from collections.abc import Iterable, Set

from attrs import evolve

from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.page_walks import list_whole
from tines_contract.probes.probe import NOT_SENT, Probe, Purpose, Steps
from tines_contract.promises.addresses import Address, address_of, item_path
from tines_contract.transport.ledger import Ledger
from tines_contract.transport.listings import Place
from tines_fake import Credentials, Response


def resent(probe: Probe, ledger: Ledger, before: Set[Place]) -> Steps[Response]:
    """The response to the write when it is sent again; NOT_SENT where reading does not permit that.

    before: what the ledger had before it was sent first.
    """
    address = address_of(probe.request)
    if address is None or address.known is None:
        return NOT_SENT
    if address.item is not None:
        path = item_path(probe.request)
        read = evolve(probe.request, method="GET", path=path, query="", body=b"", credentials=Credentials.RIGHT)
        yield Probe(read, Purpose.BEFORE_WRITE)
    elif not (yield from _nothing_is_left(probe, address, ledger, before)):
        return NOT_SENT
    return (yield probe)


def _nothing_is_left(probe: Probe, address: Address, ledger: Ledger, before: Set[Place]) -> Steps[bool]:
    """Whether a list was read whole, and what has come of the write is gone: replaced items need not be."""
    requests = ListRequests.at(probe.request.origin, address.place)
    failed = yield from list_whole(requests)
    if address.kind != "replace_all":
        failed |= yield from remove(requests.origin, ledger, set(ledger.to_remove()) - before)
        failed |= not before >= set(ledger.to_remove())
    return not failed and address.place not in ledger.unsettled


def remove(origin: str, ledger: Ledger, places: Iterable[Place]) -> Steps[bool]:
    """Delete items as far as that may be sent, and see what is there then. Whether the tenant failed on the way.

    All are deleted before the first is read: where it takes a while until a write is read, that is waited for once.
    """
    left, failed = [place for place in places if not place[1].startswith("?")], False
    for _ in range(2):
        sent = []
        for at, number in left:
            sent.append((yield ListRequests.at(origin, at).delete(Purpose.CLEANUP, number)))
        shown = []
        for at, number in left:
            shown.append((yield ListRequests.at(origin, at).item(Purpose.CLEANUP, number)))
        failed |= any(one.status >= 500 for one in (*sent, *shown))
        # Of some, reading them has only now shown that they are the run's.
        left = [place for place, one in zip(left, sent, strict=True) if one is NOT_SENT and ledger.is_ours(place)]
    return failed
