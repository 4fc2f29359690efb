"""Editions of a small project, each a folder, a commit or a spec, and the command that compares them."""

import json
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import compare_with_release
import pytest
import yaml
from attrs import frozen

OPERATION = "/paths/~1things~1{id}/put"
SPEC: dict[str, Any] = yaml.safe_load("""
openapi: 3.1.0
info: {version: 0.1.0}
paths:
  /things/{id}:
    put:
      operationId: putThing
      tags: [things]
      security: [{bearer: []}]
      parameters:
        - {name: id, in: path, required: true, schema: {type: integer}}
        - {name: size, in: query, schema: {type: integer, maximum: 500, default: 20}}
      requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/New"}}}}
      responses:
        "200": {content: {application/json: {schema: {$ref: "#/components/schemas/Item"}}}}
        "404": {}
        5XX: {}
      x-promises:
        prefix: PUT
        keeps: [{grade: observed, source: TRIED, rules: [STATUS]}]
        own: [{id: PUT-ONCE, grade: documented, source: PUT, rule: Once., needs: two requests}]
x-promise-templates: {STATUS: {rule: Success is 200., needs: one}, SHAPE: {rule: It is JSON., needs: one}}
webhooks:
  pressed:
    post:
      operationId: pressed
      tags: [things]
      security: []
      requestBody:
        required: true
        content: {application/json: {schema: {type: object, required: [label], properties: {label: {type: string}}}}}
components:
  securitySchemes: {bearer: {type: http, scheme: bearer}, basic: {type: http, scheme: basic}}
  schemas:
    New: &fields
      type: object
      required: [label]
      properties:
        label: {type: string, minLength: 1, maxLength: 300}
        count: {type: integer, maximum: 10}
        kind: {type: string, x-extensible-enum: [page, webhook], x-evidence: {grade: assumed}}
        order: {type: string, enum: [up, down]}
        time: {type: string, format: date-time}
        tags: {type: array, items: {type: string}}
    Item: *fields
""")


@frozen
class Compared:
    """What the command came to."""

    exit_code: int
    lines: list[str]
    error: str

    @property
    def breaking(self) -> list[str]:
        """The lines below the title that says how many break."""
        return self._below("Breaking")

    @property
    def other(self) -> list[str]:
        return self._below("Other changes")

    def _below(self, title: str) -> list[str]:
        start = next((at for at, line in enumerate(self.lines) if line.startswith(f"{title} (")), len(self.lines))
        some = self.lines[start + 1 :]
        end = next((at for at, line in enumerate(some) if not line.startswith("  ")), len(some))
        return [line.strip() for line in some[:end]]


@pytest.fixture
def compare(capsys: pytest.CaptureFixture[str]) -> Callable[..., Compared]:
    """`nox -s api -- --tree … --against …`."""

    def run(tree: Path, against: object = None) -> Compared:
        options = [] if against is None else ["--against", str(against)]
        code = compare_with_release.main(["--tree", str(tree), *options])
        output = capsys.readouterr()
        return Compared(code, output.out.splitlines(), output.err)

    return run


@pytest.fixture
def there_and_back(tmp_path: Path, compare: Callable[..., Compared]) -> Callable[..., tuple[list[str], list[str]]]:
    """What breaks from one spec to another, and what on the way back."""

    def breaking(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
        other = tmp_path / "other.json"
        other.write_text(json.dumps(before))
        return compare(write_tree(tmp_path / "tree", now), other).breaking

    return lambda one, other: (breaking(one, other), breaking(other, one))


PYPROJECT = """
[project]
requires-python = ">=3.11"
scripts = { tines-cases = "tines_cli:main" }
optional-dependencies = { fake = [], contract = [] }
"""


def write_tree(folder: Path, spec: Mapping[str, Any], files: Mapping[str, str] = MappingProxyType({})) -> Path:
    """A checkout: the spec, pyproject.toml, and other files by their paths."""
    there = {"pyproject.toml": PYPROJECT, "generated/tines_openapi/openapi.json": json.dumps(spec)}
    for name, text in {**there, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def commit(folder: Path, tag: str = "") -> None:
    """Commit all that lies in a folder, and tag it."""
    settings = ("user.name=nobody", "user.email=nobody@example.com", "commit.gpgsign=false", "tag.gpgsign=false")
    author = [word for setting in settings for word in ("-c", setting)]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"], *([["tag", tag]] if tag else [])):
        subprocess.run(["git", *author, *command], cwd=folder, check=True, capture_output=True)
