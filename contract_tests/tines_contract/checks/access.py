"""Checks of who may see and change what, and of what is refused: the same for each operation."""

from collections.abc import Iterator

from attrs import frozen

from tines_contract.checks.done import done
from tines_contract.evidence import Evidence
from tines_contract.finding import Check, Finding, Findings
from tines_contract.observation import Observation
from tines_contract.operations import Operation, operations
from tines_contract.purpose import Purpose


@frozen
class Refusal:
    """What has to be refused. statuses: with which; without any, a redirect and every 4XX will do."""

    promise: str
    purpose: Purpose
    statuses: tuple[int, ...] = ()


_REFUSALS = (
    Refusal("KEY-MISSING", Purpose.NO_KEY),
    Refusal("KEY-WRONG", Purpose.WRONG_KEY),
    Refusal("CASE-UNKNOWN", Purpose.UNKNOWN_CASE),
    Refusal("UNKNOWN", Purpose.UNKNOWN_ACTION),
    Refusal("REQUIRED", Purpose.INCOMPLETE, (400, 422)),
    Refusal("TYPE-KNOWN", Purpose.OTHER_TYPE, (400, 422)),
)


def _check(operation: Operation, refusal: Refusal) -> Check:
    promise = f"{operation.word}-{refusal.promise}"

    def asked(evidence: Evidence) -> list[Observation]:
        return [seen for seen in evidence.asked(operation.name) if seen.purpose is refusal.purpose]

    def judge(evidence: Evidence) -> Findings:
        for seen in evidence.asked(operation.name) if refusal.purpose is Purpose.INCOMPLETE else ():
            if seen.purpose is Purpose.ODD and seen.granted and not seen.request.body.lstrip().startswith(b"{"):
                told = (
                    f"a body that is no object, and so lacks what is required, is answered with {seen.response.status}"
                )
                yield Finding(promise, told, [seen])
        # Who may do nothing is refused for that, whatever the body.
        statuses = refusal.statuses if _granted(evidence, operation) else ()
        for seen in asked(evidence):
            status = seen.response.status
            # An action that is gone is refused as such, whatever the body.
            may_be = (*statuses, 404) if "id" in seen.arguments else statuses
            wrong = statuses and status not in may_be and seen.turned_away
            if seen.granted or wrong:
                yield Finding(promise, f"{refusal.purpose.value} is answered with {status}", [seen])
        yield from done(evidence, operation, refusal.purpose, promise)

    return Check(promise, judge, lambda evidence: _tried(evidence, operation, asked(evidence)))


def _granted(evidence: Evidence, operation: Operation) -> list[Observation]:
    """What the document allows, and was done."""
    return [seen for seen in evidence.asked(operation.name) if seen.allowed and seen.granted]


def _tried(evidence: Evidence, operation: Operation, asked: list[Observation]) -> bool:
    """Whether such a request was refused, and what the document allows was still granted after it."""
    granted = _granted(evidence, operation)
    return bool(granted) and any(
        seen.turned_away and evidence.index(seen) < evidence.index(granted[-1]) for seen in asked
    )


def _never_server_error(operation: Operation) -> Check:
    promise = f"{operation.word}-NEVER-SERVER-ERROR"

    def judge(evidence: Evidence) -> Findings:
        for seen in evidence.asked(operation.name):
            if seen.response.status >= 500:
                query = f"?{seen.request.query}" if seen.request.query else ""
                told = f"{seen.request.method} {seen.request.path}{query} is answered with {seen.response.status}"
                yield Finding(promise, told, [seen])

    def exercised(evidence: Evidence) -> bool:
        asked = evidence.asked(operation.name)
        return any(seen.purpose in (Purpose.ODD, Purpose.GONE) for seen in asked) and any(
            seen.granted for seen in asked
        )

    return Check(promise, judge, exercised)


def _checks() -> Iterator[Check]:
    for operation in operations().values():
        promised = {promise.id for promise in operation.promises}
        made = [_check(operation, refusal) for refusal in _REFUSALS]
        made.append(_never_server_error(operation))
        yield from (check for check in made if check.promise in promised)


CHECKS = tuple(_checks())
