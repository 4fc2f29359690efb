"""Removes what a run has made, and nothing else, however the run ended: what its ledger says is there of it."""

from collections.abc import Generator

from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.page_walks import read_pages
from tines_contract.probes.probe import NOT_SENT, Probe, Purpose
from tines_contract.transport.ledger import Ledger, Place
from tines_fake import Response

_MOST_PAGES = 400
_PAUSES = (1.0, 2.0, 4.0, 8.0)
"""Seconds that a replica which lags is given, one after the other, before what it still shows is named as left."""


def cleaning(origin: str, ledger: Ledger) -> Generator[Probe, Response, bool]:
    """Read the lists that were written to, delete what is left there, and read them again, until it is not shown.

    What came of it is in the ledger. Whether the tenant failed on the way, so that another attempt may do more.
    """
    failed = False
    for place in sorted(ledger.begun):
        failed |= yield from list_whole(ListRequests.at(origin, place))
    left = ledger.to_remove()
    for place, number in left:
        failed |= yield from _remove(ListRequests.at(origin, place), ledger, (place, number))
    for place in sorted({place for place, _ in left}):
        failed |= yield from list_whole(ListRequests.at(origin, place))
    for pause in _PAUSES:
        for place in sorted({place for place, _ in ledger.still_shown()}):
            failed |= yield from list_whole(ListRequests.at(origin, place), pause)
    return failed


def list_whole(requests: ListRequests, pause: float = 0.0) -> Generator[Probe, Response, bool]:
    """Read all pages of a list, after a pause; whether the tenant failed on the way."""
    paged = requests.paged
    failed = False
    for size in paged.large_sizes:
        pages = yield from read_pages(requests, Purpose.CLEANUP, size, _MOST_PAGES, wait=pause)
        failed |= pages.stopped is not None and pages.stopped.status >= 500
        if pages.ended:
            break
    return failed


def _remove(requests: ListRequests, ledger: Ledger, place: Place) -> Generator[Probe, Response, bool]:
    """Delete an item as far as that may be sent, and see what is there then."""
    number = place[1]
    if number.startswith("?"):
        return False
    delete, read = requests.delete(Purpose.CLEANUP, number), requests.item(Purpose.CLEANUP, number)
    deleted = yield delete
    shown = yield read
    if deleted is NOT_SENT and ledger.is_ours(place):  # reading it has only now shown that it is
        deleted = yield delete
        shown = yield read
    return max(deleted.status, shown.status) >= 500
