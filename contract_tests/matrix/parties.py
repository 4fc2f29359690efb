"""Whom the suite is held against, each with what came out, by promise or by operation."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

from attrs import frozen
from contestants import stock_generated
from judge_the_sdk import TOLERATES, awaited, blocking
from reference_tenant import make_app, sample

from contract_tests.matrix.clients import stock, tapi
from contract_tests.peers.conftest import DOCUMENT, Node
from tines_contract import FakeTarget, OriginTarget, Plan, Status, Target, judge
from tines_contract.client_side import Client, ClientReport, judge_client
from tines_contract.engine.recordings.recordings import judged_recording
from tines_fake import FakeTenant, Quirks
from tines_fake.serving.uvicorn_server import serving

KEY = "key"
WORDS = {
    Status.BROKEN: "broken",
    Status.NOT_EXERCISED: "not observed",
    Status.SKIPPED: "not asked",
    Status.CRASHED: "suite error",
}
GENERATIONS: Mapping[str, Mapping[str, Any]] = {
    "fake, oldest": {"item": "oldest", "action_text": "absent", "no_query_params": "absent", "timestamps": "offset"},
    "fake, in between": {"item": "page-emoji", "largest_page": 50, "next_page_number": False, "batch_order": "turned"},
    "fake, newer than known": {"unknown_fields": True, "unknown_types": True, "timestamps": "milliseconds"},
}

Groups = Sequence[Mapping[str, Any]]
"""What is not as it should be: each with a word, why, and of which promises or operations."""


@frozen
class Party:
    """name: as a column is called. what: in a sentence. groups: what is not kept, and not right."""

    name: str
    what: str
    groups: Groups


def tenants(node: Node) -> Iterator[Party]:
    """Those that are judged promise by promise."""
    yield Party("fake", "The fake of this project, as it comes.", _judged(FakeTarget(FakeTenant.sample()), _plan()))
    for name, quirks in GENERATIONS.items():
        what = f"The fake with {', '.join(f'{one}={value!r}' for one, value in quirks.items())}."
        yield Party(name, what, _judged(FakeTarget(FakeTenant.sample(quirks=Quirks(**quirks))), _plan()))
    with serving(make_app(sample(), KEY)) as origin:
        what = "examples/reference_tenant.py: case actions alone, in one file."
        with closing(OriginTarget(origin, KEY, requests_a_minute=None)) as target:
            yield Party("reference tenant", what, _judged(target, Plan(case_id=1, writing_case=2)))
    with node.prism("mock", str(DOCUMENT)) as origin:
        what = "Prism's mock of openapi.yaml. It stores nothing, so nothing is written to it."
        with closing(OriginTarget(origin, KEY, requests_a_minute=None)) as target:
            yield Party("Prism", what, _judged(target, Plan(case_id=1)))
    fake = FakeTenant.sample()
    judge(FakeTarget(fake), _plan())
    yield Party("recording", "What was exchanged with the fake in such a run, judged again.", _recorded(fake))


def clients() -> Iterator[Party]:
    """Those that are judged operation by operation, in front of the fake."""
    known: Mapping[str, tuple[str, Client]] = {
        "TinesClient": ("The SDK of this project.", blocking),
        "AsyncTinesClient": ("The same, for asyncio and trio.", awaited),
        "stock client": ("What openapi-python-client makes of openapi.yaml by itself.", stock),
        "tapi": ("tapi 0.2.3, somebody else's client.", tapi),
    }
    plan = Plan(case_id=2, writing_case=3, generated=0, scenarios=0)
    with stock_generated():
        for name, (what, client) in known.items():
            target = FakeTarget(FakeTenant.sample())
            yield Party(name, what, _of_client(judge_client(target, client, plan, name=name, tolerates=TOLERATES)))


def _plan() -> Plan:
    return Plan(case_id=2, writing_case=3, makes_cases=True)


def _judged(target: Target, plan: Plan) -> Groups:
    report = judge(target, plan)
    bad = (one for one in report.outcomes if one.status is not Status.HELD)
    return _grouped((WORDS[one.status], _why(one), one.promise.id) for one in bad)


def _why(outcome: Any) -> str:
    if outcome.findings:
        return str(outcome.findings[0].message)
    return str(outcome.note)


def _recorded(fake: FakeTenant) -> Groups:
    found = judged_recording(fake.journal)
    return _grouped(
        [
            *(("broken", one.message, one.promise) for one in (*found.broken, *found.assumed)),
            *(("suspected", one.message, one.promise) for one in found.suspected),
            *(("not observed", "A recording does not show it.", one.id) for one in found.not_shown),
        ]
    )


def _of_client(report: ClientReport) -> Groups:
    wrong: dict[str, str] = {one.operation: one.problems[0] for one in reversed(report.client_wrong)}
    return _grouped(
        [
            *(("wrong", why, name) for name, why in wrong.items()),
            *(("not offered", "It has no call for it.", name) for name in report.not_offered),
            *(("not asked", "", name) for name in report.unasked),
        ]
    )


def _grouped(cells: Any) -> Groups:
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for word, why, what in cells:
        groups[word, why] += [what] if what not in groups[word, why] else []
    return [{"word": word, "why": why, "of": of} for (word, why), of in groups.items()]
