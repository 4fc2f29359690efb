"""Other languages and tools drive a served fake through its control: Node's fetch, and curl."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from contract_tests.fake.served.served import served

PROGRAM = Path(__file__).with_name("control.mjs")


@pytest.fixture(scope="module")
def where() -> Iterator[dict[str, str]]:
    with served("--json", "--control") as running:
        yield json.loads(running.lines[0])


def test_a_program_for_node_tests_against_it(node, where) -> None:
    done = node.run(str(PROGRAM), json.dumps(where))
    assert (done.stdout, done.returncode) == ("done\n", 0), done.stderr


@pytest.fixture
def curl(where) -> Any:
    """Runs curl as a recipe has it; gives what it prints."""
    program = shutil.which("curl")
    if program is None:
        pytest.skip("curl is not installed")

    def run(token: str, path: str, *options: str) -> str:
        command = [program, "--silent", "--show-error", "--fail-with-body", "-H", f"Authorization: Bearer {token}"]
        done = subprocess.run([*command, *options, where["origin"] + path], capture_output=True, text=True, check=False)
        return done.stdout if done.returncode == 0 else f"curl {done.returncode}: {done.stdout}{done.stderr}"

    return run


def test_curl_resets_seeds_and_asks(curl, where) -> None:
    token, actions = where["control_token"], "/api/v2/cases/7/actions"
    assert curl(token, "/__fake/reset", "-X", "POST") == "{}"
    assert curl(token, "/__fake/seed", "--json", json.dumps({actions: [{"label": "Escalate"}]})) == "{}"
    assert json.loads(curl(where["api_key"], actions))["actions"][0]["label"] == "Escalate"
    assert "there is no fault" in curl(token, "/__fake/faults", "--json", '{"faults": ["PAGE-OVERLAPS"]}')
