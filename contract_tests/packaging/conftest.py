"""The wheel, as hatchling builds it, and an environment that holds nothing but it and what it needs."""

from pathlib import Path

import clean_environment
import pytest


@pytest.fixture(scope="session")
def root() -> Path:
    return clean_environment.ROOT


@pytest.fixture(scope="session")
def wheel(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That of a release, if there is one; else built without a network and without an environment of its own."""
    released = request.config.getoption("--distributions")
    if released is not None:
        (found,) = released.glob("*.whl")
        return Path(found)
    return clean_environment.build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def clean_python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that holds the wheel and its run-time dependencies, which are links to ours."""
    return clean_environment.make(tmp_path_factory.mktemp("clean"), wheel)
