"""What people import and install: each change of a small project, against its commit."""

import importlib
from pathlib import Path

import pytest
from api_changes.package_changes import public_modules

from contract_tests.release.conftest import PYPROJECT, SPEC, commit, write_tree

ROOT = Path(__file__).resolve().parents[2]
RUNTIME = "class Client:\n    def close(self, *, now=False): ...\n"
INIT = "from tines_runtime import Client\n\n__version__ = '0.1.0'\n__all__ = ('Client', '__version__')\n"
MODELS = """
from enum import Enum
from typing import Literal
class Kind(Enum):
    PAGE = "page"
class Item:
    id: int | None
    def copy(self, to: int | None = None, order: Literal["up", "down"] = "up") -> "Item | None": ...
async def fetch() -> Item: ...
__all__ = ("Item", "Kind", "fetch")
"""
RESOURCE = "class Things:\n    def get(self, id, *, page=None, timeout=30): ...\n    def _hidden(self): ...\n"
INNER = "runtime/tines_runtime/__init__.py"
PACKAGES = {
    INNER: RUNTIME,
    "generated/tines_cases/__init__.py": INIT,
    "generated/tines_cases/api/__init__.py": "",
    "generated/tines_cases/api/things/__init__.py": RESOURCE,
    "generated/tines_cases/inside.py": "def private(): ...\n",
    "generated/tines_cases/errors.py": MODELS,
    "fake/tines_fake/__init__.py": "from .clock import Clock\n\n__all__ = ('Clock',)\n",
    "fake/tines_fake/clock.py": "class Clock: ...\n",
}
ERRORS = "generated/tines_cases/errors.py"
ITEM = "tines_cases.errors.Item"
THINGS = "generated/tines_cases/api/things/__init__.py"
GET = "tines_cases.api.things.Things.get"

BREAKING = [
    (THINGS, RESOURCE.replace("page=None, ", ""), f"{GET}: parameter was removed"),
    (THINGS, RESOURCE.replace("def get", "def read"), f"{GET}: public object was removed"),
    (INNER, RUNTIME.replace("close", "end"), "tines_runtime.Client.close: public object was removed"),
    ("generated/tines_cases/__init__.py", "__all__ = ()\n", "tines_cases.Client: public object was removed"),
    (ERRORS, MODELS.replace("id: int | None", "id: str | None"), f"{ITEM}.id: type was None, int, is None, str"),
    (ERRORS, MODELS.replace("to: int | None", "to: int"), f"{ITEM}.copy(to): type was None, int, is int"),
    (ERRORS, MODELS.replace('["up", "down"]', '["up"]'), f"{ITEM}.copy(order): type was 'down', 'up', is 'up'"),
    (ERRORS, MODELS.replace('"Item | None"', "int"), f"{ITEM}.copy: type was Item, None, is int"),
    (ERRORS, MODELS.replace('"page"', '"PAGE"'), "tines_cases.errors.Kind.PAGE: value was 'page', is 'PAGE'"),
    (ERRORS, MODELS.replace("async def", "def"), "tines_cases.errors.fetch: it has to be awaited, or no longer has to"),
    ("pyproject.toml", PYPROJECT.replace(", contract = []", ""), "extra contract: removed"),
    ("pyproject.toml", PYPROJECT.replace("tines-cases =", "tines ="), "command tines-cases: removed"),
    ("pyproject.toml", PYPROJECT.replace("3.11", "3.12"), "requires-python: it was >=3.11, is >=3.12"),
]
HARMLESS = [
    (ERRORS, MODELS.replace("id: int | None", "id: int"), []),
    (ERRORS, MODELS.replace("to: int", "to: str | int"), []),
    (ERRORS, MODELS.replace('["up", "down"]', '["up", "down", "by"]'), []),
    (ERRORS, MODELS.replace('"Item | None"', "Item"), []),
    (THINGS, RESOURCE.replace("_hidden", "_other"), []),
    (THINGS, RESOURCE + "class Others: ...\n", ["tines_cases.api.things.Others: new"]),
    ("generated/tines_cases/inside.py", "", []),
    ("generated/tines_cases/__init__.py", INIT.replace("0.1.0", "0.1.1"), []),
    ("pyproject.toml", PYPROJECT.replace("fake = []", "fake = [], cli = []"), ["extra cli: new"]),
]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The project, committed."""
    folder = write_tree(tmp_path / "tree", SPEC, PACKAGES)
    commit(folder)
    return folder


@pytest.mark.parametrize(("file", "text", "expected"), BREAKING, ids=range(len(BREAKING)))
def test_a_change_that_breaks_programs_is_named(tree, compare, file, text, expected):
    (tree / file).write_text(text)

    done = compare(tree, "HEAD")

    assert [line.partition(": ")[0] for line in done.breaking] == [expected.partition(": ")[0]]
    assert done.breaking[0].startswith(expected)
    assert done.exit_code == 1


@pytest.mark.parametrize(("file", "text", "expected"), HARMLESS, ids=range(len(HARMLESS)))
def test_a_change_that_breaks_no_program_is_at_most_listed(tree, compare, file, text, expected):
    (tree / file).write_text(text)

    done = compare(tree, "HEAD")

    assert (done.breaking, done.other, done.exit_code) == ([], expected, 0)


def test_a_package_that_is_gone_breaks(tree, compare):
    for path in sorted((tree / "fake" / "tines_fake").iterdir()):
        path.unlink()
    (tree / "fake" / "tines_fake").rmdir()

    assert compare(tree, "HEAD").breaking == ["tines_fake: removed"]


def test_every_exported_name_is_compared():
    """None is hidden by a module that is called the same."""
    for name, module in public_modules(ROOT).items():
        exported = getattr(importlib.import_module(name), "__all__", ())
        compared = {member.name for member in module.members.values() if member.is_public and not member.is_module}
        assert set(exported) - {"failures"} <= compared, name
