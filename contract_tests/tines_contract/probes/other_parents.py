"""The same list of other cases, to compare the plan's with."""

from collections.abc import Generator, Mapping
from typing import Any

from tines_contract.contract.paged_list import PagedList
from tines_contract.contract.responses import read_page
from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.probe import Probe
from tines_contract.probes.purpose import Purpose
from tines_fake import Response

MOST_OTHER_PARENTS = 4

OtherParents = Mapping[int, list[Any]]
"""Other cases whose list can be read, each with the ids of the items on its first page."""


def other_parents(
    requests: ListRequests, other: int | None, also: int | None = None
) -> Generator[Probe, Response, OtherParents]:
    """Read the list of the case before and of the one after, or those that may be there where neither is.

    other: the one to read in their place. also: one to read besides.
    """
    found: dict[int, list[Any]] = {}
    own = requests.parent
    if not isinstance(own, int):
        return found
    near = [own - 1, own + 1] if other is None else [other]
    for parent in [*([] if also is None or also in near else [also]), *near]:
        if parent > 0:
            found |= yield from _read(requests, parent)
    for parent in () if found or other is not None else (1, 2):
        if parent not in (*near, own):
            found |= yield from _read(requests, parent)
    return found


def _read(requests: ListRequests, parent: int) -> Generator[Probe, Response, OtherParents]:
    ids = ids_of(requests.paged, (yield requests.page(Purpose.OTHER_CASE_LIST, parent=parent)))
    return {} if ids is None else {parent: ids}


def ids_of(paged: PagedList, response: Response) -> list[Any] | None:
    """The ids on a page, or None for what is no page."""
    page = read_page(paged.paging, response)
    return None if page is None else [number for number in page.ids if type(number) is int]
