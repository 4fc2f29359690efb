"""The document, as its file says it."""

from copy import deepcopy
from typing import Any

import contract_document
import pytest


@pytest.fixture(scope="session")
def document_as_written() -> dict[str, Any]:
    return contract_document.read()


@pytest.fixture
def document(document_as_written: dict[str, Any]) -> dict[str, Any]:
    """A copy that a test may break."""
    return deepcopy(document_as_written)
