"""The documentation site as `nox -s docs` has made it."""

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--site", type=Path, help="where the documentation site is, as `nox -s docs` has made it")


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest) -> Path:
    folder = request.config.getoption("--site")
    if folder is None:
        pytest.fail("say where the site is, by --site, as `nox -s docs` does", pytrace=False)
    return Path(folder)
