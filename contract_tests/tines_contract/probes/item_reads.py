"""What is asked of single actions by reading: those that are listed, and those that are not to be had."""

from tines_contract.probes.other_cases import (
    MOST_OTHER_CASES,
    UNKNOWN_ACTIONS,
    UNKNOWN_CASES,
    WRONG_KEYS,
    OtherCases,
    ids_of,
)
from tines_contract.probes.probe import Probes
from tines_contract.probes.purpose import Purpose
from tines_contract.probes.request_builder import RequestBuilder
from tines_fake import Credentials

ODD_ACTIONS = ("9223372036854775808", "1" + 30 * "0", "abc", "1.5")
NO_ACTIONS = ("0", "-1")
"""What no action has for an id, whatever a server reads into it."""

ODD_CASES = ("0", "9223372036854775808", "abc")
_READ = 3

MOST_SINGLE_REQUESTS = (
    (1 + _READ + 1 + 1)
    + (1 + len(WRONG_KEYS) + len(UNKNOWN_ACTIONS + NO_ACTIONS) + len(UNKNOWN_CASES))
    + len(ODD_ACTIONS + ODD_CASES)
    + 2 * MOST_OTHER_CASES
)


def single(builder: RequestBuilder, others: OtherCases) -> Probes:
    """Ask for some of the actions on the first page, the first, the last and one between, and for what is none."""
    ids = ids_of((yield builder.list(Purpose.LIST_ALL, "per_page=50&page=1"))) or []
    for number in list(dict.fromkeys([*ids[:1], *ids[-1:], *ids[len(ids) // 2 :]]))[:_READ]:
        yield builder.get(Purpose.READ, number)
    if not ids:
        return
    yield builder.nowhere()
    yield from _refused(builder, ids[0])
    yield from _of_others(builder, ids, others)
    for action in ODD_ACTIONS:
        yield builder.get(Purpose.ODD, action)
    for case in ODD_CASES:
        yield builder.get(Purpose.ODD, ids[0], case=case)
    yield builder.get(Purpose.READ, ids[0])


def _refused(builder: RequestBuilder, known: object) -> Probes:
    yield builder.get(Purpose.NO_KEY, known, credentials=Credentials.NONE)
    for key in WRONG_KEYS:
        yield builder.get(Purpose.WRONG_KEY, known, credentials=key)
    for action in (*UNKNOWN_ACTIONS, *NO_ACTIONS):
        yield builder.get(Purpose.UNKNOWN_ITEM, action)
    for case in UNKNOWN_CASES:
        if case != builder.case_id:
            yield builder.get(Purpose.UNKNOWN_CASE, known, case=case)


def _of_others(builder: RequestBuilder, ids: list[object], others: OtherCases) -> Probes:
    """One of theirs under our case, and one of ours under theirs: numbers that both have say nothing."""
    for case, theirs in others.items():
        for number in [number for number in theirs if number not in ids][:1]:
            yield builder.get(Purpose.WRONG_CASE, number)
        for number in [number for number in ids if number not in theirs][:1]:
            yield builder.get(Purpose.WRONG_CASE, number, case=case)
