"""Judges a fake for each fault of what reads or writes single things, and prints what came. A program of its own."""

import json

from tines_contract import FakeTarget, Plan, judge
from tines_fake import FAULTS, FakeTenant, Fault
from tines_spec import operations, resource_of

OF_THINGS = [
    one.name for one in resource_of(operations()["listThings"]) if one is not None and one.name != "listThings"
]
EMPTY, FULL = 2, (1, 3)


def broken_by(fault: Fault) -> list[str]:
    fake = FakeTenant()
    for case in FULL:
        fake.add_many(f"/api/v2/cases/{case}/things", [{}] * 3)
    fake.add_case(EMPTY)
    fake.faults(fault)
    promises = {promise.id for promise in operations()[fault.operation].promises}
    plan = Plan(case_id=1, writing_case=EMPTY, generated=0, scenarios=0, lists=["listThings"], promises=promises)
    return judge(FakeTarget(fake), plan, pause=lambda _: None).broken


def main() -> None:
    faults = [one for one in FAULTS if one.operation in OF_THINGS]
    print(json.dumps({one.id: [one.promise, *broken_by(one)] for one in faults}))


if __name__ == "__main__":
    main()
