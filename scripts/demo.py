"""Shows the whole idea at work, end to end, without a tenant: what `nox -s demo` runs."""

import sys

from contract_document import ROOT, GenerationError
from generate import House, write
from rich.console import Console
from rich.table import Table

from tines_cases import TinesClient
from tines_contract import FakeTarget, Plan, Report, Target, Verdict, judge, served_fake
from tines_fake import FAULTS, FakeTenant

CONSOLE = Console(highlight=False, soft_wrap=True)
LARGE_CASE, EMPTY_CASE = 2, 3
FAULT = next(fault for fault in FAULTS if fault.id == "PAGE-OVERLAP")
NEXT = """
[bold]What this was[/]
  openapi.yaml is the only source: the SDK is generated from it, the fake answers by it, the checks hold both to it.

[bold]What to try next[/], after pip install '.\\[contract]'
  python -m tines_fake                            a tenant to write code against, without Tines
  python -m tines_contract run --tenant served    the same checks, from the command line
  python -m tines_contract run --tenant https://acme.tines.com --case N
                                                  the same for your own tenant (TINES_API_KEY), by reading only
                                                  unless TINES_CONTRACT_WRITES=1
  nox -s tests                                    the tests, with the seeded faults that prove the checks
"""


def main() -> int:
    """Run the steps; 1 where one of them does not come out as it should."""
    _step("1  Generate the SDK from openapi.yaml")
    try:
        changed = write(House(ROOT))
    except GenerationError as error:
        CONSOLE.print(f"  nothing generated: {error}", markup=False)
        return 1
    CONSOLE.print(f"  generated_client/ {'is written anew' if changed else 'was up to date: nothing changed'}")
    with served_fake() as served:
        _step(f"2  Read a fake tenant through the SDK, at {served.origin}")
        _read(served.origin)
        _step("3  Judge both fakes by the promises of the document")
        sound = [_judged(FakeTarget(FakeTenant.sample())), _judged(served)]
    _step(f"4  Judge a fake that breaks one: {FAULT.description}")
    broken = _judged(FakeTarget(FakeTenant.sample(faults=[FAULT]), name="a broken fake"))
    CONSOLE.print(NEXT, end="")
    well = all(report.verdict is Verdict.ACCEPTED for report in sound) and broken.broken == [FAULT.promise]
    return 0 if well else 1


def _step(title: str) -> None:
    CONSOLE.print(f"\n[bold]{title}[/]")


def _read(origin: str) -> None:
    with TinesClient(origin, FakeTenant().api_key) as tines:
        page = tines.case_actions.list(1)
        table = Table("id", "label", "type", "story", "created", title=f"case {page.case_id}", title_justify="left")
        for action in page.actions:
            created = f"{action.created_at:%Y-%m-%d %H:%M}"
            table.add_row(str(action.id), action.label, str(action.action_type), action.story_name, created)
        CONSOLE.print(table)
        actions = tines.case_actions.iterate(LARGE_CASE)
        total = actions.total()
        read = sum(1 for _ in actions)
        CONSOLE.print(f"  case {LARGE_CASE}: {read:,} of {total:,} actions, page after page")


def _judged(target: Target) -> Report:
    report = judge(target, Plan(LARGE_CASE, writing_case=EMPTY_CASE, scenarios=5))
    found = [f"\n    {one.promise.id}: {one.findings[0].message}" for one in report.outcomes if one.findings]
    CONSOLE.print(f"  {target.name}: {report.verdict.value}, after {report.requests} requests" + "".join(found))
    return report


if __name__ == "__main__":
    sys.exit(main())
