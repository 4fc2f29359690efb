"""openapi.yaml and the site as fixtures, also where the conftest of all tests is not loaded, as by `nox -s spec`."""

from copy import deepcopy
from pathlib import Path
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


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest) -> Path:
    """The documentation site, as it has been made."""
    folder = request.config.getoption("--site")
    if folder is None:
        pytest.fail("say where the documentation site is, by --site, as `nox -s docs` does", pytrace=False)
    return Path(folder).resolve()
