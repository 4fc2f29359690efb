"""The documentation site as `nox -s docs` has made it, and small sites to break."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Made = subprocess.CompletedProcess[str]
Make = Callable[[dict[str, str]], Made]

# The rules of the real site, without what takes long.
_SETTINGS = f"""
INHERIT: {ROOT / "mkdocs.yml"}
docs_dir: docs
site_dir: site
nav: [index.md, how-to/*]
theme: {{custom_dir: {ROOT / "scripts/docs_site/theme"}}}
plugins: []
watch: []
hooks: [{ROOT / "scripts/docs_site/navigation.py"}, {ROOT / "scripts/docs_site/repository_pages.py"}]
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--site", type=Path, help="where the documentation site is, as `nox -s docs` has made it")


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest) -> Path:
    folder = request.config.getoption("--site")
    if folder is None:
        pytest.fail("say where the site is, by --site, as `nox -s docs` does", pytrace=False)
    return Path(folder)


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Makes a site of some pages, given by their paths, in the folder `site`."""

    def made(pages: dict[str, str]) -> Made:
        (tmp_path / "mkdocs.yml").write_text(_SETTINGS, "utf-8")
        for name, text in {"index.md": "# Home\n", **pages}.items():
            page = tmp_path / "docs" / name
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, "utf-8")
        command = [sys.executable, "-m", "mkdocs", "build"]
        environment = {**os.environ, "DOCS_NODE_MODULES": "", "NO_MKDOCS_2_WARNING": "true"}
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    return made
