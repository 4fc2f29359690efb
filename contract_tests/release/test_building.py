"""A release is built from a commit, and only if two builds give the same bytes."""

import tarfile
import zipfile
from pathlib import Path

import build_release
import pytest
from distributions.same_bytes import difference

from contract_tests.release.conftest import commit

PYPROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "restless"
version = "1"
[tool.hatch.build.hooks.custom]
"""
HOOK = """
import time
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
class Hook(BuildHookInterface):
    def initialize(self, version, data):
        with open("restless.py", "w") as file:
            print(time.time_ns(), file=file)
"""


def test_what_differs_from_build_to_build_is_named_and_nothing_is_left(tmp_path, capsys):
    (tmp_path / "pyproject.toml").write_text(PYPROJECT)
    (tmp_path / "hatch_build.py").write_text(HOOK)
    commit(tmp_path)

    assert build_release.main(tmp_path) == 1
    assert "not the same bytes: restless-1.tar.gz differs in restless-1/restless.py" in capsys.readouterr().err
    assert not (tmp_path / "dist").exists()


def test_without_a_commit_there_is_nothing_to_build(tmp_path, capsys):
    assert build_release.main(tmp_path) == 1
    assert capsys.readouterr().err.startswith("a release is built from a commit: git log says 'fatal: not a git")


def _wheel(path: Path, year: int = 2026, text: str = "same") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a/__init__.py", (year, 1, 1, 0, 0, 0)), text)
    return path


def _sdist(path: Path, mode: int = 0o644) -> Path:
    member = tarfile.TarInfo("a-1/a.py")
    member.mode = mode
    with tarfile.open(path, "w") as archive:
        archive.addfile(member)
    return path


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((_wheel, {}), (_wheel, {}), ""),
        ((_wheel, {}), (_wheel, {"year": 2027}), "one differs in a/__init__.py"),
        ((_wheel, {}), (_wheel, {"text": "other"}), "one differs in a/__init__.py"),
        ((_sdist, {}), (_sdist, {"mode": 0o600}), "one differs in a-1/a.py"),
    ],
)
def test_a_member_differs_in_contents_time_or_mode(tmp_path, one, other, expected):
    (make, options), (make_other, other_options) = one, other

    assert difference(make(tmp_path / "one", **options), make_other(tmp_path / "other", **other_options)) == expected


def test_other_files_differ_as_a_whole(tmp_path):
    for name in ("one", "other"):
        (tmp_path / name).write_text(name)

    assert difference(tmp_path / "one", tmp_path / "other") == "one differs in its packing alone"
