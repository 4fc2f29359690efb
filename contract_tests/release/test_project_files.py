"""What people and machines meet on the project's pages: workflows, addresses, tags. What they name exists."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import check_tag
import pytest
import yaml

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


def _sessions() -> set[str]:
    """Those of the noxfile, by the names that they are called by."""
    noxfile = (ROOT / "noxfile.py").read_text("utf-8")
    named = re.findall(r'@nox\.session(?:\(name="([^"]+)".*\))?\ndef (\w+)', noxfile)
    return {name or function for name, function in named}


def _named_sessions(text: str) -> set[str]:
    """Those of commands, which stand in a step of a workflow or in backticks."""
    commands = re.findall(r"(?:run: python -m |`)nox -s ([^`\n]+)", text)
    return {name for command in commands for name in command.partition("-- ")[0].split()}


def test_every_session_that_is_named_exists():
    files = [
        *WORKFLOWS,
        *GITHUB.glob("ISSUE_TEMPLATE/*"),
        GITHUB / "PULL_REQUEST_TEMPLATE.md",
        *ROOT.glob("*.md"),
        *ROOT.glob(".pre*.yaml"),
    ]
    named = {name for path in files for name in _named_sessions(path.read_text("utf-8"))}
    named = named - {"${{", "matrix.session", "}}"} | set(
        _workflow("ci")["jobs"]["session"]["strategy"]["matrix"]["session"]
    )

    assert {"api", "build", "docs", "first_steps", "tests"} <= named
    assert named - _sessions() == set()


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


SPEC = "openapi: 3.1.0\ninfo:\n  version: 0.1.0\n"
CHANGELOG = "## [Unreleased]\n\n## [0.1.0] - 2026-11-26\n"


@pytest.mark.parametrize(
    ("tag", "changelog", "expected"),
    [
        ("v0.1.0", CHANGELOG, None),
        ("v0.1.1", CHANGELOG, "the tag is v0.1.1, and info.version of openapi.yaml is 0.1.0: they have to agree"),
        ("0.1.0", CHANGELOG, "the tag is 0.1.0, and info.version of openapi.yaml is 0.1.0: they have to agree"),
        ("v0.1.0", "## [Unreleased]\n", "CHANGELOG.md has no heading '## [0.1.0] - YYYY-MM-DD'"),
        ("v0.1.0", "## [0.1.0]\n", "CHANGELOG.md has no heading '## [0.1.0] - YYYY-MM-DD'"),
    ],
)
def test_a_tag_is_released_only_where_spec_and_changelog_agree(tag, changelog, expected):
    assert check_tag.problem(tag, SPEC, changelog) == expected


def test_the_version_of_this_tree_could_be_tagged():
    found = re.search(r"^  version: (\S+)$", (ROOT / "openapi.yaml").read_text("utf-8"), re.MULTILINE)

    assert found is not None
    assert check_tag.main([f"v{found[1]}"]) == 0
