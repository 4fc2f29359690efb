"""Judges the fake through the SDK, with the whole suite, and prints what came out. A program of its own."""

import json

from judge_the_sdk import blocking

from tines_contract import FakeTarget, Plan
from tines_contract.client_side import judge_client
from tines_fake import FakeTenant


def main() -> None:
    plan = Plan(case_id=2, writing_case=3, generated=0, scenarios=0)
    report = judge_client(FakeTarget(FakeTenant.sample()), blocking, plan)
    things = [outcome for outcome in report.tenant.outcomes if outcome.promise.operation == "listThings"]
    print(
        json.dumps(
            {
                "verdicts": [report.tenant.verdict.value, report.verdict.value],
                "wrong": [[called.operation, *called.problems] for called in report.client_wrong],
                "calls": sorted({called.operation for called in report.calls if "Things" in called.operation}),
                "things": {outcome.promise.id: outcome.status.value for outcome in things},
            }
        )
    )


if __name__ == "__main__":
    main()
