"""`python -m tines_contract run` and `pytest contract_tests/endpoint`: the same verdict, the same codes, no key."""

import functools
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tines_contract import OriginTarget, Plan, served_fake
from tines_contract.__main__ import main
from tines_contract.engine import choosing
from tines_contract.report.output import show
from tines_fake import Request

ROOT = Path(__file__).resolve().parents[2]
KEY = "a-key-that-must-not-be-shown"
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in this process, with few random sequences: its exit code, and all that it said."""
    monkeypatch.setattr(choosing, "Plan", functools.partial(Plan, scenarios=2))

    def command(*arguments: str, **environment: str) -> tuple[int, str]:
        for name in ("TINES_TENANT", "TINES_CASE_ID", "TINES_API_KEY", "TINES_CONTRACT_WRITES"):
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


def _in_a_shell(command: str) -> subprocess.CompletedProcess[str]:
    """Runs a command line with the suite's interpreter as $PYTHON."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TINES_")}
    paths = (ROOT / name for name in ("generated_client", "client_runtime", "fake_tenant", "contract_tests"))
    ours = {"PYTHON": sys.executable, "PYTHONPATH": os.pathsep.join(map(str, paths))}
    return subprocess.run(
        ["sh", "-c", command], env={**kept, **ours}, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    """The origin of a served fake, whose key is its default one."""
    with served_fake() as target:
        yield target.origin


JUDGED = [("fake-tenant-key", "2", 0), (KEY, "2", 3), ("fake-tenant-key", "3", 7)]
CASES = [
    (["--tenant=fake"], 0),
    (["--tenant=fake", "--case=99"], 4),
    ([], 2),
    (["--tenant=fake", "--case=abc"], 2),
    (["--tenant=fake", "--case=0"], 2),
    (["--tenant=fake", "--case=99", "--max-time=soon"], 2),
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


@pytest.mark.parametrize(("key", "case", "code"), [JUDGED[1], (KEY, "none", 2)])
def test_pytest_exits_with_the_same_code(key: str, case: str, code: int, served: str) -> None:
    found, said = _under_pytest(f"--tenant={served}", f"--case={case}", TINES_API_KEY=key)
    assert found == code, said
    assert "Traceback" not in said
    assert key not in said


@pytest.mark.parametrize("selection", [["-k", "LIST-KEY"], ["--only=LIST-KEY-*"]], ids=str)
def test_pytest_sends_only_what_its_selection_needs(selection: list[str]) -> None:
    found, said = _under_pytest("--tenant=fake", "--case=1", *selection)
    assert (found, "case 1: 10 requests" in said) == (0, True), said


def test_pytest_fails_where_an_accepted_deviation_occurs_no_more() -> None:
    accept = "--accept=LIST-KEY-WRONG=ticket 4711"
    found, said = _under_pytest("--tenant=fake", "--case=1", "--only=LIST-KEY-*", accept)
    assert (found, "take it off the list" in said) == (1, True), said


@pytest.mark.parametrize(("key", "case", "code"), JUDGED)
def test_a_tenant_behind_a_socket_is_judged_alike(key: str, case: str, code: int, served: str, run: Run) -> None:
    found, said = run(f"--tenant={served}", TINES_API_KEY=key, TINES_CASE_ID=case)
    assert found == code, said
    assert key not in said


def test_the_request_budget_is_printed_before_anything_is_sent(served: str, run: Run) -> None:
    _, said = run(f"--tenant={served}", "--case=3", TINES_API_KEY="fake-tenant-key")
    assert "at most" in said.splitlines()[0]


def _listed(origin: str, case: int) -> bytes:
    with closing(OriginTarget(origin, "fake-tenant-key", requests_a_minute=None)) as target:
        return target.send(Request(origin=origin, path=f"/api/v2/cases/{case}/actions")).body


def test_a_live_tenant_that_may_be_written_to_is_left_as_it_was(served: str, run: Run) -> None:
    before = _listed(served, 3)
    code, said = run(f"--tenant={served}", "--case=3", TINES_API_KEY="fake-tenant-key", TINES_CONTRACT_WRITES="1")
    assert code == 0, said
    assert "writing to case 3" in said.splitlines()[0]
    assert _listed(served, 3) == before


@pytest.mark.parametrize("allowed", ["", "0"])
def test_a_live_tenant_is_not_written_to_otherwise(allowed: str, served: str, run: Run) -> None:
    code, said = run(f"--tenant={served}", "--case=2", TINES_API_KEY="fake-tenant-key", TINES_CONTRACT_WRITES=allowed)
    assert code == 0, said
    assert "writing to" not in said
    assert "skipped" in said


@pytest.mark.parametrize(
    "given",
    [["--case=2", "--other-case=2"], ["--case=2", "--other-case=x"]],
    ids=str,
)
def test_another_case_must_be_another(given: list[str], run: Run) -> None:
    assert run("--tenant=https://acme.tines.com", *given, TINES_API_KEY=KEY)[0] == 2


def test_what_says_whether_to_write_must_be_plain(run: Run) -> None:
    code, said = run("--tenant=https://acme.tines.com", "--case=1", TINES_API_KEY=KEY, TINES_CONTRACT_WRITES="yes")
    assert code == 2
    assert "TINES_CONTRACT_WRITES" in said


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


READS = {"json": lambda text: json.loads(text)["exit_code"], "junit": lambda text: int(_exit_code(ET.fromstring(text)))}


def _exit_code(root: ET.Element) -> str:
    return next(one.get("value", "") for one in root.iter("property") if one.get("name") == "exit_code")


@pytest.mark.parametrize("output_format", READS)
def test_nothing_but_the_report_goes_to_the_standard_output(
    output_format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["run", "--tenant=fake", "--case=99", f"--output-format={output_format}"])
    said = capsys.readouterr()
    assert READS[output_format](said.out) == code == 4
    assert "at most" in said.err


@pytest.mark.parametrize("output_format", READS)
def test_a_report_in_a_file_goes_beside_the_text(output_format: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "report"
    path.write_text("the report before")
    code, said = run("--tenant=fake", "--case=99", f"--output-format={output_format}", f"--output-file={path}")
    assert READS[output_format](path.read_text()) == code == 4
    assert "unjudged: " in said
    assert list(tmp_path.iterdir()) == [path]


def test_without_a_format_the_file_holds_the_text(run: Run, tmp_path: Path) -> None:
    _, said = run("--tenant=fake", "--case=99", f"--output-file={tmp_path / 'report'}")
    assert said.endswith((tmp_path / "report").read_text())


@pytest.mark.parametrize("path", ["{}", "{}/none/report", "", "{}/" + "x" * 300, "{}/a\0b"])
def test_an_output_file_that_cannot_be_written_ends_the_run_first(path: str, run: Run, tmp_path: Path) -> None:
    code, said = run("--tenant=fake", f"--output-file={path.format(tmp_path)}")
    assert code == 2
    assert "cannot be written" in said
    assert "at most" not in said
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_is_interrupted_leaves_the_file_as_it_was(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tines_contract.command.chosen_run.judge", interrupted)
    path = tmp_path / "report"
    path.write_text("the report before")
    assert run("--tenant=fake", f"--output-file={path}")[0] == 130
    assert path.read_text() == "the report before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_to_a_file_stays_a_link(run: Run, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "report")
    run("--tenant=fake", "--case=99", f"--output-file={tmp_path / 'link'}")
    assert (tmp_path / "link").is_symlink()
    assert "unjudged" in (tmp_path / "report").read_text()


def test_a_pipe_is_written_to_and_not_replaced() -> None:
    command = '"$PYTHON" -m tines_contract run --tenant fake --case 99 --output-format json --output-file /dev/fd/3'
    done = _in_a_shell(f"{{ {command} 3>&1 >/dev/null; }} | cat")
    assert json.loads(done.stdout)["exit_code"] == 4


@pytest.mark.parametrize("output", ["| true", ">/dev/full", ">&-"])
def test_an_output_that_takes_nothing_is_no_crash(output: str) -> None:
    done = _in_a_shell(f'"$PYTHON" -m tines_contract run --tenant fake --case 99 {output}')
    assert "case 99" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


@pytest.mark.parametrize("output", [">/dev/full", "2>/dev/full", "2> >(true) >/dev/null"])
def test_an_output_that_cannot_be_written_is_no_accusation(output: str) -> None:
    done = _in_a_shell(
        f'bash -c \'"$PYTHON" -m tines_contract run --tenant fake --case 99 {output}; echo "code $?" >&3\' 3>&1'
    )
    assert done.stdout.splitlines()[-1] == "code 8", done


def test_messages_that_cannot_be_written_end_no_run() -> None:
    done = _in_a_shell('"$PYTHON" -m tines_contract run --tenant fake --case 99 --output-format json 2>/dev/full')
    assert done.returncode == 8
    assert json.loads(done.stdout)["exit_code"] == 4


def test_a_closed_standard_error_says_nothing_elsewhere() -> None:
    done = _in_a_shell('"$PYTHON" -m tines_contract run --tenant fake --case 99 --output-format json 2>&-')
    assert json.loads(done.stdout)["exit_code"] == done.returncode == 4


def test_a_failure_of_the_suite_itself_has_a_code_of_its_own(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise KeyError(KEY)

    monkeypatch.setattr("tines_contract.command.run_command.announcement", failing)
    code, said = run("--tenant=fake")
    assert code == 8
    assert "please report" in said
    assert "Traceback" not in said
    assert KEY not in said


def test_a_time_that_is_over_is_said_by_both_commands() -> None:
    for code, said in (_under_pytest("--tenant=fake", "--max-time=0.01s"), _once("--max-time=0.01s")):
        assert code == 7, said
        assert "0.01 s that it may take (--max-time)" in said


def _once(*arguments: str) -> tuple[int, str]:
    done = _in_a_shell(f'"$PYTHON" -m tines_contract run --tenant fake {" ".join(arguments)}')
    return done.returncode, done.stdout + done.stderr


def test_what_an_output_cannot_encode_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, "ascii"))
    show("1 … 3")
    assert written.getvalue() == b"1 \\u2026 3"
