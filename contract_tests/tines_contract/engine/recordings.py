"""The checks on exchanges that were recorded, such as a fake's journal: which promises are broken in them?"""

from collections.abc import Iterable

from tines_contract.checks import CHECKS
from tines_contract.contract.parents import item_argument
from tines_contract.contract.validation import allows
from tines_contract.evidence.evidence import Evidence
from tines_contract.evidence.finding import Finding
from tines_contract.evidence.observation import Observation
from tines_contract.probes.purpose import Purpose
from tines_fake import Credentials, Exchange
from tines_spec import operation_at


def breaches(exchanges: Iterable[Exchange]) -> list[Finding]:
    """What the checks find in exchanges with one tenant, in the order they were made.

        breaches(fake.journal)

    Nothing is sent again, and the purpose of a request follows from the request alone: promises about cases and items
    that do not exist are not judged.
    """
    evidence = Evidence([Observation(exchange, _purpose(exchange)) for exchange in exchanges])
    return [finding for check in CHECKS.values() for finding in check.judge(evidence)]


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
