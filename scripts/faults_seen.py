"""What the SDK does with each fault that the fake tenant can have: writes docs/faults-seen-by-the-client.md.

    PYTHONPATH=examples python scripts/faults_seen.py

Each fault's tenant is asked the same few things through the SDK, and all its pages.
"""

import functools
import sys
from collections.abc import Collection, Generator, Iterable, Iterator
from pathlib import Path

from attrs import frozen
from judge_the_sdk import TAKES, blocking

from tines_contract import FakeTarget
from tines_contract.client_side import ALL_PAGES, Called, Client, Odd, Through
from tines_contract.client_side.oddities import in_words
from tines_contract.contract.case_actions import LIST
from tines_contract.probes.action_requests import ActionRequests
from tines_contract.probes.bodies import Bodies
from tines_contract.probes.probe import Probe
from tines_contract.probes.purpose import Purpose
from tines_fake import FAULTS, Credentials, FakeTenant, Fault, Quirks, Response
from tines_fake.shape_faults import shape_faults
from tines_fake.state import State
from tines_spec import operation_at

DOCUMENT = Path(__file__).parents[1] / "docs" / "faults-seen-by-the-client.md"
CASE, OTHER_CASE, UNKNOWN = 7, 8, 2147483646
TO_DELETE = 200
TWICE = "LIST-PAGES-DISJOINT"
_SEVERAL_PAGES = Quirks(largest_page=50)
_NOT_SEEN = "not seen"
_INTRODUCTION = """# Faults as the client sees them

Written by `PYTHONPATH=examples python scripts/faults_seen.py`: what the SDK does with each fault of the fake tenant
(`tines_fake.FAULTS` and `shape_faults()`), held by a test in `contract_tests/client/through_the_suite`.
An error is raised, or the value is given as it came: [what comes of odd answers](odd-answers.md) has each such value.
*Not seen* is what no single answer shows, or what no call of the SDK asks for: that is for the suite to find.
"""


def asked_by_all(builder: ActionRequests) -> Generator[Probe, Response, None]:
    """A few requests of each operation, those that are refused among them; the case has actions, and another none."""
    bodies, other = Bodies("tines-contract"), ActionRequests(builder.origin, OTHER_CASE)
    yield builder.list(Purpose.WALK)
    yield builder.list(Purpose.WALK, size=21, number=2)
    yield builder.list(Purpose.UNKNOWN_CASE, case=UNKNOWN)
    yield builder.reads.page(Purpose.WRONG_KEY, credentials=Credentials.WRONG)
    yield builder.get(Purpose.READ, 1)
    yield builder.get(Purpose.READ, 1)
    yield builder.get(Purpose.UNKNOWN_ITEM, UNKNOWN)
    yield other.create(Purpose.WRITE, bodies.full())
    yield other.create(Purpose.WRITE, {**bodies.shortest(), "query_params": None})
    yield builder.update(Purpose.WRITE, 1, {"label": bodies.label()})
    yield builder.update(Purpose.WRITE, 1, {"url": bodies.url(), "action_text": None})
    yield other.delete(Purpose.WRITE, TO_DELETE)
    yield builder.delete(Purpose.UNKNOWN_ITEM, UNKNOWN)
    yield other.replace(Purpose.WRITE, {"actions": [bodies.full(), bodies.shortest()]})


@functools.cache
def _state() -> State:
    """More actions than two pages hold, where a page holds 50 at most."""
    fake = FakeTenant()
    given = {"action_text": "Go", "query_params": {"a": True, "b": 1.5}}
    fake.add_many(f"/api/v2/cases/{CASE}/actions", [given] * 120)
    fake.add_action(OTHER_CASE, id=TO_DELETE)
    return fake.state


def calls_of(
    client: Client,
    faults: Iterable[Fault] = (),
    operation: str | None = None,
    quirks: Quirks = _SEVERAL_PAGES,
    takes: Collection[Odd] = TAKES,
) -> list[Called]:
    """What comes of these requests, or of those for one operation, and of all pages, through a client."""
    fake = FakeTenant(faults=faults, quirks=quirks, state=_state())
    through = Through(FakeTarget(fake), client, takes)
    for asked in asked_by_all(ActionRequests(fake.origin, CASE)):
        found = operation_at(asked.request.method, asked.request.path)
        if found is not None and operation in (None, found.name):
            through.send(asked.request)
    if operation in (None, LIST):
        through.all_pages(CASE)
    return through.calls


@frozen
class Row:
    """What the SDK does with a fault: in a call of its operation, and where it reads all pages by itself."""

    fault: Fault
    call: str
    pages: str

    @property
    def outcome(self) -> str:
        if self.fault.operation != LIST or self.pages == self.call:
            return self.call
        return f"{self.call}; `iterate`: {self.pages}"


def row_of(fault: Fault) -> Row:
    """What the SDK does with one fault."""
    calls = calls_of(blocking, [fault], fault.operation)
    wrong = [told for called in calls for told in called.told]
    if wrong:
        raise RuntimeError(f"{fault.id}: the SDK is wrong: {', '.join(wrong)}")
    return Row(fault, _outcome(calls, fault.operation), _outcome(calls, ALL_PAGES))


def _outcome(calls: Iterable[Called], operation: str) -> str:
    """The same for all calls that show it."""
    found = {_of_call(called) for called in calls if called.operation == operation and _shows(called)}
    if operation == ALL_PAGES and any(TWICE in called.unsound and not called.raised for called in calls):
        found.add("each action once")
    return " or ".join(sorted(found)) or _NOT_SEEN


def _shows(called: Called) -> bool:
    """Whether it shows the fault: by an odd answer, or by pages that the SDK can't read to their end."""
    return bool(called.odd) or (called.raised is not None and bool(called.unsound))


def _of_call(called: Called) -> str:
    return f"as it came ({in_words(called.odd)})" if called.raised is None else f"`{called.raised}`"


def document() -> str:
    """The whole page."""
    return "\n".join([_INTRODUCTION, *_table(FAULTS), *_table_of_shapes()]) + "\n"


def _table(faults: Iterable[Fault]) -> Iterator[str]:
    title = "Listing" if faults is FAULTS else "All else"
    yield from (f"## {title}", "", "| fault | what the tenant does | the SDK |", "| --- | --- | --- |")
    grouped: dict[tuple[str, str], list[str]] = {}
    for row in map(row_of, faults):
        grouped.setdefault((row.fault.description, row.outcome), []).append(row.fault.id)
    for (told, outcome), ids in grouped.items():
        yield f"| {', '.join(ids)} | {told} | {outcome} |"
    yield ""


def _table_of_shapes() -> Iterator[str]:
    """By what is done to a property of a page, and then by what comes of it."""
    yield from (
        "## Each property of a page",
        "",
        "| what is done to it | the properties | the SDK |",
        "| --- | --- | --- |",
    )
    grouped: dict[tuple[str, str], list[str]] = {}
    for row in map(row_of, shape_faults()):
        name, _, how = row.fault.description.partition(": ")
        grouped.setdefault((how, row.outcome), []).append(f"`{name}`")
    for (how, outcome), names in sorted(grouped.items()):
        yield f"| {how} | {', '.join(dict.fromkeys(names))} | {outcome} |"


def main() -> int:
    """Write the page."""
    DOCUMENT.write_text(document(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
