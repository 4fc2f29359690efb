"""Checks of an answer's shape: status, content type, and the body against its schema."""

from collections.abc import Iterator

from tines_contract.evidence import Evidence
from tines_contract.finding import Check, Finding, Findings
from tines_contract.listing import is_json
from tines_contract.observation import Observation, Purpose
from tines_fake import Credentials


def _allowed(evidence: Evidence) -> Iterator[Observation]:
    """The answers to requests that the document allows, with the right key; what odd arguments bring is left open."""
    for seen in evidence.seen:
        if (
            seen.purpose is not Purpose.ODD
            and seen.request.credentials is Credentials.RIGHT
            and evidence.spec.allows(seen.request)
        ):
            yield seen


def status(evidence: Evidence) -> Findings:
    for seen in _allowed(evidence):
        if not evidence.spec.names(seen.response.status):
            told = f"the answer has status {seen.response.status}, which the document does not name"
            yield Finding("LIST-STATUS", told, [seen])


def content_type(evidence: Evidence) -> Findings:
    for seen in _allowed(evidence):
        if seen.response.status == 200 and not is_json(seen):
            said = seen.response.headers.get("content-type", "")[:60]
            yield Finding("LIST-CONTENT-TYPE", f"a 200 has the content type {said!r}, not application/json", [seen])


def shape(evidence: Evidence) -> Findings:
    for seen in _allowed(evidence):
        if seen.response.status != 200 or not is_json(seen):
            continue
        problems = evidence.spec.shape_problems(seen.response)
        if problems:
            more = f" (and {len(problems) - 1} more in this answer)" if len(problems) > 1 else ""
            yield Finding("LIST-SHAPE", f"{problems[0]}{more}", [seen])


CHECKS = (
    Check("LIST-STATUS", status, lambda e: any(seen.response.status == 200 for seen in _allowed(e))),
    Check("LIST-CONTENT-TYPE", content_type, lambda e: any(seen.response.status == 200 for seen in _allowed(e))),
    Check("LIST-SHAPE", shape, lambda e: any(page.items for page in e.listings)),
)
