"""Help, the version and completion."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import write_pages

from contract_tests.command_line.conftest import Run
from contract_tests.command_line.terminal import program_in
from tines_cases import __version__
from tines_cli.overview import COMMANDS

OURS = [tuple(words.split()) for words in re.findall("### tines-cases (.+)", write_pages.help_of_commands())]


@pytest.mark.parametrize("arguments", [("--help",), ("-h",)])
def test_the_front_page_names_each_command_and_the_environment(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.code, done.err) == (0, "")
    for word in (*COMMANDS, *(names[0] for names in OURS), "TINES_TENANT", "TINES_API_KEY", "Examples:"):
        assert word in done.out
    assert max(map(len, done.out.splitlines())) <= 80


@pytest.mark.parametrize("names", [*OURS, ("fake",), ("contract",), ("contract", "run")], ids=" ".join)
def test_each_command_has_help(run: Run, names: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = run(*names, "--help")
    assert done.code == 0
    if names not in OURS:  # of other packages, which are called otherwise by themselves
        assert done.out.startswith(f"usage: tines-cases {' '.join(names)} ")
        assert "python -m" not in done.out
    assert done.out.lower().startswith("usage: ")
    if names in OURS and "Commands:" not in done.out:
        assert f"tines-cases {' '.join(names)}" in done.out.partition("Options:")[2]
    prose = [line for line in done.out.splitlines() if not line.startswith("    tines-cases ")]
    assert [line for line in prose if len(line) > 80 or re.search(r"\w-$", line)] == []


def test_an_option_that_takes_several_values_says_so(run: Run) -> None:
    assert "The names of its tags. May be passed" in run("cases", "create", "--help").out


def test_the_version_is_that_of_the_package(run: Run) -> None:
    assert run("--version") == (0, f"tines-cases {__version__}\n", "")


@pytest.mark.parametrize(
    ("arguments", "not_needed"),
    [
        (["--help"], {"click", "rich", "tines_cases", "tines_runtime", "httpx", "attrs", "msgspec"}),
        (["sync", "--help"], {"rich", "tines_cases", "tines_spec", "tines_runtime", "httpx", "attrs", "msgspec"}),
        (["actions", "list", "--help"], {"rich", "tines_cases", "tines_runtime", "httpx", "msgspec"}),
    ],
)
def test_help_imports_nothing_that_it_does_not_need(arguments: list[str], not_needed: set[str]) -> None:
    code = f"import json, sys; from tines_cli.main import main; main({arguments}); print(json.dumps([*sys.modules]))"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert not_needed & set(json.loads(done.stdout.splitlines()[-1])) == set()


def test_a_pipe_does_not_wait_for_what_draws_tables() -> None:
    listed = "with running() as fake: fake.case(1).add_action(); main(['actions', 'list', '1'])"
    code = f"import sys; from tines_cli.main import main; from tines_fake import running\n{listed}"
    code += "\nprint('tines_cli.tables' in sys.modules)"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[1:] == ["False"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_a_script_for_each_shell(run: Run, shell: str) -> None:
    done = run("completion", shell)
    assert done.code == 0
    assert f"_TINES_CASES_COMPLETE={shell}_complete" in done.out


def test_bash_completes_commands_options_and_values(tmp_path: Path) -> None:
    script = """
        eval "$("$CLI" completion bash)"
        for line in "ta" "actions list --sh" "actions create 1 --type w"; do
            COMP_WORDS=(tines-cases $line) COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMPREPLY=()
            _tines_cases_completion "$CLI" && echo "${COMPREPLY[@]}"
        done
    """
    environment = {**os.environ, "CLI": str(program_in(tmp_path))}
    done = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("tasks\n--show-secrets\nwebhook\n", "")
