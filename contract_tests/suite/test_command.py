"""`python -m tines_contract run` and `pytest contract_tests/endpoint`: the same verdict, the same codes, no key."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tines_contract import served_fake
from tines_contract.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
KEY = "a-key-that-must-not-be-shown"
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in this process: its exit code, and all that it said."""

    def command(*arguments: str, **environment: str) -> tuple[int, str]:
        for name in ("TINES_TENANT", "TINES_CASE_ID", "TINES_API_KEY"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        try:
            code = main(["run", *arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return code, said.err + said.out

    return command


def _under_pytest(*arguments: str, **environment: str) -> tuple[int, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TINES_")}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", "contract_tests/endpoint", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env={**kept, **environment}, capture_output=True, text=True, timeout=120, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    """The origin of a served fake, whose key is its default one."""
    with served_fake() as target:
        yield target.origin


JUDGED = [("fake-tenant-key", "2", 0), (KEY, "2", 3), ("fake-tenant-key", "3", 7)]
CASES = [
    (["--tenant=fake"], 0),
    (["--tenant=fake", "--case=3"], 7),
    (["--tenant=fake", "--case=99"], 4),
    ([], 2),
    (["--tenant=fake", "--case=abc"], 2),
    (["--tenant=fake", "--case=0"], 2),
    (["--tenant=https://acme.tines.com/api", "--case=1"], 2),
    (["--tenant=https://acme.tines.com:99999", "--case=1"], 2),
    (["--tenant=http://acme.tines.com", "--case=1"], 2),
    (["--tenant=https://acme.tines.com"], 2),
    (["--tenant=https://a b", "--case=1"], 2),
    (["--tenant=https://a..b", "--case=1"], 2),
    (["--tenant=http://127.evil.example", "--case=1"], 2),
    (["--tenant=http://localhost.evil.example", "--case=1"], 2),
    (["--tenant=127.0.0.1:1", "--case=1"], 6),
    (["--tenant=http://127.0.0.1:1", "--case=1"], 6),
]


@pytest.mark.parametrize(("arguments", "code"), CASES, ids=str)
def test_the_exit_code_says_what_came_out(arguments: list[str], code: int, run: Run) -> None:
    found, said = run(*arguments, TINES_API_KEY=KEY)
    assert found == code, said
    assert KEY not in said


@pytest.mark.parametrize(
    ("arguments", "code"), [([], 2), (["--tenant=fake"], 0), (["--tenant=fake", "--case=3"], 7)], ids=str
)
def test_pytest_exits_with_the_same_code(arguments: list[str], code: int) -> None:
    found, said = _under_pytest(*arguments, TINES_API_KEY=KEY)
    assert found == code, said
    assert "Traceback" not in said


@pytest.mark.parametrize(("key", "case", "code"), JUDGED)
def test_a_tenant_behind_a_socket_is_judged_alike(key: str, case: str, code: int, served: str, run: Run) -> None:
    found, said = run(f"--tenant={served}", TINES_API_KEY=key, TINES_CASE_ID=case)
    assert found == code, said
    assert key not in said


def test_pytest_does_not_show_the_key_either(served: str) -> None:
    found, said = _under_pytest(f"--tenant={served}", "--case=2", TINES_API_KEY=KEY)
    assert found == 3, said
    assert KEY not in said


def test_a_live_tenant_is_told_how_many_requests_come_before_they_do(served: str, run: Run) -> None:
    _, said = run(f"--tenant={served}", "--case=3", TINES_API_KEY="fake-tenant-key")
    assert "at most" in said.splitlines()[0]


def test_a_key_is_taken_from_no_argument(run: Run) -> None:
    assert run("--tenant=fake", f"--api-key={KEY}")[0] == 2


def test_a_live_tenant_without_a_key_is_a_matter_of_usage(run: Run) -> None:
    code, said = run("--tenant=https://acme.tines.com", "--case=1")
    assert code == 2
    assert "TINES_API_KEY" in said


@pytest.mark.parametrize(
    ("name", "value"), [("HTTPS_PROXY", "socks9://x"), ("HTTPS_PROXY", "not a proxy:xx"), ("SSL_CERT_FILE", "/none")]
)
def test_an_environment_that_makes_no_sense_is_a_matter_of_usage(name: str, value: str, run: Run) -> None:
    code, said = run("--tenant=https://acme.tines.com", "--case=1", TINES_API_KEY=KEY, **{name: value})
    assert code == 2, said
