"""`python -m tines_contract probe`: what it concludes of tenants with quirks, what it sends, and its evidence lines."""

import functools
import itertools
import json
from pathlib import Path

import pytest
import yaml

from contract_tests.suite.command.command_runs import Command
from contract_tests.suite.faults.covering import alternatives, quirks_of, rows_for_faults
from contract_tests.suite.tenants.busy_tenants import Wrapped
from contract_tests.suite.tenants.response_changes import refused
from tines_contract import FakeTarget, Plan
from tines_contract.command import probe_command
from tines_contract.command.probe_command import grade_at
from tines_contract.engine.questions.probing import Probing, likeness, probe, quirks_shown
from tines_contract.probes.questions import QUESTIONS
from tines_contract.transport.obstacles import ObstructedError
from tines_fake import FakeTenant, Quirks, Response, fault
from tines_fake.quirks import quirks_like
from tines_spec import promises

KEY = "fake-tenant-key"
READING, WRITING, SAME_CASE = Plan(2), Plan(2, writing_case=3), Plan(3, writing_case=3)
ROWS = list(itertools.product((READING, WRITING), rows_for_faults()))


def _probed(fake: FakeTenant, plan: Plan = WRITING) -> Probing:
    return probe(FakeTarget(fake), plan, pause=lambda _: None)


def _answers(found: Probing) -> dict[str, object]:
    return {one.question.point.id: one.answer.conclusion for one in found.answered}


@pytest.mark.parametrize("name", [name for name in alternatives() if name != "other_method"])  # which is not asked
def test_the_probe_names_a_quirk_of_a_tenant(name: str) -> None:
    others = {"smallest_page": 20} if name == "under_smallest" else {}
    for value in alternatives()[name][1:]:
        found = _probed(FakeTenant.sample(quirks=quirks_of({**others, name: value})))
        assert quirks_shown(found.answered) == {**others, name: value}


@pytest.mark.parametrize("row", range(len(ROWS)))
def test_a_fake_with_the_quirks_that_a_probe_found_answers_alike(row: int) -> None:
    plan, quirks = ROWS[row]
    found = _probed(FakeTenant.sample(quirks=quirks), plan)
    alike = likeness(found.answered, plan)
    assert alike.unlike == []
    assert _answers(alike.rehearsed) == _answers(found), quirks


def test_what_no_fake_can_be_like_is_said() -> None:
    found = _probed_target(_alike(b"", 418))
    unlike = {point.id: conclusion for point, conclusion in likeness(found.answered, WRITING).unlike}
    assert unlike.items() >= {"no_key": 418, "unknown_argument": 418}.items()


def test_a_probe_that_may_not_write_only_reads() -> None:
    fake = FakeTenant.sample()
    found = _probed(fake, READING)
    assert {one.request.method for one in fake.journal} == {"GET"}
    assert [one.question.point.id for one in found.answered] == sorted(
        (name for name, one in QUESTIONS.items() if not one.writes),
        key=lambda name: (not QUESTIONS[name].of_nothing, list(QUESTIONS).index(name)),
    )


@pytest.mark.parametrize("plan", [WRITING, SAME_CASE])
def test_all_that_a_probe_has_made_is_removed_and_nothing_else_is_touched(plan: Plan) -> None:
    fake = FakeTenant.sample()
    before = _contents(fake)
    found = _probed(fake, plan)
    assert (found.leftovers, found.cleanup_error, found.obstacle) == ([], "", None)
    assert len([one for one in found.answered if one.exchanges]) == len(QUESTIONS)
    assert _contents(fake) == before


def test_in_a_case_with_actions_all_of_them_are_never_replaced() -> None:
    fake = FakeTenant.sample()
    found = {one.question.point.id: one.answer for one in _probed(fake, Plan(2, writing_case=1)).answered}
    assert not [one for one in fake.journal if one.request.path.endswith("/batch")]
    assert all(
        found[name].why == "it takes a case that was empty" for name in ("batch_ids", "batch_order", "empty_batch")
    )


def _contents(fake: FakeTenant) -> list[object]:
    return [fake.case(case).actions for case in (1, 2, 3)]


def test_a_key_that_may_only_read_is_refused_before_anything_is_made() -> None:
    read_only = Wrapped(FakeTenant.sample(), refused(lambda request: request.method != "GET", 403)())
    with pytest.raises(ObstructedError, match="may not create actions"):
        probe(read_only, WRITING, pause=lambda _: None)


ODD = [
    b'{"actions": [{"id": 1, "query_params": "x", "created_at": {}}], "meta": {"count": "a", "per_page": []}}',
    b'{"actions": [7], "cases": [null], "tasks": {}, "meta": {}}',
    b'{"actions": {}, "meta": [], "author": {"id": {}}, "assignees": 7}',
    b"[" * 500,
    b"",
]


def test_a_tenant_whose_responses_make_no_sense_gets_no_more_than_unclear_answers() -> None:
    for body in ODD:
        found = _probed_target(_alike(body))
        assert len(found.answered) > 30
        assert not found.answered[0].answer.clear, body


def _probed_target(target: Wrapped) -> Probing:
    return probe(target, READING, pause=lambda _: None)


def _alike(body: bytes, status: int = 200) -> Wrapped:
    """A tenant with the same response to everything."""
    response = Response(status=status, headers={"content-type": "application/json"}, body=body)
    return Wrapped(FakeTenant.sample(), lambda *_: response)


def test_a_smallest_page_that_was_not_seen_is_not_guessed() -> None:
    is_small = refused(lambda request: request.params.get("per_page") in [str(size) for size in range(1, 10)])
    found = _probed_target(Wrapped(FakeTenant.sample(), is_small()))
    answers = {one.question.point.id: one.answer for one in found.answered}
    assert answers["smallest_page"].why == "1 is refused, and 19 is granted"


def test_the_place_of_each_question_is_in_openapi_yaml() -> None:
    grades = {name: grade_at(one.point.places[0]) for name, one in QUESTIONS.items()}
    assert {name for name, grade in grades.items() if grade == "assumed"} == {
        "owned_fields",
        "given_null",
        "unknown_type",
    }


def test_each_assumed_promise_of_a_create_has_a_question() -> None:
    assumed = {one.id for one in promises() if one.grade == "assumed" and one.operation == "createCaseAction"}
    assert assumed <= {one.point.places[0] for one in QUESTIONS.values()}


@pytest.fixture
def run(command: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs `probe` of a fake, which nobody waits for."""

    def called(*arguments: str, tenant: FakeTenant | None = None) -> tuple[int, str, str]:
        if tenant is not None:
            monkeypatch.setattr(FakeTenant, "sample", lambda: tenant)
        monkeypatch.setattr(probe_command, "probe", functools.partial(probe, pause=lambda _: None))
        return command("probe", "--tenant", "fake", *arguments, TINES_API_KEY=KEY)

    return called


def test_the_evidence_lines_are_yaml_that_goes_into_openapi_yaml(run: Command) -> None:
    code, said, messages = run()
    assert code == 0
    lines = said.partition("# Evidence for openapi.yaml")[2].splitlines()[1:]
    evidence = [yaml.safe_load(line) for line in lines if line.startswith("x-evidence")]
    assert len(evidence) > 40
    assert {(one["x-evidence"]["grade"], one["x-evidence"]["source"]) for one in evidence} == {("observed", "PROBE")}
    assert yaml.safe_load(lines[0])["PROBE"].keys() == {"title", "url", "edition"}
    assert "# GivenActionText.oneOf.1 (was assumed): Whether null takes a text away: taken" in lines
    assert "- {grade: observed, source: PROBE, rules: [SERVER-OWNED]}" in lines
    assert "unclear: none came; there may be some elsewhere" in said
    assert KEY not in said + messages


def test_what_is_printed_makes_a_fake_like_the_tenant(run: Command, tmp_path: Path) -> None:
    quirks, file = Quirks(largest_page=50, over_largest=422, charset=True), tmp_path / "probed.json"
    tenant = FakeTenant.sample(quirks=quirks)
    (_, text, _), (_, report, _) = run(tenant=tenant), run("--json", tenant=tenant)
    *_, python, _, line = text.splitlines()
    assert python == "Quirks(charset=True, largest_page=50, over_largest=422)"
    for printed in (line, report):
        file.write_text(printed)
        assert quirks_like(file) == quirks


def test_what_openapi_yaml_assumes_otherwise_is_said_and_is_no_evidence_for_it(run: Command) -> None:
    code, said, _ = run("--json", tenant=FakeTenant.sample(faults=[fault("CREATE-OWNED-TAKEN")]))
    assert code == 0
    owned = next(one for one in json.loads(said)["questions"] if one["id"] == "owned_fields")
    assert owned["was"] == "assumed"
    assert owned["contradicts"]
    assert "so change it" in owned["evidence"][0]
    assert owned["exchanges"][0]["status"] == 201


def test_a_case_that_is_not_there_is_one_sentence_with_its_exit_code(run: Command) -> None:
    code, said, messages = run("--case", "99")
    assert (code, said) == (4, "")
    announced, sentence = messages.splitlines()
    assert announced.startswith(
        "the fake in this process, case 99: writing to case 3, and removing what is made: about "
    )
    assert sentence.startswith("tines_contract: there is no case 99")
