"""Each sample of README and docs runs as it stands there: Python on the sample tenant, the rest checked by its kind.

The blocks of a page share their names, and `TinesClient()` reaches what `python -m tines_fake` serves.
"""

import inspect
import json
import logging
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from contract_tests.command_line.terminal import program_in
from contract_tests.documentation.pages import (
    PAGES,
    Block,
    Reader,
    blocks_of,
    commands_of,
    defined_tests,
    notebook,
    text_of,
)
from contract_tests.documentation.shell_lines import problem_of
from tines_fake import FakeTenant
from tines_spec import Operation, operation_at, operations

HTTP_API = "docs/reference/http-api.md"
CALLS = [block for block in blocks_of(HTTP_API) if block.language in ("sh", "python") and "export " not in block.code]
WITH_PYTHON = [page for page in PAGES if page != HTTP_API and blocks_of(page, "python")]
TESTS = [(page, name) for page in WITH_PYTHON for block in blocks_of(page) for name in defined_tests(block)]
SHOWN = [block for page in PAGES for block in blocks_of(page) if block not in CALLS]
OTHERS = [block for block in SHOWN if block.language not in ("python", "output")]


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Where the reader is, and saves files. What was imported from there, or set up for the log, is undone."""
    before = set(sys.modules)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    logger = logging.getLogger("tines_cases")
    level, handlers = logger.level, list(logger.handlers)
    yield tmp_path
    logger.setLevel(level)
    logger.handlers[:] = handlers
    for name in set(sys.modules) - before:
        if (tmp_path / f"{name}.py").exists():
            del sys.modules[name]


@pytest.fixture
def reader(tines_fake: FakeTenant, folder: Path) -> Reader:
    """Reads beside a fake tenant that holds the sample."""
    tines_fake.seed(FakeTenant.sample().to_json())
    return Reader(folder)


@pytest.mark.parametrize("page", WITH_PYTHON)
def test_the_samples_of_a_page_run_in_order(page: str, reader: Reader) -> None:
    reader.read(blocks_of(page))


def _operation_above(block: Block) -> Operation | None:
    above = "\n".join(text_of(block.page).splitlines()[: block.line])
    return operation_at(*re.findall(r"^`([A-Z]+) (/\S+)`$", above, flags=re.MULTILINE)[-1])


def test_each_operation_has_three_samples() -> None:
    found = sorted(operation.name for block in CALLS if (operation := _operation_above(block)))
    assert found == sorted([*operations()] * 3)


@pytest.mark.parametrize("block", CALLS, ids=lambda block: block.place)
def test_each_sample_of_the_api_calls_its_operation(block: Block, tines_fake_server: FakeTenant, folder: Path) -> None:
    """On a tenant of its own, since some delete what others read."""
    tines_fake_server.seed(FakeTenant.sample().to_json())
    if block.language == "sh":
        subprocess.run(["bash", "-euc", block.code], check=True, capture_output=True)
    else:
        Reader(folder).read([block])
    journal = tines_fake_server.journal
    assert {operation_at(one.method, one.path) for one in journal.requests()} == {_operation_above(block)}
    assert all(200 <= one.status < 300 for one in journal.responses())


def test_the_cells_of_the_notebook_run_in_order(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """`nox -s notebooks` runs it in Jupyter."""
    monkeypatch.setenv("TINES_CASE_ID", "2")
    reader.read(notebook("examples/case_actions.ipynb"))
    assert Path("actions.json").read_text("utf-8").count('"label"') == 1203


def test_the_notebook_holds_no_output() -> None:
    cells = json.loads(text_of("examples/case_actions.ipynb"))["cells"]
    assert [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")] == []


@pytest.mark.parametrize(("page", "name"), TESTS)
def test_each_test_that_is_shown_passes(
    page: str, name: str, reader: Reader, request: pytest.FixtureRequest, tines_fake: FakeTenant
) -> None:
    reader.read(blocks_of(page))
    tines_fake.reset()
    shown = reader.names.get(name) or getattr(import_module(_file_of(page, name)), name)
    shown(**{fixture: request.getfixturevalue(fixture) for fixture in inspect.signature(shown).parameters})


def _file_of(page: str, name: str) -> str:
    (title,) = (block.title for block in blocks_of(page) if name in defined_tests(block))
    return title.removesuffix(".py")


def _check_shell(block: Block) -> None:
    saved = [one.title for one in blocks_of(block.page) if one.title]
    problems = [problem for words in commands_of(block) if (problem := problem_of(words, saved))]
    assert problems == [], block.place


def _accept(block: Block) -> None:
    """Anything is text."""


KINDS: Mapping[str, Callable[[Block], Any]] = {
    "json": lambda block: json.loads(block.code),
    "sh": _check_shell,
    "text": _accept,
    "toml": lambda block: tomllib.loads(block.code),
    "yaml": lambda block: yaml.safe_load(block.code),
}


@pytest.mark.parametrize("block", OTHERS, ids=lambda block: block.place)
def test_each_other_block_is_valid_for_its_kind(block: Block) -> None:
    assert block.language in KINDS, f"{block.place}: say which language this is"
    if block.is_run:
        KINDS[block.language](block)


def test_each_command_of_the_command_line_works(tines_fake_server: FakeTenant, tmp_path: Path) -> None:
    """One after the other, as docs/how-to/use-the-command-line.md shows them."""
    program = program_in(tmp_path)
    for number in (1, 3):
        tines_fake_server.add_case(number)
    tines_fake_server.case(1).add_actions([{"label": "Claim case"}, {"label": "Escalate"}])
    blocks = [block.code for block in blocks_of("docs/how-to/use-the-command-line.md", "sh")]
    script = "\n".join(block for block in blocks if "pip install" not in block)
    if shutil.which("jq") is None:
        script = re.sub(r"\| jq .*", "> /dev/null", script)
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "exit code 4" in done.stdout
    copied = [[action["label"] for action in tines_fake_server.case(number).actions] for number in (1, 3)]
    assert copied[0] == copied[1]
    assert sorted(copied[0]) == ["Claim case", "Escalate"]
