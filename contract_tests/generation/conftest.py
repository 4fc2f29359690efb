"""A copy of the folder that generation works in."""

import shutil
from pathlib import Path

import contract_document
import pytest
from generate import House


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A copy of openapi.yaml and generated_client/, as they are committed."""
    here, copy = House(contract_document.ROOT), House(tmp_path)
    shutil.copy(here.source, copy.source)
    shutil.copytree(here.tree, copy.tree, ignore=shutil.ignore_patterns("__pycache__"))
    return copy
