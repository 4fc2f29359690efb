"""The example notebook in Jupyter, and the samples that need pandas: the requirements of `nox -s notebooks`."""

from pathlib import Path

import nbclient
import nbformat
import pytest

from contract_tests.documentation.pages import PAGES, ROOT, Reader, blocks_of, text_of
from tines_fake import FakeTenant

WITH_PANDAS = [page for page in PAGES if "<!-- needs pandas" in text_of(page)]


@pytest.fixture
def sample(tines_fake: FakeTenant) -> None:
    tines_fake.seed(FakeTenant.sample().to_json())


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where everything is written, also what Jupyter remembers."""
    for name in ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("sample", "tines_fake_server")
def test_the_notebook_runs_in_jupyter(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINES_CASE_ID", "2")
    notebook = nbformat.reads(text_of("examples/case_actions.ipynb"), as_version=4)
    nbclient.NotebookClient(notebook, resources={"metadata": {"path": str(own_folder)}}).execute()
    assert (own_folder / "actions.json").stat().st_size > 100_000
    assert not list((ROOT / "examples").glob("actions.json"))


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("page", WITH_PANDAS)
def test_the_samples_with_pandas_run(page: str, own_folder: Path) -> None:
    blocks = blocks_of(page)
    assert all(block.is_run for block in blocks)
    Reader(own_folder).read(blocks)


def test_there_are_samples_with_pandas() -> None:
    assert WITH_PANDAS
