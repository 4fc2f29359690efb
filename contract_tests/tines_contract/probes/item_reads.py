"""Which probes a run sends to judge what is read by its id: items that are listed, and what is no item."""

from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.other_parents import MOST_OTHER_PARENTS, OtherParents, ids_of
from tines_contract.probes.probe import Probes
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.refused_values import (
    NO_IDS,
    ODD_IDS,
    ODD_PARENTS_OF_ITEMS,
    UNKNOWN_IDS,
    UNKNOWN_PARENTS,
    WRONG_KEYS,
)
from tines_fake import Credentials

_READ = 3

MOST_ITEM_REQUESTS = (
    (1 + _READ + 1 + 1 + 1)
    + (1 + len(WRONG_KEYS) + len(UNKNOWN_IDS + NO_IDS) + len(UNKNOWN_PARENTS))
    + len(ODD_IDS + ODD_PARENTS_OF_ITEMS)
    + 2 * MOST_OTHER_PARENTS
)


def item_reads(requests: ListRequests, others: OtherParents) -> Probes:
    """Read some of the items on the first page, the first, the last and one between, and what is none."""
    size = requests.paged.granted_sizes.stop - 1
    ids = ids_of(requests.paged, (yield requests.page(Purpose.LIST_ALL, size=size, number=1))) or []
    if requests.paged.resource.get is None:
        return
    known = [] if requests.known_item is None else [requests.known_item]
    some = list(dict.fromkeys([*ids[:1], *ids[-1:], *ids[len(ids) // 2 :]]))[:_READ]
    for number in dict.fromkeys([*some, *known]):
        yield requests.item(Purpose.READ, number)
    ids = ids or known
    if not ids:
        return
    yield requests.nowhere()
    yield from _refused(requests, ids[0])
    yield from _of_others(requests, ids, others)
    for number in ODD_IDS:
        yield requests.item(Purpose.ODD, number)
    for parent in () if requests.parent is None else ODD_PARENTS_OF_ITEMS:
        yield requests.item(Purpose.ODD, ids[0], parent=parent)
    yield requests.item(Purpose.READ, ids[0])


def _refused(requests: ListRequests, known: object) -> Probes:
    yield requests.item(Purpose.NO_KEY, known, credentials=Credentials.NONE)
    for key in WRONG_KEYS:
        yield requests.item(Purpose.WRONG_KEY, known, credentials=key)
    for number in (*UNKNOWN_IDS, *NO_IDS):
        yield requests.item(Purpose.UNKNOWN_ITEM, number)
    for parent in () if requests.parent is None else UNKNOWN_PARENTS:
        if parent != requests.parent:
            yield requests.item(Purpose.UNKNOWN_CASE, known, parent=parent)


def _of_others(requests: ListRequests, ids: list[object], others: OtherParents) -> Probes:
    """One of theirs under our case, and one of ours under theirs: numbers that both have say nothing."""
    for parent, theirs in others.items():
        for number in [number for number in theirs if number not in ids][:1]:
            yield requests.item(Purpose.WRONG_CASE, number)
        for number in [number for number in ids if number not in theirs][:1]:
            yield requests.item(Purpose.WRONG_CASE, number, parent=parent)
