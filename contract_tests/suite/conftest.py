"""The results of cells, each with the time it took, which contract_tests/summaries.py sums up."""

from collections.abc import Callable

import pytest

from contract_tests.suite.matrix import Cell, Result, result
from contract_tests.suite.tenants import judged as judged_tenant
from contract_tests.summaries import CELL_SECONDS
from tines_contract import Report


@pytest.fixture(scope="session")
def judged() -> Callable[..., Report]:
    """Judges a fake tenant by the laws alone, in milliseconds."""
    return judged_tenant


@pytest.fixture
def results(request: pytest.FixtureRequest) -> Callable[[Cell], Result]:
    """The results of the cells that a test needs."""

    def of(cell: Cell) -> Result:
        found = result(cell)
        request.node.user_properties.append((CELL_SECONDS, found.seconds))
        return found

    return of
