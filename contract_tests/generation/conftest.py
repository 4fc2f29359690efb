"""The document, and a copy of the folder that generation works in."""

import shutil
from copy import deepcopy
from pathlib import Path
from typing import Any

import contract_document
import pytest
from generate import House


@pytest.fixture(scope="session")
def document_as_written() -> dict[str, Any]:
    return contract_document.read()


@pytest.fixture
def document(document_as_written: dict[str, Any]) -> dict[str, Any]:
    """A copy that a test may break."""
    return deepcopy(document_as_written)


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A copy of openapi.yaml and generated_client/, as they are committed."""
    here, copy = House(contract_document.ROOT), House(tmp_path)
    shutil.copy(here.source, copy.source)
    shutil.copytree(here.tree, copy.tree, ignore=shutil.ignore_patterns("__pycache__"))
    return copy
