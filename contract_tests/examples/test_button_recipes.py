"""The recipes for buttons as code: the commands of each job or step, as they stand there, against a served tenant."""

import os
import subprocess
from pathlib import Path

import pytest
import yaml

from contract_tests.command_line.terminal import program_in
from contract_tests.documentation.pages import text_of
from tines_fake import FakeTenant

SECRET = "https://hooks.acme.test/s3cr3t"
VARIABLES = f"HOOK='{SECRET}'\n"
FILE = "case: 1\nactions:\n- {label: Go, action_type: webhook, url: '${HOOK}'}\n"
GITHUB = yaml.safe_load(text_of("examples/ci/github-buttons.yml"))["jobs"]["buttons"]["steps"]
GITLAB = yaml.safe_load(text_of("examples/ci/gitlab-buttons.yml"))
RECIPES = {
    "GitHub": {one["name"]: one["run"] for one in GITHUB if "name" in one},
    "GitLab": {
        name: "\n".join([*GITLAB[".buttons"]["before_script"], *one["script"]])
        for name, one in GITLAB.items()
        if name != ".buttons"
    },
}


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_comments_applies_and_finds_drift(recipe: str, tines_fake_server: FakeTenant, tmp_path: Path) -> None:
    tines_fake_server.case(1).add_action(label="Old", url="", action_type="page")
    (tmp_path / "buttons").mkdir()
    (tmp_path / "buttons" / "1.yaml").write_text(FILE)
    (tmp_path / "secrets.env").write_text(VARIABLES)
    folder = program_in(tmp_path).parent
    for name in ("pip", "gh", "curl"):
        (folder / name).write_text(f'#!/bin/sh\necho {name} "$@" >> calls\n')
        (folder / name).chmod(0o755)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    variables = VARIABLES if recipe == "GitHub" else str(tmp_path / "secrets.env")

    def run(job: str) -> int:
        command = ["env", f"PATH={path}", f"BUTTONS_ENV={variables}", "bash", "-ec", RECIPES[recipe][job]]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert "s3cr3t" not in done.stdout + done.stderr
        return done.returncode

    def commented() -> str:
        assert "comment.md" in (tmp_path / "calls").read_text()
        return (tmp_path / "comment.md").read_text()

    assert (run("plan"), run("drift")) == (0, 1)
    assert "  + create 'Go'\n" in commented()
    assert "s3cr3t" not in commented()
    assert [action["label"] for action in tines_fake_server.case(1).actions] == ["Old"]
    assert (run("apply"), run("drift")) == (0, 0)
    assert [(action["label"], action["url"]) for action in tines_fake_server.case(1).actions] == [("Go", SECRET)]
    (tmp_path / "buttons" / "1.yaml").write_text("case: 1\n")
    assert run("plan") == 2
    assert "it must be an object of case or cases, not both, and one at least" in commented()
