"""What people and machines meet on the project's pages: workflows, addresses, tags. What they name exists."""

import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tines_spec import load

ROOT = Path(__file__).resolve().parents[2]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
HOME = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["urls"]["Homepage"]
TEXTS = ("*.md", "*.toml", "*.y*ml", ".github/**/*.*", "docs/**/*.md", "examples/**/*.*", "scripts/**/*.*")


def _workflow(name: str) -> dict[str, Any]:
    return yaml.safe_load((GITHUB / "workflows" / f"{name}.yml").read_text("utf-8"))


def _steps(workflow: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_to_a_commit_and_says_which_version_that_is(path):
    used = re.findall(r"uses: (.+)", path.read_text("utf-8"))

    assert used
    assert [line for line in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_only_read_unless_a_job_says_more_and_runs_what_exists(path):
    workflow = yaml.safe_load(path.read_text("utf-8"))
    run = [word for step in _steps(workflow) for word in step.get("run", "").split()]

    assert workflow["permissions"] == {"contents": "read"}
    assert [word for word in run if re.match(r"(\.ci|scripts)/", word) and not (ROOT / word).is_file()] == []


def test_publishing_is_a_job_of_its_own_that_runs_nothing_of_the_repository():
    publish = _workflow("release")["jobs"]["publish"]

    assert publish["permissions"] == {"id-token": "write"}
    assert publish["environment"]["name"] == "pypi"
    assert [step["uses"].partition("@")[0] for step in publish["steps"]] == [
        "actions/download-artifact",
        "pypa/gh-action-pypi-publish",
    ]


def test_only_sdist_and_wheel_go_to_pypi():
    uploads = [step["with"] for step in _steps(_workflow("release")) if "upload-artifact@" in step.get("uses", "")]
    (distributions,) = (upload for upload in uploads if upload["name"] == "distributions")

    assert distributions["path"].split() == ["dist/*.whl", "dist/*.tar.gz"]


def test_the_project_has_one_address():
    """Whoever publishes it elsewhere changes pyproject.toml, and this names what is left."""
    owner = HOME.removeprefix("https://github.com/").removesuffix("/tines-cases")
    address = re.compile(r"(?:github|githubusercontent)\.com/([\w-]+)/tines-cases|([\w-]+)\.github\.io/tines-cases")
    found = {
        (path.name, one or other)
        for pattern in TEXTS
        for path in ROOT.glob(pattern)
        if path.is_file() and path.suffix not in (".png", ".pyc")
        for one, other in address.findall(path.read_text("utf-8"))
    }

    assert {("pyproject.toml", owner), ("config.yml", owner)} <= found
    assert [place for place in found if place[1] != owner] == []


VERSION = load()["info"]["version"]


@pytest.mark.parametrize(
    ("tag", "heading", "printed"),
    [
        (f"v{VERSION}", f"## [{VERSION}] - 2026-11-26", ""),
        ("v0.0.1", f"## [{VERSION}] - 2026-11-26", "the tag is v0.0.1: it has to agree"),
        (VERSION, f"## [{VERSION}] - 2026-11-26", f"the tag is {VERSION}: it has to agree"),
        (f"v{VERSION}", f"## [{VERSION}]", "CHANGELOG.md has no heading"),
    ],
)
def test_a_tag_is_released_only_where_spec_and_changelog_agree(tmp_path, tag, heading, printed):
    (script,) = (step["run"] for step in _steps(_workflow("release")) if "GITHUB_REF_NAME#" in step.get("run", ""))
    shutil.copy(ROOT / "openapi.yaml", tmp_path)
    (tmp_path / "CHANGELOG.md").write_text(f"## [Unreleased]\n\n{heading}\n", "utf-8")

    command, environment = ["bash", "-eo", "pipefail", "-c", script], {**os.environ, "GITHUB_REF_NAME": tag}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    assert done.stdout.startswith(printed)
    assert done.returncode == (1 if printed else 0)


def test_the_version_of_this_tree_has_its_heading():
    assert re.search(rf"^## \[{re.escape(VERSION)}\] - \d", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
