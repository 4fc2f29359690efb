"""What is asked of single actions by reading: those that are listed, and those that are not to be had."""

from tines_contract.asking import Asking
from tines_contract.neighbours import (
    MOST_NEIGHBOURS,
    UNKNOWN_ACTIONS,
    UNKNOWN_CASES,
    WRONG_KEYS,
    Neighbours,
    Probes,
    ids_of,
)
from tines_contract.purpose import Purpose
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
    + 2 * MOST_NEIGHBOURS
)


def single(asking: Asking, others: Neighbours) -> Probes:
    """Ask for some of the actions on the first page, the first, the last and one between, and for what is none."""
    ids = ids_of((yield asking.list(Purpose.LOOK, "per_page=50&page=1"))) or []
    for number in list(dict.fromkeys([*ids[:1], *ids[-1:], *ids[len(ids) // 2 :]]))[:_READ]:
        yield asking.get(Purpose.READ, number)
    if not ids:
        return
    yield asking.nowhere()
    yield from _refused(asking, ids[0])
    yield from _of_others(asking, ids, others)
    for action in ODD_ACTIONS:
        yield asking.get(Purpose.ODD, action)
    for case in ODD_CASES:
        yield asking.get(Purpose.ODD, ids[0], case=case)
    yield asking.get(Purpose.READ, ids[0])


def _refused(asking: Asking, known: object) -> Probes:
    yield asking.get(Purpose.NO_KEY, known, credentials=Credentials.NONE)
    for key in WRONG_KEYS:
        yield asking.get(Purpose.WRONG_KEY, known, credentials=key)
    for action in (*UNKNOWN_ACTIONS, *NO_ACTIONS):
        yield asking.get(Purpose.UNKNOWN_ACTION, action)
    for case in UNKNOWN_CASES:
        if case != asking.case_id:
            yield asking.get(Purpose.UNKNOWN_CASE, known, case=case)


def _of_others(asking: Asking, ids: list[object], others: Neighbours) -> Probes:
    """One of theirs under our case, and one of ours under theirs: numbers that both have say nothing."""
    for case, theirs in others.items():
        for number in [number for number in theirs if number not in ids][:1]:
            yield asking.get(Purpose.OTHER_CASE, number)
        for number in [number for number in ids if number not in theirs][:1]:
            yield asking.get(Purpose.OTHER_CASE, number, case=case)
