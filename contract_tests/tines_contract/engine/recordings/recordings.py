"""The checks on exchanges that were recorded, such as a fake's journal: which promises are broken in them?"""

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from tines_contract.checks import CHECKS
from tines_contract.checks.check import Check
from tines_contract.engine.recordings.recorded_lists import recorded_readings
from tines_contract.evidence.evidence import Evidence, Finding
from tines_contract.evidence.observation import Observation
from tines_contract.probes.probe import Purpose
from tines_contract.promises.lists import item_argument
from tines_contract.promises.validation import allows
from tines_fake import Credentials, Exchange
from tines_spec import Promise, operation_at, promises


def breaches(exchanges: Iterable[Exchange]) -> list[Finding]:
    """What the checks find in exchanges with one tenant, in the order they were made.

        breaches(fake.journal)

    Nothing is sent again, and the purpose of a request follows from the recording alone: promises about cases and items
    that do not exist are not judged. If somebody writes whose requests are not recorded, that can look like a breach:
    `judged_recording` tells the two apart.
    """
    return [finding for _, finding in _Judgement(exchanges).found()]


@frozen
class JudgedRecording:
    """What a recording shows of a tenant.

    broken: what one response shows by itself. suspected: what several responses show, for somebody else may have
    written between them; and server errors, for the tenant may have been down. A recording cannot be asked again.
    assumed: what breaks no more than an assumption. held, not_shown: the other promises.
    """

    broken: Sequence[Finding]
    suspected: Sequence[Finding]
    assumed: Sequence[Finding]
    held: Sequence[Promise]
    not_shown: Sequence[Promise]


def judged_recording(exchanges: Iterable[Exchange]) -> JudgedRecording:
    """What a recording of traffic with a live tenant shows of it."""
    judgement = _Judgement(exchanges)
    found = list(judgement.found())
    by_id = {promise.id: promise for promise in promises()}
    accusing = [pair for pair in found if by_id[pair[1].promise].accuses]
    certain = [finding for check, finding in accusing if _is_certain(check, finding)]
    broken = {one.promise for one in certain}
    clean = [promise for promise in by_id.values() if promise.id not in {finding.promise for _, finding in found}]
    held = [promise for promise in clean if judgement.shows(promise)]
    return JudgedRecording(
        broken=certain,
        suspected=[finding for _, finding in accusing if finding.promise not in broken],
        assumed=[finding for _, finding in found if not by_id[finding.promise].accuses],
        held=held,
        not_shown=[promise for promise in clean if promise not in held],
    )


def _is_certain(check: Check, finding: Finding) -> bool:
    """Whether neither somebody else who writes nor an outage can look like this."""
    shown = {id(seen.exchange) for seen in finding.shown_by}
    return len(shown) == 1 and not check.race_prone and all(seen.response.status < 500 for seen in finding.shown_by)


class _Judgement:
    """The checks on all that was recorded, and on each reading of a list."""

    def __init__(self, exchanges: Iterable[Exchange]) -> None:
        recorded = list(exchanges)
        self._whole = Evidence([Observation(exchange, _purpose(exchange)) for exchange in recorded])
        self._readings = recorded_readings(recorded)

    def found(self) -> Iterator[tuple[Check, Finding]]:
        """All findings. What all that was recorded shows is not looked for in readings again."""
        known: set[str] = set()
        for check in CHECKS.values():
            for finding in check.judge(self._whole):
                known.add(check.promise)
                yield check, finding
        for operation, evidence in self._readings:
            for check in CHECKS.values():
                if check.operation == operation and check.promise not in known:
                    yield from ((check, finding) for finding in check.judge(evidence))

    def shows(self, promise: Promise) -> bool:
        """Whether there is enough to hold a promise."""
        check = CHECKS.get(promise.id)
        if check is None:
            return False
        of_its_own = (evidence for operation, evidence in self._readings if operation == check.operation)
        return any(check.exercised(evidence) for evidence in (self._whole, *of_its_own))


def _purpose(exchange: Exchange) -> Purpose:
    request = exchange.request
    operation = operation_at(request.method, request.path)
    if request.credentials is Credentials.NONE:
        return Purpose.NO_KEY
    if request.credentials is not Credentials.RIGHT:
        return Purpose.WRONG_KEY
    if operation is None or not allows(operation, request):
        return Purpose.ODD
    if operation.writes:
        return Purpose.WRITE
    return Purpose.READ if item_argument(operation) is not None else Purpose.LIST_ALL
