"""The recipes for buttons as code: each job's commands, as they stand there, against a served tenant."""

import os
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from contract_tests.command_line.terminal import program_in
from contract_tests.documentation.pages import text_of
from tines_fake import FakeTenant

SECRET = "https://hooks.acme.test/s3cr3t"
GITHUB = yaml.safe_load(text_of("examples/ci/github-buttons.yml"))["jobs"]
GITLAB = yaml.safe_load(text_of("examples/ci/gitlab-buttons.yml"))
JOBS = ("plan", "apply", "drift")
COMMANDS: dict[str, dict[str, list[str]]] = {
    "GitHub": {job: [step["run"] for step in GITHUB[job]["steps"] if "run" in step] for job in JOBS},
    "GitLab": {job: [*GITLAB[".buttons"]["before_script"], *GITLAB[job]["script"]] for job in JOBS},
}


@pytest.mark.parametrize("where", COMMANDS)
def test_a_recipe_comments_applies_and_finds_drift(where: str, tines_fake_server: FakeTenant, tmp_path: Path) -> None:
    tines_fake_server.case(1).add_action(label="Old", url="", action_type="page")
    (tmp_path / "buttons").mkdir()
    (tmp_path / "buttons" / "1.yaml").write_text(
        "case: 1\nactions:\n- {label: Go, action_type: webhook, url: '${HOOK}'}\n"
    )
    (tmp_path / "secrets.env").write_text(variables := f"HOOK={shlex.quote(SECRET)}\n")
    program = program_in(tmp_path)
    for name in ("pip", "gh", "curl"):
        (program.parent / name).write_text(f'#!/bin/sh\necho {name} "$@" >> calls\n')
        (program.parent / name).chmod(0o755)
    environment: dict[str, Any] = {
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "BUTTONS_ENV": variables if where == "GitHub" else str(tmp_path / "secrets.env"),
    }

    def run(job: str) -> tuple[int, str]:
        command = ["bash", "-ec", "\n".join(COMMANDS[where][job])]
        done = subprocess.run(
            command, cwd=tmp_path, env=os.environ | environment, capture_output=True, text=True, check=False
        )
        assert "s3cr3t" not in done.stdout + done.stderr
        return done.returncode, done.stdout

    assert run("plan") == (0, "")
    comment = (tmp_path / "comment.md").read_text()
    assert comment.startswith("```json\n{")
    assert '"title": "Go"' in comment
    assert "s3cr3t" not in comment
    assert "comment.md" in (tmp_path / "calls").read_text().splitlines()[-1]
    assert run("drift")[0] == 1
    assert [action["label"] for action in tines_fake_server.case(1).actions] == ["Old"]
    assert run("apply")[0] == 0
    assert [(action["label"], action["url"]) for action in tines_fake_server.case(1).actions] == [("Go", SECRET)]
    assert run("drift")[0] == 0
