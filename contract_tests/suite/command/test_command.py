"""`python -m tines_contract run` and `pytest contract_tests/endpoint`: the same verdict, the same codes, no key."""

import re
from collections.abc import Iterator
from contextlib import closing

import pytest

from contract_tests.suite.command.command_runs import KEY, Run, under_pytest
from tines_contract import OriginTarget, served_fake
from tines_contract.probes.probe import WRONG_KEYS
from tines_fake import Request


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    """The origin of a served fake, whose key is its default one."""
    with served_fake() as target:
        yield target.origin


JUDGED = [("fake-tenant-key", "2", 0), (KEY, "2", 3), ("fake-tenant-key", "3", 7)]
ONE = "--only=LIST-KEY-WRONG"
"""One promise: what is judged is not the subject here."""
LIVE = "--tenant=https://acme.tines.com"
ORIGINS = (
    "https://acme.tines.com/api",
    "https://acme.tines.com:99999",
    "http://acme.tines.com",
    "https://a b",
    "https://a..b",
    "http://127.evil.example",
    "http://localhost.evil.example",
)
CASES: list[tuple[list[str], dict[str, str], int]] = [
    (["--tenant=fake", "--only=*CaseAction*"], {}, 0),
    (["--tenant=fake", "--case=99"], {}, 4),
    ([], {}, 2),
    (["--tenant=fake", "--case=99", "--max-time=soon"], {}, 2),
    *(([f"--tenant={origin}", "--case=1"], {}, 2) for origin in ORIGINS),
    ([LIVE], {}, 2),
    ([LIVE, "--case=2", "--other-case=2"], {}, 2),
    ([LIVE, "--case=2", "--other-case=x"], {}, 2),
    ([LIVE, "--case=1"], {"TINES_CONTRACT_WRITES": "yes"}, 2),
    ([LIVE, "--case=1"], {"TINES_CONTRACT_CASES": "yes"}, 2),
    (["--tenant=fake", f"--api-key={KEY}"], {}, 2),
    ([LIVE, "--case=1"], {"TINES_API_KEY": ""}, 2),
    ([LIVE, "--case=1"], {"HTTPS_PROXY": "socks9://x"}, 2),
    ([LIVE, "--case=1"], {"HTTPS_PROXY": "not a proxy:xx"}, 2),
    ([LIVE, "--case=1"], {"SSL_CERT_FILE": "/none"}, 2),
]


@pytest.mark.parametrize(("arguments", "environment", "code"), CASES, ids=str)
def test_the_exit_code_says_what_came_out(
    arguments: list[str], environment: dict[str, str], code: int, run: Run
) -> None:
    found, said = run(*arguments, **{"TINES_API_KEY": KEY, **environment})
    assert found == code, said
    assert all(name in said for name in environment if name.startswith("TINES_"))
    assert KEY not in said or f"--api-key={KEY}" in arguments


@pytest.mark.parametrize(("key", "case", "code"), [JUDGED[1], (KEY, "none", 2)])
def test_pytest_exits_with_the_same_code(key: str, case: str, code: int, served: str) -> None:
    found, said = under_pytest(f"--tenant={served}", f"--case={case}", TINES_API_KEY=key)
    assert found == code, said
    assert "Traceback" not in said
    assert key not in said


@pytest.mark.parametrize(
    ("selection", "code"),
    [(["-k", "LIST-KEY"], 0), (["--only=LIST-KEY-[MW]*", "--accept=LIST-KEY-WRONG=ticket 4711"], 1)],
    ids=["selected", "accepted, and occurs no more"],
)
def test_pytest_sends_only_what_its_selection_needs(selection: list[str], code: int) -> None:
    found, said = under_pytest("--tenant=fake", "--case=1", *selection)
    assert (found, f"case 1: {4 + len(WRONG_KEYS)} requests" in said) == (code, True), said
    assert ("take it off the list" in said) is (code == 1)


@pytest.mark.parametrize(("key", "case", "code"), JUDGED)
def test_a_tenant_behind_a_socket_is_judged_alike(key: str, case: str, code: int, served: str, run: Run) -> None:
    found, said = run(f"--tenant={served}", "--only=LIST-*", TINES_API_KEY=key, TINES_CASE_ID=case)
    assert found == code, said
    assert key not in said


def _listed(origin: str, case: int) -> bytes:
    with closing(OriginTarget(origin, "fake-tenant-key", requests_a_minute=None)) as target:
        return target.send(Request(origin=origin, path=f"/api/v2/cases/{case}/actions")).body


def test_a_run_that_is_cut_short_announces_what_it_sends(run: Run) -> None:
    code, said = run("--tenant=fake", "--only=LIST-KEY-*", "--max-requests=2")
    assert code == 7
    assert re.search(r"2 of about \d\d requests \(--max-requests cuts it short\)", said)


@pytest.mark.parametrize(("only", "does"), [("LIST-*,CREATE-*", "writing to"), ("LIST-*", "filling")])
def test_a_live_tenant_that_may_be_written_to_is_left_as_it_was(only: str, does: str, served: str, run: Run) -> None:
    before = _listed(served, 3)
    given = (f"--tenant={served}", "--case=3", f"--only={only}")
    code, said = run(*given, TINES_API_KEY="fake-tenant-key", TINES_CONTRACT_WRITES="1")
    assert code == 0, said
    announced = re.search(r"(writing to|filling) case 3, .* about (\d+) requests, at most (\d+)", said.splitlines()[0])
    assert announced
    assert announced[1] == does
    assert int(announced[2]) <= int(announced[3])
    assert _listed(served, 3) == before


@pytest.mark.parametrize("allowed", ["", "0"])
def test_a_live_tenant_is_not_written_to_otherwise(allowed: str, served: str, run: Run) -> None:
    given = (f"--tenant={served}", "--case=2", "--only=LIST-KEY-*,CREATE-KEY-*")
    code, said = run(*given, TINES_API_KEY="fake-tenant-key", TINES_CONTRACT_WRITES=allowed)
    assert code == 0, said
    assert "writing to" not in said
    assert "skipped  CREATE-KEY-WRONG, CREATE-KEY-MISSING: nothing is written to this tenant" in said


def test_a_failure_of_the_suite_itself_has_a_code_of_its_own(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise KeyError(KEY)

    monkeypatch.setattr("tines_contract.command.run_command.announcement", failing)
    code, said = run("--tenant=fake", ONE)
    assert code == 8
    assert "please report" in said
    assert "Traceback" not in said
    assert KEY not in said


def test_a_time_that_is_over_is_said_by_both_commands(run: Run) -> None:
    for command in (under_pytest, run):
        code, said = command("--tenant=fake", ONE, "--max-time=0.001s")
        assert code == 7, said
        assert "0.001 s that it may take (--max-time)" in said
