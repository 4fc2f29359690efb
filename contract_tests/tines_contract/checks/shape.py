"""Checks of an answer's shape, the same for each operation: status, content type, body, timestamps."""

from collections.abc import Iterator

from tines_contract.evidence import Evidence
from tines_contract.finding import Check, Finding, Findings
from tines_contract.observation import Observation
from tines_contract.operations import Operation, operations
from tines_contract.purpose import Purpose
from tines_contract.timestamps import moment

_NOT_OF_THE_CASE = (Purpose.UNKNOWN_CASE, Purpose.OTHER_CASE)
_TIMES = ("created_at", "updated_at")


def _allowed(evidence: Evidence, operation: Operation) -> list[Observation]:
    """The answers to requests that the document allows, with the right key."""
    return [seen for seen in evidence.asked(operation.name) if seen.allowed]


def _successes(evidence: Evidence, operation: Operation) -> list[Observation]:
    return [seen for seen in _allowed(evidence, operation) if seen.response.status == operation.success]


def _status(operation: Operation) -> Check:
    promise = f"{operation.word}-STATUS"

    def judge(evidence: Evidence) -> Findings:
        for seen in _allowed(evidence, operation):
            if not operation.names(seen.response.status):
                told = f"the answer has status {seen.response.status}, which the document does not name"
                yield Finding(promise, told, [seen])

    return Check(promise, judge, lambda evidence: bool(_successes(evidence, operation)))


def _content_type(operation: Operation) -> Check:
    promise = f"{operation.word}-CONTENT-TYPE"

    def judge(evidence: Evidence) -> Findings:
        for seen in _successes(evidence, operation):
            if not seen.is_json:
                said = f"the content type {seen.media_type}" if seen.media_type else "no content type that can be read"
                told = f"a {operation.success} has {said}, not application/json"
                yield Finding(promise, told, [seen])

    return Check(promise, judge, lambda evidence: bool(_successes(evidence, operation)))


def _shape(operation: Operation) -> Check:
    promise = f"{operation.word}-SHAPE"

    def judge(evidence: Evidence) -> Findings:
        for seen in _successes(evidence, operation):
            problems = operation.shape_problems(seen.response) if seen.is_json else []
            if problems:
                more = f" (and {len(problems) - 1} more in this answer)" if len(problems) > 1 else ""
                yield Finding(promise, f"{problems[0]}{more}", [seen])

    return Check(promise, judge, lambda evidence: any(answer.items for _, answer in evidence.answered(operation.name)))


def _timestamps(operation: Operation) -> Check:
    promise = f"{operation.word}-TIMESTAMPS"

    def judge(evidence: Evidence) -> Findings:
        for seen, answer in evidence.answered(operation.name):
            for item in answer.items:
                for name in _TIMES:
                    if moment(item[name]) is None:
                        told = f"action {item['id']}: {name} is no timestamp of RFC 3339, but {_form(item[name])!r}"
                        yield Finding(promise, told, [seen])

    return Check(promise, judge, lambda evidence: any(answer.items for _, answer in evidence.answered(operation.name)))


def _case_named(operation: Operation) -> Check:
    promise = f"{operation.word}-CASE-NAMED"

    def judge(evidence: Evidence) -> Findings:
        for seen, answer in evidence.answered(operation.name):
            if seen.purpose not in _NOT_OF_THE_CASE and str(answer.body["case_id"]) != seen.case:
                told = f"case {seen.case} was asked for, and case_id is {answer.body['case_id']}"
                yield Finding(promise, told, [seen])

    return Check(promise, judge, lambda evidence: bool(evidence.answered(operation.name)))


def _form(text: str) -> str:
    """The form of a text without what it says: 9 for a digit, a for a letter."""
    return "".join("9" if c.isdigit() else "a" if c.isalpha() else c for c in text)[:40]


def _checks() -> Iterator[Check]:
    made = (_status, _content_type, _shape, _timestamps, _case_named)
    for operation in operations().values():
        promised = {promise.id for promise in operation.promises}
        yield from (check for make in made if (check := make(operation)).promise in promised)


CHECKS = tuple(_checks())
