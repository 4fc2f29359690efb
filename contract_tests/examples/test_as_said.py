"""Each example says at its top how to install and run it, and runs as it says."""

import ast
import runpy
import sys
from pathlib import Path

import pytest
from flask.cli import ScriptInfo

from contract_tests.documentation.pages import PAGES, ROOT, Block, commands_of, text_of
from contract_tests.documentation.shell_lines import problem_of
from tines_fake import FakeTenant

PROGRAMS = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("examples/**/*.py"))
RUN_ELSEWHERE = ("through_a_corporate_proxy.py", "judge_the_sdk.py", "reference_tenant.py")
"""What needs a proxy, takes seconds, or serves until it is stopped; tests of their own run them."""


def _commands(program: str) -> list[list[str]]:
    """What stands indented at the top."""
    shown = ast.get_docstring(ast.parse(text_of(program))) or ""
    lines = "\n".join(line for line in shown.splitlines() if line.startswith("    "))
    return commands_of(Block(program, 1, "sh", "", lines, is_run=True))


RUNS = [words for one in PROGRAMS for words in _commands(one)[1:] if words[0] == "python"]


@pytest.mark.parametrize("program", PROGRAMS)
def test_each_example_says_how_to_install_and_run_it(program: str) -> None:
    first, *others = _commands(program)
    assert first[:2] == ["pip", "install"]
    assert [problem_of(words, ()) for words in (first, *others)] == [None] * (1 + len(others))
    assert any(Path(program).stem in word or word == "examples/testing" for word in others[0])


@pytest.mark.parametrize("words", [words for words in RUNS if not words[1].endswith(RUN_ELSEWHERE)], ids=" ".join)
def test_each_program_runs_as_it_says(
    words: list[str], tines_fake: FakeTenant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tines_fake.seed(FakeTenant.sample().to_json())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", words[1:])
    assert _exit_code(ROOT / words[1]) == 0


def _exit_code(program: Path) -> object:
    try:
        runpy.run_path(str(program), run_name="__main__")
    except SystemExit as end:
        return end.code
    return 0


def test_flask_finds_its_application(tines_fake: FakeTenant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESS_SECRET", "of this test")
    monkeypatch.setenv("PRESS_BUTTONS", "1/29907")
    monkeypatch.chdir(ROOT)
    ((_, _, application, _),) = _commands("examples/press_with_flask.py")[1:]
    routes = ScriptInfo(app_import_path=application).load_app().url_map.iter_rules()
    assert "/press" in {str(route) for route in routes}


@pytest.mark.parametrize("example", [*PROGRAMS, *(p.name for p in ROOT.glob("examples/*/*.yml")), "case_actions.ipynb"])
def test_each_example_is_linked_from_the_documentation(example: str) -> None:
    assert any(Path(example).name in text_of(page) for page in PAGES if page.startswith("docs/"))
