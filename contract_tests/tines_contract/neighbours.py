"""What all plans ask with: wrong keys, cases that do not exist, and cases that are there to hold one's own against."""

from collections.abc import Generator, Mapping
from typing import Any

from tines_contract.asking import Asking
from tines_contract.observation import Asked
from tines_contract.purpose import Purpose
from tines_contract.strict_json import strict_json
from tines_fake import Credentials, Response

Probes = Generator[Asked, Response, None]
"""Yields what is to be asked, and is sent the answer."""

WRONG_KEYS = (
    Credentials.EMPTY,
    Credentials.WRONG,
    Credentials.CUT,
    Credentials.LENGTHENED,
    Credentials.ALTERED,
    Credentials.RECASED,
)
UNKNOWN_CASES = (2147483646, 999999999999)
WRITTEN_UNKNOWN_CASES = (2147483645, 999999999998)
"""Others than those that are read: a tenant that makes a case of them is told for that alone."""

UNKNOWN_ACTIONS = (2147483646, 999999999999)

MOST_NEIGHBOURS = 4

Neighbours = Mapping[int, list[Any]]
"""Other cases that can be read, each with the ids of the actions on its first page."""


def neighbours(asking: Asking, other_case: int | None) -> Generator[Asked, Response, Neighbours]:
    """Read the case before and the one after, or those that may be there where neither is."""
    found: dict[int, list[Any]] = {}
    near = [asking.case_id - 1, asking.case_id + 1] if other_case is None else [other_case]
    for case in near:
        if case > 0:
            found |= _ids_by_case(case, (yield asking.list(Purpose.NEIGHBOUR, case=case)))
    for case in () if found or other_case is not None else (1, 2):
        if case not in (*near, asking.case_id):
            found |= _ids_by_case(case, (yield asking.list(Purpose.NEIGHBOUR, case=case)))
    return found


def _ids_by_case(case: int, response: Response) -> Neighbours:
    ids = ids_of(response)
    return {} if ids is None else {case: ids}


def ids_of(response: Response) -> list[Any] | None:
    """The ids on a page, or None for what is no page."""
    try:
        ids = [item["id"] for item in strict_json(response.body)["actions"]] if response.status == 200 else None
    except (ValueError, TypeError, KeyError):
        return None
    return None if ids is None else [number for number in ids if type(number) is int]
