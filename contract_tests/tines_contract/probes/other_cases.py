"""Cases other than the plan's, to compare it with; and what a request is refused for: wrong keys, unknown ids."""

from collections.abc import Generator, Mapping
from typing import Any

from tines_contract.contract.strict_json import strict_json
from tines_contract.probes.probe import Probe
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.request_builder import RequestBuilder
from tines_fake import Credentials, Response

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

MOST_OTHER_CASES = 4

OtherCases = Mapping[int, list[Any]]
"""Other cases that can be read, each with the ids of the actions on its first page."""


def other_cases(builder: RequestBuilder, other_case: int | None) -> Generator[Probe, Response, OtherCases]:
    """Read the case before and the one after, or those that may be there where neither is."""
    found: dict[int, list[Any]] = {}
    near = [builder.case_id - 1, builder.case_id + 1] if other_case is None else [other_case]
    for case in near:
        if case > 0:
            found |= _ids_by_case(case, (yield builder.list(Purpose.OTHER_CASE_LIST, case=case)))
    for case in () if found or other_case is not None else (1, 2):
        if case not in (*near, builder.case_id):
            found |= _ids_by_case(case, (yield builder.list(Purpose.OTHER_CASE_LIST, case=case)))
    return found


def _ids_by_case(case: int, response: Response) -> OtherCases:
    ids = ids_of(response)
    return {} if ids is None else {case: ids}


def ids_of(response: Response) -> list[Any] | None:
    """The ids on a page, or None for what is no page."""
    try:
        ids = [item["id"] for item in strict_json(response.body)["actions"]] if response.status == 200 else None
    except (ValueError, TypeError, KeyError):
        return None
    return None if ids is None else [number for number in ids if type(number) is int]
