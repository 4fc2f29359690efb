"""A release is built from a commit, and only if two builds give the same bytes."""

import build_release

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
    assert "not the same bytes: restless-1.tar.gz" in capsys.readouterr().err
    assert not (tmp_path / "dist").exists()


def test_without_a_commit_there_is_nothing_to_build(tmp_path, capsys):
    assert build_release.main(tmp_path) == 1
    assert capsys.readouterr().err.startswith("a release is built from a commit: git log: fatal: not a git")
