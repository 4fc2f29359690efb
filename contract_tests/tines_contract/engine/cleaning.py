"""Removes what a run has made, and nothing else, however the run ended: what its ledger says is there of it."""

from collections.abc import Generator

from tines_contract.probes.action_requests import ActionRequests
from tines_contract.probes.page_walks import PageEnd
from tines_contract.probes.probe import NOT_SENT, Probe
from tines_contract.probes.purpose import Purpose
from tines_contract.transport.ledger import Ledger, Place
from tines_fake import Response

_MOST_PAGES = 400


def cleaning(requests: ActionRequests, ledger: Ledger) -> Generator[Probe, Response, bool]:
    """List the cases that were written to, delete what is left there, and list them again.

    What came of it is in the ledger. Whether the tenant failed on the way, so that another attempt may do more.
    """
    failed = False
    for case in sorted(ledger.begun):
        failed |= yield from list_whole(requests, case)
    places = ledger.to_remove()
    for place in places:
        failed |= yield from _remove(requests, ledger, place)
    for case in sorted({case for case, _ in places}):
        failed |= yield from list_whole(requests, case)
    return failed


def list_whole(requests: ActionRequests, case: object) -> Generator[Probe, Response, bool]:
    """Read all pages of a case; whether the tenant failed on the way."""
    paged = requests.reads.paged
    failed = False
    for size in dict.fromkeys((paged.largest_size, paged.granted_sizes.stop - 1)):
        seen: set[str] = set()
        for number in range(1, _MOST_PAGES + 1):
            response = yield requests.list(Purpose.CLEANUP, size=size, number=number, case=case)
            failed |= response.status >= 500
            page = PageEnd.of(paged, response)
            if page is None:
                break
            if not page.has_next or seen.issuperset(page.ids):
                return failed
            seen.update(page.ids)
    return failed


def _remove(requests: ActionRequests, ledger: Ledger, place: Place) -> Generator[Probe, Response, bool]:
    """Delete an action as far as that may be sent, and see what is there then."""
    case, number = place
    if number.startswith("?"):
        return False
    delete, read = requests.delete(Purpose.CLEANUP, number, case), requests.get(Purpose.CLEANUP, number, case)
    deleted = yield delete
    shown = yield read
    if deleted is NOT_SENT and ledger.is_ours(place):  # reading it has only now shown that it is
        deleted = yield delete
        shown = yield read
    return max(deleted.status, shown.status) >= 500
