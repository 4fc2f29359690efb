"""Other people write to the case that is judged, at any moment: that accuses nobody, and nothing of theirs is lost."""

import pytest

from contract_tests.suite.other_writers import ACTS, WHILE_READING, WHILE_WRITING, Act, Shared
from contract_tests.suite.tenants import CASE, EMPTY, READING, WRITING
from tines_contract.report.text_report import as_text
from tines_fake import Request


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
@pytest.mark.parametrize("order", ["id", "id-down", "updated"])
def test_others_who_write_while_the_suite_reads_accuse_nobody(act: Act, order: str) -> None:
    for moment in WHILE_READING:
        report = Shared(act, CASE, moment, order).judged(READING)
        assert not report.broken, (moment, as_text(report))


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
@pytest.mark.parametrize("case", [CASE, EMPTY], ids=["next to it", "to it"])
@pytest.mark.parametrize("offset", range(3))
def test_others_who_write_while_the_suite_writes_accuse_nobody(act: Act, case: int, offset: int) -> None:
    for moment in WHILE_WRITING[offset::3]:
        report = Shared(act, case, moment).judged(WRITING)
        assert not report.broken, (moment, as_text(report))


@pytest.mark.parametrize("offset", range(3))
def test_replacing_all_keeps_what_others_made_before_the_last_read(offset: int) -> None:
    for moment in WHILE_WRITING[offset::3]:
        theirs: list[int] = []
        shared = Shared(lambda fake, case, kept=theirs: kept.append(fake.add_action(case)["id"]), EMPTY, moment)
        shared.judged(WRITING)
        request = Request(origin=shared.origin, path=f"/api/v2/cases/{EMPTY}/actions/{theirs[0]}")
        found = shared.fake.answer(request).status == 200
        assert found or (shared.disturbed is not None and shared.disturbed.path.endswith("/batch")), moment
