"""Other people write to the case that is judged, at any moment: that accuses nobody, and nothing of theirs is lost."""

import itertools

import pytest

from contract_tests.suite.other_writers import ACTS, WHILE_READING, WHILE_WRITING, Act, Shared
from contract_tests.suite.tenants import CASE, EMPTY, READING, WRITING
from tines_contract.report.text_report import as_text
from tines_fake import Request

READERS = list(enumerate(itertools.product(ACTS, ["id", "id-down", "updated"])))
WRITERS = list(enumerate(itertools.product(ACTS, [CASE, EMPTY])))


def _some(run: range, turn: int, count: int) -> range:
    """So many moments of a run, all over it, and others at each turn."""
    step = (run.stop - run.start) // count
    return range(run.start + turn * 5 % step, run.stop, step)


@pytest.mark.parametrize(("turn", "others"), READERS, ids=[f"{act.__name__}-{order}" for _, (act, order) in READERS])
def test_others_who_write_while_the_suite_reads_accuse_nobody(turn: int, others: tuple[Act, str]) -> None:
    for moment in _some(WHILE_READING, turn, 4):
        report = Shared(others[0], CASE, moment, others[1]).judged(READING)
        assert not report.broken, (moment, as_text(report))


@pytest.mark.parametrize(("turn", "others"), WRITERS, ids=[f"{act.__name__}-{case}" for _, (act, case) in WRITERS])
def test_others_who_write_while_the_suite_writes_accuse_nobody(turn: int, others: tuple[Act, int]) -> None:
    """Next to the case that is written to, and to it."""
    for moment in _some(WHILE_WRITING, turn, 4):
        report = Shared(*others, moment).judged(WRITING)
        assert not report.broken, (moment, as_text(report))


def test_replacing_all_keeps_what_others_made_before_the_last_read() -> None:
    """Once right before the request that replaces, once before the look at it, in turn."""
    for turn, replacement in enumerate(_replacements()):
        moment = replacement - turn % 2
        theirs: list[int] = []
        shared = Shared(lambda fake, case, kept=theirs: kept.append(fake.add_action(case)["id"]), EMPTY, moment)
        shared.judged(WRITING)
        request = Request(origin=shared.origin, path=f"/api/v2/cases/{EMPTY}/actions/{theirs[0]}")
        found = shared.fake.answer(request).status == 200
        assert found or (shared.disturbed is not None and shared.disturbed.path.endswith("/batch")), moment


def _replacements() -> list[int]:
    """The requests of a run that replace all, each the first after others."""
    shared = Shared(lambda *_: None, EMPTY, 0)
    shared.judged(WRITING)
    replaces = [exchange.request.path.endswith("/batch") for exchange in shared.fake.journal]
    return [number for number in range(1, len(replaces)) if replaces[number] and not replaces[number - 1]]
