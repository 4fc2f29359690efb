"""Compares the operations that another document and openapi.yaml both have."""

from tines_contract.spec_comparison.authentication import compare_authentication
from tines_contract.spec_comparison.difference import SpecComparison
from tines_contract.spec_comparison.parameters import compare_parameters, parameters_of
from tines_contract.spec_comparison.responses import compare_bodies_sent, compare_responses
from tines_contract.spec_comparison.schemas import Compared, Found
from tines_contract.spec_comparison.spec_document import SpecDocument, SpecOperation
from tines_spec import document, operations


def compare_specs(theirs: SpecDocument) -> SpecComparison:
    """Compare it with openapi.yaml. Raises UsageError."""
    ours = SpecDocument("openapi.yaml", document(), is_3_0=False)
    mine, others = _by_place(ours), _by_place(theirs)
    common = [place for place in mine if place in others]
    return SpecComparison(
        document=theirs.name,
        differences=[one for place in common for one in _compare(ours, theirs, mine[place], others[place])],
        common=[mine[place].name for place in common],
        ours_only=[one.name for place, one in mine.items() if place not in others],
        theirs_only=[one.name for place, one in others.items() if place not in mine],
    )


def _by_place(of: SpecDocument) -> dict[tuple[str, str], SpecOperation]:
    return {(one.method, one.path.rstrip("/")): one for one in of.operations()}


def _compare(ours: SpecDocument, theirs: SpecDocument, mine: SpecOperation, other: SpecOperation) -> Found:
    operation = operations()[mine.said["operationId"]]
    at = Compared(ours, theirs, operation, "", is_response=True)
    of_request = Compared(ours, theirs, operation, "", is_response=False)
    yield from compare_authentication(at, other)
    yield from compare_parameters(of_request, parameters_of(ours, mine), parameters_of(theirs, other))
    yield from compare_bodies_sent(at, mine, other)
    yield from compare_responses(at, mine, other)
