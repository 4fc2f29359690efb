"""`python -m tines_contract probe`: asks a tenant what the documentation leaves open, and prints evidence."""

import datetime
import json
from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from tines_contract.command.chosen_run import chosen_plan
from tines_contract.command.options import CASE, REACHING, TENANT, Command, Option
from tines_contract.command.target_options import target_options
from tines_contract.engine.questions.probing import Answered, Likeness, Probing, likeness, probe, rehearse
from tines_contract.evidence.excerpt import excerpt
from tines_contract.evidence.observation import Observation
from tines_contract.probes.plan import RunPlan
from tines_contract.probes.questions.question import shown
from tines_contract.promises.addresses import request_line
from tines_contract.report.json_report import json_text
from tines_contract.report.output import Messages, show
from tines_contract.report.readable import in_lines, printable
from tines_contract.report.remains import named
from tines_contract.transport.obstacles import ExitCode
from tines_contract.transport.targets import Target
from tines_spec import evidence, promises

_SOURCE = "PROBE"
_WIDTH, _MOST_SHOWN = 160, 500


def probe_tenant(given: Namespace, say: Messages) -> int:
    """Ask a tenant. Raises UsageError, UnreachableError, ObstructedError."""
    plan = chosen_plan(given.tenant, given.case)
    with target_options(given).target() as target:
        say(_announcement(plan, target))
        found = probe(target, plan, say)
    today, alike = datetime.date.today(), likeness(found.answered, plan)
    show(json_text(_written(found, alike, today)) if given.json else in_lines((*_lines(found, today), *_fake(alike))))
    for problem in _problems(found, plan.mark):
        say(problem)
    if found.obstacle is not None:
        return found.obstacle.code
    return ExitCode.ACCUSED if found.leftovers or found.cleanup_error else ExitCode.ACCEPTED


def _announcement(plan: RunPlan, target: Target) -> str:
    """What is about to be sent, counted on a fake."""
    fake, _ = rehearse(plan, {})
    rate = target.requests_a_minute
    what = f"writing to case {plan.writing_case}, and removing what is made" if plan.writes else "reading"
    limit = "" if rate is None else f" at {rate} a minute"
    return f"{target.name}, case {plan.case_id}: {what}: about {len(fake.journal)} requests{limit}"


def _problems(found: Probing, mark: str) -> Iterator[str]:
    if found.obstacle is not None:
        yield f"not all was asked: {found.obstacle.message}"
    if found.cleanup_error:
        yield found.cleanup_error
    yield from (named(one, mark) for one in found.leftovers)


def _lines(found: Probing, today: datetime.date) -> Iterator[str]:
    for one in found.answered:
        answer = one.answer
        yield f"{one.question.point.id}: {one.question.point.question}"
        yield f"  {printable(str(answer), _MOST_SHOWN)}" if answer.clear else f"  unclear: {answer.why}"
        for line in dict.fromkeys(f"{_exchange(seen)}: {excerpt(seen)[:_WIDTH]}" for seen in one.exchanges):
            yield f"    {line}"
    yield ""
    yield "# Evidence for openapi.yaml. Its source, for info.x-sources:"
    title = "A live tenant, asked by tines_contract probe"
    yield f"{_SOURCE}: {{title: '{title}', url: 'https://YOUR-TENANT', edition: '{today}'}}"
    for one in found.answered:
        yield from _evidence(one, today)


def _fake(alike: Likeness) -> Iterator[str]:
    """How a fake becomes like the tenant, as Python and as JSON."""
    yield ""
    for point, conclusion in alike.unlike:
        yield f"# No fake does this: {point.id}: {point.question}: {printable(shown(conclusion), _MOST_SHOWN)}"
    yield "# A fake that behaves like this tenant:"
    yield str(alike)
    yield "# The same, for python -m tines_fake --like FILE:"
    yield json.dumps(alike.quirks)


def _exchange(seen: Observation) -> str:
    """The request with its status. What is sent is of this command's own making."""
    request = seen.request
    body = f", {request.body.decode('utf-8', 'replace')[:_WIDTH]}" if request.body else ""
    return printable(f"{seen.response.status} {request_line(request)}, {request.credentials.value}{body}", _MOST_SHOWN)


def _evidence(one: Answered, today: datetime.date) -> Iterator[str]:
    """The lines for one answer; none where it is unclear."""
    if not one.answer.clear:
        return
    place = one.question.point.places[0]
    said = f"{place} (was {grade_at(place)}): {one.question.point.question}: {printable(str(one.answer), _MOST_SHOWN)}"
    if one.answer.contradicts:
        yield f"# {said}: that is not as openapi.yaml has it, so change it"
        return
    yield f"# {said}"
    template = next((promise.name for promise in promises() if promise.id == place), "")
    evidence = f"grade: observed, source: {_SOURCE}"
    yield f"- {{{evidence}, rules: [{template}]}}" if template else f"x-evidence: {{{evidence}, seen: '{today}'}}"


def grade_at(place: str) -> str:
    """What openapi.yaml says of a place: `assumed`, or `open` where something else than this has evidence there."""
    grades = {promise.id: promise.grade for promise in promises()}
    return "assumed" if "assumed" in (grades.get(place), evidence().get(place, {}).get("grade")) else "open"


def _written(found: Probing, alike: Likeness, today: datetime.date) -> dict[str, Any]:
    return {
        "schema_version": 2,
        "obstacle": None if found.obstacle is None else found.obstacle.message,
        "cleanup_error": found.cleanup_error,
        "leftovers": [{"case": one.case, "action": one.number} for one in found.leftovers],
        "quirks": alike.quirks,
        "unlike": [{"id": point.id, "conclusion": conclusion} for point, conclusion in alike.unlike],
        "questions": [_entry(one, today) for one in found.answered],
    }


def _entry(one: Answered, today: datetime.date) -> dict[str, Any]:
    answer, point = one.answer, one.question.point
    return {
        "id": point.id,
        "question": point.question,
        "quirk": point.quirk or None,
        "place": point.places[0],
        "was": grade_at(point.places[0]),
        "conclusion": answer.conclusion,
        "note": answer.note or None,
        "unclear": answer.why or None,
        "contradicts": answer.contradicts,
        "exchanges": [
            {"request": _exchange(seen), "status": seen.response.status, "response": excerpt(seen)}
            for seen in one.exchanges
        ],
        "evidence": list(_evidence(one, today)),
    }


PROBE = Command(
    "probe",
    "ask a tenant what the documentation leaves open",
    probe_tenant,
    (TENANT, *REACHING, CASE, Option("--json", "print it as JSON", action="store_true")),
)
