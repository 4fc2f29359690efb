"""Known deviations: they accuse nobody and drag no other promise down, and the list of them can only become shorter."""

import datetime
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from attrs import evolve

from contract_tests.suite.command.command_runs import Command
from contract_tests.suite.reports.reports import judged_with, outcome_of, schema
from contract_tests.suite.tenants.plain_server import KEY, Handler, serving
from contract_tests.suite.tenants.tenants import CASE, READING, full_tenant, judged
from tines_contract import Report, Status, Verdict
from tines_contract.command.agreement import Agreement, read_baseline, updated_baseline
from tines_contract.engine.judging.verdict import Acceptance, Outcome
from tines_contract.engine.user_input import UsageError
from tines_contract.report.json_report import as_json
from tines_contract.report.junit_report import as_junit
from tines_contract.report.text_report import as_text
from tines_fake import fault
from tines_spec import promises

TODAY = datetime.date(2026, 11, 26)
YESTERDAY, TOMORROW = TODAY - datetime.timedelta(1), TODAY + datetime.timedelta(1)
COUNT = fault("COUNT-OFF")
KNOWN = Acceptance(COUNT.promise, "ticket 4711", TODAY)
SHAPE_ALONE = evolve(READING, promises=frozenset({"LIST-SHAPE"}))


def _read_with(*faults: str) -> Report:
    return judged_with(*faults, plan=READING)


def _agreed(report: Report, *accepted: Acceptance, may_skip: tuple[str, ...] = (), strict: bool = False) -> Report:
    return Agreement(accepted, may_skip, strict).applied(report, TODAY)


def test_an_accepted_deviation_accuses_nobody_and_is_shown_in_each_report() -> None:
    report = _agreed(_read_with(COUNT.id), evolve(KNOWN, expires=TODAY))
    assert (report.verdict, report.exit_code, report.broken) == (Verdict.ACCEPTED, 0, [COUNT.promise])
    assert f"broken  {COUNT.promise}: " in as_text(report)
    assert f"accepted since {TODAY} until {TODAY}: ticket 4711" in as_text(report)
    written = json.loads(as_json(report))
    jsonschema.validate(written, schema("report"))
    (outcome,) = (one for one in written["outcomes"] if one["promise"] == COUNT.promise)
    assert outcome["accepted"] == {"reason": "ticket 4711", "since": str(TODAY), "expires": str(TODAY)}
    test = ET.fromstring(as_junit(report)).find(f".//testcase[@name='{COUNT.promise}']/skipped")
    assert test is not None
    assert "ticket 4711" in (test.get("message") or "")


def test_an_accepted_deviation_that_occurs_no_more_fails_the_run() -> None:
    report = _agreed(_read_with(), KNOWN)
    assert (report.verdict, report.exit_code) == (Verdict.ACCEPTED, 1)
    for written in (as_text(report), as_json(report), as_junit(report)):
        assert f"{COUNT.promise} is kept" in written
    assert ET.fromstring(as_junit(report)).get("failures") == "1"


@pytest.mark.parametrize(("faults", "verdict"), [([COUNT.id], Verdict.ACCUSED), ([], Verdict.ACCEPTED)])
def test_an_acceptance_that_has_expired_fails_the_run(faults: list[str], verdict: Verdict) -> None:
    report = _agreed(_read_with(*faults), evolve(KNOWN, expires=YESTERDAY))
    assert (report.verdict, report.exit_code) == (verdict, 1)
    assert f"expired on {YESTERDAY}" in as_text(report)


def test_what_was_not_judged_this_time_stays_accepted() -> None:
    assert _agreed(judged_with(plan=SHAPE_ALONE), KNOWN).exit_code == 0


def test_what_was_broken_once_is_neither_kept_nor_undecided_where_it_is_accepted() -> None:
    count, shape = (outcome_of(_read_with(), one) for one in (COUNT.promise, "LIST-SHAPE"))
    once = Outcome(count.promise, Status.NOT_EXERCISED, note="once", seen_once=True)
    report = evolve(_read_with(), outcomes=[once, shape])
    assert report.exit_code == 7
    assert _agreed(report, KNOWN).exit_code == 0


def _accepting(deviation: str) -> Report:
    return _agreed(judged_with(deviation), Acceptance(fault(deviation).promise, "known"))


def test_what_an_accepted_status_comes_with_is_judged_all_the_same() -> None:
    report = _accepting("CREATE-STATUS-PARTIAL")
    assert (report.exit_code, outcome_of(report, "CREATE-CONTENT-TYPE").status) == (0, Status.HELD)


@pytest.mark.parametrize("deviation", ["CREATE-HTML", "ID-TEXT", "PAGE-IGNORED", "GET-CUT", "UPDATE-VANISHES"])
def test_what_cannot_be_judged_beside_an_accepted_deviation_is_skipped_by_name(deviation: str) -> None:
    report = _accepting(deviation)
    dependent = [one for one in report.with_status(Status.SKIPPED) if one.is_dependent]
    assert report.verdict is Verdict.ACCEPTED, as_text(report)
    assert dependent
    assert f"without {fault(deviation).promise}" in dependent[0].note
    others = tuple(one.promise.id for one in report.with_status(Status.SKIPPED) if not one.is_dependent)
    known = Acceptance(fault(deviation).promise, "known")
    assert _agreed(report, known, may_skip=others, strict=True).exit_code == 0


def test_an_accepted_deviation_excuses_no_case_that_is_too_small() -> None:
    report = _agreed(judged(12, faults=[COUNT], plan=READING), KNOWN)
    assert report.exit_code == 7
    assert "there are too few actions (13); give a case with 43 or more" in as_text(report)


def test_suspected_harm_is_forgiven_by_no_acceptance() -> None:
    assert _accepting("UPDATE-OTHERS-CHANGED").verdict is Verdict.UNJUDGED


def test_strictly_what_is_skipped_fails_the_run_unless_it_was_agreed() -> None:
    report = _read_with()  # it reads the actions alone, and writes nothing
    skipped = tuple(one.promise.id for one in report.with_status(Status.SKIPPED))
    assert report.exit_code == 0
    assert _agreed(report, strict=True).exit_code == 7
    text = as_text(_agreed(report, strict=True))
    assert "CREATE-STATUS" in text
    assert f" {len(skipped)} not exercised, " in text
    assert f"but {len(skipped)} were not exercised: it was skipped (--strict, no may_skip): " in text
    assert _agreed(report, strict=True, may_skip=skipped).exit_code == 0
    assert _agreed(report, strict=True, may_skip=skipped[1:]).exit_code == 7


def test_what_need_not_be_exercised_may_be_missing() -> None:
    report = judged(12, plan=READING)
    missing = tuple(one.promise.id for one in report.with_status(Status.NOT_EXERCISED))
    assert (report.exit_code, _agreed(report, may_skip=missing).exit_code) == (7, 0)


FILE = """# What is known of acme.tines.com.
may_skip = ["TASKS-*", "getCase"]

[[accepted]]  # reviewed by Ada
promise = "LIST-COUNT-TOTAL"
reason = "ticket 4711"
since = 2026-11-01
expires = 2027-03-31

[[accepted]]
promise = "LIST-SHAPE"
reason = "label is null"
"""


def _read(path: Path, text: str) -> Agreement:
    path.write_text(text, "utf-8")
    return read_baseline(path)


def test_a_baseline_names_what_is_accepted_and_what_may_be_skipped(tmp_path: Path) -> None:
    agreement = _read(tmp_path / "a.toml", FILE)
    count, shape = agreement.accepted
    assert count == Acceptance(
        "LIST-COUNT-TOTAL", "ticket 4711", datetime.date(2026, 11, 1), datetime.date(2027, 3, 31)
    )
    assert shape == Acceptance("LIST-SHAPE", "label is null")
    assert set(agreement.may_skip) == {
        one.id for one in promises() if one.id.startswith("TASKS-") or one.operation == "getCase"
    }


BAD = {
    "no TOML": ("[[accepted", "cannot be read"),
    "too deep": ("may_skip = " + "[" * 5_000, "nested too deeply"),
    "too large": ("#" * (1024 * 1024 + 1), "larger than 1 MiB"),
    "another key": ("rate = 3", "there is no 'rate'"),
    "no such promise": ('[[accepted]]\npromise = "LIST-SHAPES"\nreason = "x"', "did you mean LIST-SHAPE"),
    "no promise": ('[[accepted]]\nreason = "x"', "there is no promise"),
    "no reason": ('[[accepted]]\npromise = "LIST-SHAPE"', "needs a reason"),
    "a blank reason": ('[[accepted]]\npromise = "LIST-SHAPE"\nreason = " "', "needs a reason"),
    "another field": ('[[accepted]]\npromise = "LIST-SHAPE"\nreason = "x"\nuntil = 2027-01-01', "has no 'until'"),
    "a date as text": ('[[accepted]]\npromise = "LIST-SHAPE"\nreason = "x"\nexpires = "2027-01-01"', "without quotes"),
    "a moment": ('[[accepted]]\npromise = "LIST-SHAPE"\nreason = "x"\nexpires = 2027-01-01T00:00:00', "without quotes"),
    "twice": (2 * '[[accepted]]\npromise = "LIST-SHAPE"\nreason = "x"\n', "accepted twice"),
    "no list": ("accepted = 3", "must be a table"),
    "skips no pattern": ('may_skip = "LIST-*"', "must be a list"),
    "skips nothing": ('may_skip = ["NONE-*"]', "matches no promise"),
}


@pytest.mark.parametrize("bad", BAD)
def test_a_baseline_that_makes_no_sense_is_a_matter_of_usage(bad: str, tmp_path: Path) -> None:
    text, why = BAD[bad]
    with pytest.raises(UsageError, match=why.replace("[", r"\[")) as raised:
        _read(tmp_path / "a.toml", text)
    assert "a.toml" in str(raised.value)


def _updated(text: str, report: Report, *given: Acceptance) -> str:
    return updated_baseline(text, report, given, TODAY)


def test_an_update_drops_what_occurs_no_more_and_keeps_all_else_as_it_stands() -> None:
    text = _updated(FILE, _read_with(COUNT.id))
    assert "LIST-SHAPE" not in text
    assert text.startswith(FILE[: FILE.index("\n\n[[accepted]]\n")])
    assert _updated(text, _read_with(COUNT.id)) == text


def test_an_update_adds_what_is_new_with_its_reason(tmp_path: Path) -> None:
    reason = 'a "quoted" reason \\ with é and \n a new line'
    broken = _read_with(COUNT.id, "AUTH-NO-KEY")
    text = _updated("", broken, Acceptance(COUNT.promise, reason))
    count, key = _read(tmp_path / "a.toml", text).accepted
    assert count == Acceptance(COUNT.promise, reason, TODAY)
    assert (key.promise, key.reason[:19]) == ("LIST-KEY-MISSING", "not explained yet: ")
    assert _agreed(broken, count, key).exit_code == 0


COMMENTED = '# [[accepted]]\n# promise = "LIST-SHAPE"\n'


def test_an_update_takes_no_comment_for_an_entry(tmp_path: Path) -> None:
    text = _updated(COMMENTED, _read_with(COUNT.id))
    assert text.startswith(COMMENTED)
    assert len(_read(tmp_path / "a.toml", text).accepted) == 1


def test_a_baseline_of_another_form_is_not_updated() -> None:
    with pytest.raises(UsageError, match="can be updated only where"):
        _updated('accepted = [{promise = "LIST-SHAPE", reason = "x"}]', _read_with())


def test_a_run_that_was_cut_short_takes_nothing_off_the_list() -> None:
    report = judged(plan=evolve(READING, max_requests=60))
    assert outcome_of(report, COUNT.promise).status is Status.HELD
    assert _agreed(report, KNOWN).disagreements == []


def test_an_update_leaves_what_has_expired_to_people() -> None:
    text = FILE.replace("2027-03-31", str(YESTERDAY))
    assert str(YESTERDAY) in _updated(text, _read_with(COUNT.id))


def test_what_was_accepted_stands_in_the_file_of_the_folder_until_it_is_mended(
    command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    baseline = tmp_path / "tines-contract.toml"

    def run(*given: str, only: str = "LIST-COUNT-TOTAL,LIST-KEY-MISSING") -> tuple[int, str]:
        options = ("-q", f"--tenant={server.origin}", f"--case={CASE}", f"--only={only}", *given)
        return command("run", *options, TINES_API_KEY=KEY)[:2]

    with serving(Handler.reply, full_tenant(faults=[COUNT])) as server:
        assert run()[0] == 1
        assert run(f"--accept={COUNT.promise}=ticket 4711", "--update-baseline")[0] == 0
        code, said = run()
        assert (code, "ticket 4711" in said) == (0, True)
        assert run("--tenant=fake", "--case=2")[0] == 0  # the file is about the live tenant
        server.fake = full_tenant()
        assert run()[0] == 1
        assert run("--update-baseline")[0] == 0
        assert "accepted" not in baseline.read_text()
        assert run("--strict", only="LIST-KEY-MISSING,CREATE-STATUS")[0] == 7
        baseline.write_text('may_skip = ["create*"]')
        assert run("--strict", only="LIST-KEY-MISSING,CREATE-STATUS")[0] == 0
