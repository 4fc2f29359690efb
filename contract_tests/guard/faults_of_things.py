"""Judges a fake for each fault of what reads or writes single things, and prints what came. A program of its own.

For each that is the promises that are broken, and how many things stay in the case, and are not named as left.
"""

import json
from collections.abc import Iterable

from tines_contract import FakeTarget, Plan, Report, judge
from tines_fake import FAULTS, FakeTenant, Fault, Request, failures
from tines_spec import operations, resource_of

OF_THINGS = [
    one.name for one in resource_of(operations()["listThings"]) if one is not None and one.name != "listThings"
]
EMPTY, FULL = 2, (1, 3)


def judged(fault: Fault, *names: str) -> tuple[list[str], int, int]:
    fake = _tenant()
    fake.faults(fault)
    report = _report(fake, names)
    left = _ids(FakeTenant(state=fake.state))
    return report.broken, len(left), len(left - {one.number for one in report.leftovers})


def _tenant() -> FakeTenant:
    fake = FakeTenant()
    for case in FULL:
        fake.add_many(f"/api/v2/cases/{case}/things", [{}] * 3)
    fake.add_case(EMPTY)
    return fake


def _report(fake: FakeTenant, names: Iterable[str]) -> Report:
    promises = {promise.id for name in names for promise in operations()[name].promises}
    plan = Plan(case_id=1, writing_case=EMPTY, generated=0, scenarios=0, lists=["listThings"], promises=promises)
    return judge(FakeTarget(fake), plan, pause=lambda _: None)


def code_without_right_to(operation: str) -> int:
    """The exit code of a run that judges things alone, with a key that may not do something."""
    fake = _tenant()
    fake.faults(failures.status(403), operation=operation)
    return int(_report(fake, OF_THINGS).exit_code)


def _ids(fake: FakeTenant) -> set[int]:
    request = Request(origin=fake.origin, path=f"/api/v2/cases/{EMPTY}/things", query="kind=SMALL&size=50")
    return {thing["number"] for thing in json.loads(fake.answer(request).body)["things"]}


def main() -> None:
    found = {one.id: [one.promise, *judged(one, one.operation)] for one in FAULTS if one.operation in OF_THINGS}
    stale = next(one for one in FAULTS if one.id == "THING-STALE")
    codes = {name: code_without_right_to(name) for name in ("createCaseAction", "createThing")}
    print(json.dumps({"faults": found, "written": judged(stale, *OF_THINGS), "codes": codes}))


if __name__ == "__main__":
    main()
