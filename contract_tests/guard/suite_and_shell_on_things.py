"""The suite, also through the SDK, and `tines-cases` on a list that nobody has. `test_other_specs.py` runs this."""

import json
from pathlib import Path

import click
import pytest
from judge_the_sdk import blocking

from tines_cli.main import main
from tines_cli.running import root
from tines_contract import ExitCode, FakeTarget, Plan, Report, Verdict, judge
from tines_contract.client_side import judge_client
from tines_fake import FAULTS, FakeTenant, Fault, Request, failures
from tines_fake.faults.catalogue import shape_faults
from tines_spec import operations, resource_of

OF_THINGS = {one.name for one in resource_of(operations()["listThings"]) if one is not None} - {"listThings"}
FAULTS_OF_THINGS = {one.promise: one for one in FAULTS if one.operation in OF_THINGS}
EMPTY = 2
PATH, PAGE = "/api/v2/cases/3/things", {"size": "50", "leaf": "1"}


def promises_of(*names: str) -> set[str]:
    return {promise.id for name in names for promise in operations()[name].promises}


def test_neither_the_tenant_nor_the_sdk_is_accused() -> None:
    judged = promises_of("listThings", *OF_THINGS)
    plan = Plan(case_id=2, writing_case=3, generated=0, lists=["listThings"], promises=judged)
    report = judge_client(FakeTarget(FakeTenant.sample()), blocking, plan)
    assert (report.tenant.verdict, report.verdict) == (Verdict.ACCEPTED, Verdict.ACCEPTED), report.as_text()
    calls = {called.operation for called in report.calls}
    assert {name for name in calls if "Things" in name} == {"listThings", "listThings*"}
    things = [one.status.value for one in report.tenant.outcomes if one.promise.operation == "listThings"]
    assert len(things) > 15
    assert set(things) == {"held"}


def test_every_promise_about_a_thing_has_its_fault() -> None:
    assert FAULTS_OF_THINGS.keys() == promises_of(*OF_THINGS)


@pytest.fixture
def fake() -> FakeTenant:
    fake = FakeTenant()
    for case in (1, 3):
        fake.add_many(f"/api/v2/cases/{case}/things", [{}] * 3)
    fake.add_case(EMPTY)
    return fake


def report_of(fake: FakeTenant, *names: str) -> Report:
    plan = Plan(case_id=1, writing_case=EMPTY, generated=0, lists=["listThings"], promises=promises_of(*names))
    return judge(FakeTarget(fake), plan, pause=lambda _: None)


def left_by(fake: FakeTenant, report: Report) -> set[int]:
    """What stays in the case that a run writes to, and is not named as left."""
    request = Request(origin=fake.origin, path=f"/api/v2/cases/{EMPTY}/things", query="kind=SMALL&size=50")
    things = json.loads(FakeTenant(state=fake.state).respond(request).body)["things"]
    return {thing["number"] for thing in things} - {one.number for one in report.leftovers}


@pytest.mark.parametrize("fault", FAULTS_OF_THINGS.values(), ids=lambda one: one.id)
def test_a_fault_of_a_thing_breaks_its_promise_and_what_was_made_is_removed_or_named(
    fake: FakeTenant, fault: Fault
) -> None:
    fake.faults(fault)
    report = report_of(fake, fault.operation)
    assert report.broken == [fault.promise]
    assert left_by(fake, report) == set()


def test_what_is_read_by_its_id_as_it_was_before_is_removed_all_the_same(fake: FakeTenant) -> None:
    """A thing has no second field that carries the mark."""
    fake.faults(next(one for one in FAULTS if one.id == "THING-STALE"))
    report = report_of(fake, *OF_THINGS)
    assert (report.broken, report.leftovers, left_by(fake, report)) == (["THING-AS-LISTED"], [], set())


def test_a_list_may_say_less_of_a_part_than_the_item_alone(fake: FakeTenant) -> None:
    fake.faults(next(one for one in shape_faults() if one.id == "THINGS-SHAPE-THINGS-MAKER-KEY-DROPPED"))
    assert report_of(fake, "getThing").broken == []


@pytest.mark.parametrize(
    ("operation", "code"), [("createCaseAction", ExitCode.ACCEPTED), ("createThing", ExitCode.NOT_AUTHORISED)]
)
def test_a_run_of_one_list_needs_the_right_to_write_that_one_alone(
    fake: FakeTenant, operation: str, code: ExitCode
) -> None:
    fake.faults(failures.status(403), operation=operation)
    assert report_of(fake, *OF_THINGS).exit_code is code


def test_things_are_read_and_written_in_the_shell(
    tines_fake: FakeTenant, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def run(command: str) -> tuple[int, str, str]:
        return (main(f"things {command}".split()), *capsys.readouterr())

    tines_fake.add_case(3)
    (tmp_path / "remark").write_text("Under the sofa.\n", "utf-8")
    assert "things" in root.list_commands(click.Context(root))
    described = run("--help")[1]
    assert "Show the thing THING of the case CASE." in described
    commands = [line.split()[0] for line in described.partition("Commands:\n")[2].splitlines()]
    assert commands == ["create", "delete", "get", "list", "lose", "update"]
    lacking = "error: Missing option '--lost' (see tines-cases things create --help)\n"
    assert run("create 3 --name Hat") == (2, "", lacking)
    assert run("create 3 --name Hat --no-lost --weight 0.5 --maker-id 4")[2] == "created thing 1 on case 3\n"
    assert run("update 3 1 --remark Old. --no-weight --lost")[2] == "updated thing 1 of case 3\n"
    assert "Lose the thing THING of the case CASE, and show it." in run("lose --help")[1]
    assert "--lost" not in run("lose --help")[1]
    assert '"lost":true' in run(f"lose 3 1 --file {tmp_path / 'remark'}")[1]
    assert run("list 3 --kind small --no-lost --since -1") == (0, "", "")
    assert '\n1       Hat   true  {"id":4,' in run("list 3 --kind small --table")[1]
    assert run("list 3 --kind small --name cap --table") == (0, "", "no things\n")
    assert '"weight":null,"remark":"Under the sofa.\\n"' in run("get 3 1")[1]
    assert run("delete 3 1 --yes") == (0, "", "deleted thing 1 of case 3\n")
    assert [(one.method, one.path, dict(one.params), one.json) for one in tines_fake.journal.requests()] == [
        ("POST", PATH, {}, {"name": "Hat", "lost": False, "weight": 0.5, "maker_id": 4}),
        ("PUT", f"{PATH}/1", {}, {"remark": "Old.", "lost": True, "weight": None}),
        ("PUT", f"{PATH}/1", {}, {"remark": "Under the sofa.\n", "lost": True}),
        ("GET", PATH, {"kind": "SMALL", "lost": "false", "since": "-1", **PAGE}, None),
        ("GET", PATH, {"kind": "SMALL", **PAGE}, None),
        ("GET", PATH, {"narrowed[names][]": "cap", "kind": "SMALL", **PAGE}, None),
        ("GET", f"{PATH}/1", {}, None),
        ("DELETE", f"{PATH}/1", {}, None),
    ]
