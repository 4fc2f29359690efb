"""A release as `nox -s build` leaves it in a folder, and an environment with its wheel and all extras."""

from pathlib import Path

import clean_environment
import pytest


@pytest.fixture(scope="session")
def root() -> Path:
    return clean_environment.ROOT


@pytest.fixture(scope="session")
def release(request: pytest.FixtureRequest) -> Path:
    folder = request.config.getoption("--distributions")
    if folder is None:
        pytest.exit("--distributions says where the release lies: nox -s build makes one and judges it", returncode=2)
    return Path(folder).resolve()


@pytest.fixture(scope="session")
def wheel(release: Path) -> Path:
    (found,) = release.glob("*.whl")
    return found


@pytest.fixture(scope="session")
def sdist(release: Path) -> Path:
    (found,) = release.glob("*.tar.gz")
    return found
