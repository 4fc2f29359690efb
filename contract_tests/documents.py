"""openapi.yaml as fixtures, also where the conftest of all tests is not loaded: `nox -s spec` has no tenants."""

from copy import deepcopy
from typing import Any

import pytest


@pytest.fixture(scope="session")
def document_as_written() -> dict[str, Any]:
    """openapi.yaml, as its file says it."""
    import contract_document  # needs what some sessions do without

    return contract_document.read()


@pytest.fixture
def document(document_as_written: dict[str, Any]) -> dict[str, Any]:
    """A copy that a test may break."""
    return deepcopy(document_as_written)
