"""The recipes of examples/ci, each executed as far as it can be without the CI it is for."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from attrs import evolve, frozen

from contract_tests.suite.command.command_runs import ROOT, Command
from contract_tests.suite.tenants.plain_server import KEY, Handler, serving
from contract_tests.suite.tenants.tenants import CASE, OTHER_LISTS, READING_ALL, full_tenant, judged_tenant, state
from tines_contract.command.agreement import read_baseline
from tines_fake import FakeTenant

RECIPES = ROOT / "examples" / "ci"
NEEDED = {"TINES_TENANT", "TINES_CASE_ID", "TINES_API_KEY"}


@frozen
class Job:
    """A job of a recipe: its commands, the variables it is given, and the files it keeps."""

    name: str
    commands: list[str]
    variables: set[str]
    kept: set[str]


def _github(recipe: dict[str, Any]) -> Iterator[Job]:
    for name, job in recipe["jobs"].items():
        commands = [step["run"] for step in job["steps"] if "run" in step]
        uploads = [step["with"]["path"] for step in job["steps"] if "upload-artifact" in step.get("uses", "")]
        yield Job(name, commands, set(job.get("env", {})), {path for paths in uploads for path in paths.split()})


def _gitlab(recipe: dict[str, Any]) -> Iterator[Job]:
    for name, job in recipe.items():
        if not name.startswith("."):
            shared = recipe[job["extends"]]
            commands = [*shared["before_script"], *job["script"]]
            yield Job(name, commands, NEEDED, {*shared["artifacts"]["paths"], shared["artifacts"]["reports"]["junit"]})


JOBS = [
    *_github(yaml.safe_load((RECIPES / "github-actions.yml").read_text())),
    *_gitlab(yaml.safe_load((RECIPES / "gitlab-ci.yml").read_text())),
]


@pytest.fixture
def workspace(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A checkout with the baseline, in which a live tenant is at hand."""
    (tmp_path / "tines-contract.toml").write_text((RECIPES / "tines-contract.toml").read_text())
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_a_job_runs_as_it_stands(job: Job, workspace: Path, command: Command) -> None:
    install, *commands = job.commands
    assert shlex.split(install) == ["pip", "install", "tines-cases[contract]"]
    with serving(Handler.reply, full_tenant()) as server:
        known = {"TINES_TENANT": server.origin, "TINES_CASE_ID": str(CASE), "TINES_API_KEY": KEY}
        variables = {name: value for name, value in known.items() if name in job.variables}
        for line in commands:
            python, option, module, *arguments = shlex.split(line)
            assert (python, option, module) == ("python", "-m", "tines_contract")
            arguments.append("--only=LIST-*")  # what is judged is not the subject here
            assert command(*arguments, **variables)[0] == 0, line
    assert all((workspace / path).stat().st_size for path in job.kept)


@pytest.mark.parametrize(("actions", "items"), [(45, 3), (60, 45)])
def test_a_strict_run_that_reads_passes_with_the_baseline_of_the_recipes(actions: int, items: int) -> None:
    """Where other lists are short, and where the actions are more than one page."""
    strict = evolve(read_baseline(RECIPES / "tines-contract.toml"), strict=True)
    fake = FakeTenant(state=state(actions, tuple((name, items) for name in OTHER_LISTS)))
    assert strict.applied(judged_tenant(fake, READING_ALL), date.today()).exit_code == 0


def test_the_extra_that_the_recipes_install_is_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert (project["name"], "contract" in project["optional-dependencies"]) == ("tines-cases", True)


def test_the_commented_acceptance_of_the_recipe_is_one(tmp_path: Path) -> None:
    text = re.sub(r"^# (?=\[\[|\w+ = )", "", (RECIPES / "tines-contract.toml").read_text(), flags=re.MULTILINE)
    (tmp_path / "a.toml").write_text(text)
    (accepted,) = read_baseline(tmp_path / "a.toml").accepted
    assert accepted.promise == "LIST-COUNT-TOTAL"
