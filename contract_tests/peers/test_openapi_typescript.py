"""openapi-typescript makes types of the document, and the compiler understands them as the document means them."""

import re
import shutil
from pathlib import Path

import pytest

import tines_spec
from contract_tests.peers.conftest import CALLS, OPENAPI_TYPESCRIPT, TSC

HERE = Path(__file__).parent
# By itself it takes an object that names no properties (QueryParams) for one that can have none, which it writes as
# `Record<string, never>`. JSON Schema does not say that; this option of its own reads it as any object.
_AS_JSON_SCHEMA_SAYS = "--empty-objects-unknown"
_ERROR = re.compile(r"^([\w.]+)\((\d+),\d+\): error TS\d+: ", re.MULTILINE)


@pytest.fixture(scope="module", autouse=True)
def types(node, document) -> Path:
    """What openapi-typescript makes of the document, next to the programs that use it."""
    made = node.folder / "tines.ts"
    done = node.run(OPENAPI_TYPESCRIPT, document, "--output", str(made), _AS_JSON_SCHEMA_SAYS)
    assert done.returncode == 0, done.stdout + done.stderr
    for program in HERE.glob("*.ts"):
        shutil.copy(program, node.folder)
    return made


def compiled(node, name: str) -> tuple[int, str]:
    """The exit code of the compiler, and what it said, each error on a line."""
    strict = ["--strict", "--exactOptionalPropertyTypes", "--noUnusedLocals"]
    done = node.run(TSC, "--noEmit", *strict, "--target", "es2022", "--module", "nodenext", "--pretty", "false", name)
    return done.returncode, done.stdout + done.stderr


def test_the_types_have_every_operation_of_the_document(types) -> None:
    operations = types.read_text("utf-8").partition("export interface operations {")[2]
    pressed = {one["operationId"] for webhook in tines_spec.load()["webhooks"].values() for one in webhook.values()}
    assert set(re.findall(r"^    (\w+): \{$", operations, re.MULTILINE)) == CALLS.keys() | pressed


@pytest.mark.parametrize("name", ["tines.ts", "operations.ts"])
def test_the_types_and_a_program_that_uses_each_operation_compile(node, name) -> None:
    assert compiled(node, name) == (0, "")


def test_each_mistake_in_using_an_operation_is_found_and_nothing_else(node) -> None:
    lines = Path(HERE, "mistakes.ts").read_text("utf-8").splitlines()
    _, said = compiled(node, "mistakes.ts")
    found = {(name, int(line)) for name, line in _ERROR.findall(said)}
    assert found == {("mistakes.ts", at) for at, line in enumerate(lines, 1) if line.endswith("// mistake")}, said
