"""The checks on exchanges that were recorded, such as a fake's journal: which promises are broken in them?"""

from collections.abc import Iterable

from tines_contract.checks import CHECKS
from tines_contract.contract.operations import operation_of
from tines_contract.evidence.evidence import Evidence
from tines_contract.evidence.finding import Finding
from tines_contract.evidence.observation import Observation
from tines_contract.probes.purpose import Purpose
from tines_fake import Credentials, Exchange


def breaches(exchanges: Iterable[Exchange]) -> list[Finding]:
    """What the checks find in exchanges with one tenant, in the order they were made.

        breaches(fake.journal)

    Nobody asks again here, and why a request was sent is told by the request alone: promises about cases and actions
    that do not exist are not judged.
    """
    evidence = Evidence([Observation(exchange, _purpose(exchange)) for exchange in exchanges])
    return [finding for check in CHECKS.values() for finding in check.judge(evidence)]


def _purpose(exchange: Exchange) -> Purpose:
    request = exchange.request
    operation = operation_of(request)
    if request.credentials is Credentials.NONE:
        return Purpose.NO_KEY
    if request.credentials is not Credentials.RIGHT:
        return Purpose.WRONG_KEY
    if operation is None or not operation.allows(request):
        return Purpose.ODD
    if operation.writes:
        return Purpose.WRITE
    return Purpose.READ if "id" in operation.path_arguments else Purpose.LIST_ALL
