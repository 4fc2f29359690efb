"""Whatever goes wrong is one line on the standard error, with an exit code, and never a traceback."""

import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from contract_tests.command_line.conftest import HOSTILE, Run
from tines_fake import Exchange, FakeTenant, Journal, failures

PROGRAM = (sys.executable, "-m", "tines_cases")
KEY = "a-key-that-nobody-sees"


def test_nothing_configured_names_what_to_set(run: Run) -> None:
    both = "error: set TINES_TENANT (such as acme.tines.com) and TINES_API_KEY in the environment\n"
    run("actions", "list", 1).is_refused(2, both)
    key = "error: set TINES_API_KEY in the environment\n"
    run("actions", "list", 1, "--tenant", "acme.tines.com").is_refused(2, key)


@pytest.mark.parametrize(
    "arguments",
    [
        ("actions", "list", "1", "--api-key", KEY),
        ("actions", "list", "1", f"--api-key={KEY}"),
        ("--api-key", KEY, "check"),
        ("contract", "run", "--api-key", KEY),
        ("check", "--token", KEY),
        ("check", f"--key={KEY}"),
    ],
)
def test_a_key_as_an_argument_is_refused_and_not_shown(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done == (2, "", "error: the key is never an argument, which others could see: set TINES_API_KEY\n")


def test_the_key_is_in_no_message(run: Run, tines_fake: FakeTenant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINES_API_KEY", KEY)
    for arguments in (("actions", "list", KEY), ("actions", KEY), ("check", "1", KEY), (KEY,), ("check", f"--x{KEY}")):
        run(*arguments).is_refused(2, "", hidden=KEY)


def test_a_url_as_an_argument_is_cut_in_messages(run: Run) -> None:
    assert run("actions", "list", "https://a.test/s3cr3t").err.count("s3cr3t") == 0


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (failures.status(400), 1),
        (failures.status(401), 3),
        (failures.status(403), 3),
        (failures.status(404), 4),
        (failures.status(422), 1),
        (failures.rate_limited(3600), 5),
        (failures.status(500), 1),
        (failures.status(503), 6),
        (failures.status(302), 1),
        (failures.reset("before"), 6),
        (failures.malformed(), 1),
        (failures.latency(100), 6),
    ],
    ids=lambda value: getattr(value, "id", value),
)
def test_each_failure_has_its_exit_code(run: Run, tines_fake: FakeTenant, failure: failures.Failure, code: int) -> None:
    tines_fake.case(1).add_action(label="Escalate")
    with tines_fake.faults(failure):
        for arguments in (("actions", "list", 1), ("actions", "get", 1, 1), ("cases", "list"), ("cases", "get", 1)):
            run(*arguments).is_refused(code, "")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_a_terminal_obeys_is_an_escape_in_messages(run: Run, tines_fake: FakeTenant, text: str) -> None:
    with tines_fake.faults(failures.status(422, message=text)):
        for arguments in (("actions", "list", 1), ("check",)):
            assert run(*arguments).err.rstrip("\n").isprintable()
    assert run("actions", "list", text).err.rstrip("\n").isprintable()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("actoins",), "No such command 'actoins'. Did you mean 'actions'? (see tines-cases --help)"),
        (("--tenant", "a.test", "check"), "options come after the command, as in: tines-cases check --tenant"),
        (("actions", "list"), "Missing argument 'CASE' (see tines-cases actions list --help)"),
        (("actions", "list", "x"), "'x' is not a valid number"),
        (("actions", "list", "-1"), "-1"),
        (("actions", "list", "1", "--timeout", "0"), "--timeout"),
        (("check", "--tenant", "a.test", "--timeout", "nan"), "timeout"),
        (("cases", "list", "--order", "UP"), "recently_edited"),
        (("check", "--tenant", "https://u:p@acme.tines.com"), "the tenant holds a user name"),
        (("check", "--tenant", "http://acme.tines.com"), "--allow-http"),
        (("check", "--tenant", ""), "--tenant is empty: leave it out to use TINES_TENANT"),
        (("sync", "1"), "FILE"),
        (("sync", "", "--check"), "the path is empty"),
        (("cases", "list", "--csv", "--json"), "--json and --csv exclude each other"),
        (("cases", "list", "--all", "--limit", "2"), "exclude each other (see tines-cases cases list --help)"),
        (("completion", "tcsh"), "'tcsh'"),
    ],
)
def test_usage_is_one_line_that_says_what_is_wrong(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str
) -> None:
    monkeypatch.setenv("TINES_API_KEY", "key")
    run(*arguments).is_refused(2, message)


@pytest.mark.parametrize("arguments", [(), ("actions",), ("cases",)])
def test_a_group_alone_prints_its_help(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Usage: ")


def test_a_crash_is_named_without_what_it_was_about(
    run: Run, tines_fake: FakeTenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise KeyError("s3cr3t")

    monkeypatch.setattr("tines_cli.printing.print_list", crash)
    run("actions", "list", 1).is_refused(1, "tines-cases itself failed, with KeyError in test_errors.py:")


def test_a_tenant_that_is_not_there_is_unreachable(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINES_API_KEY", "key")
    for arguments in (("actions", "list", 1), ("check",)):
        done = run(*arguments, "--tenant", "127.0.0.1:9", "--timeout", "0.1")
        done.is_refused(6, "could not connect to 127.0.0.1:9 (")
    monkeypatch.setenv("HTTPS_PROXY", "http://user:s3cr3t@127.0.0.1:9")
    through = "could not connect to acme.example through the proxy 127.0.0.1:9 ("
    run("check", "--tenant", "acme.example", "--timeout", "0.1").is_refused(6, through)


def test_verbose_says_what_each_attempt_came_to(run: Run, tines_fake: FakeTenant) -> None:
    tines_fake.case(1).add_action()
    with tines_fake.faults(failures.status(503), nth=1):
        done = run("actions", "list", 1, "-v")
    first, second = done.err.splitlines()
    assert first.startswith("GET /api/v2/cases/1/actions, page 1, attempt 1: status 503, and again in ")
    assert "attempt 2: status 200 (" in second
    assert (done.code, done.out.count("\n")) == (0, 1)


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        *((failures.reset("after"), 6), (failures.latency(100), 6), (failures.status(500), 1)),
        (failures.malformed(), 1),
    ],
)
def test_a_write_that_may_have_been_done_is_said_to_be_in_doubt(
    run: Run, tines_fake: FakeTenant, failure: failures.Failure, code: int
) -> None:
    tines_fake.add_case(1)
    fields = ("--label", "a", "--type", "page", "--url", "https://a.test/s3cr3t")
    with tines_fake.faults(failure):
        done = run("actions", "create", 1, *fields)
    assert done.code == code
    assert done.err.endswith("; it may have been done all the same\n")
    assert "cannot be reached" not in done.err


@pytest.mark.parametrize("key", ["a b", "a\n", "schl\xfcssel"])
def test_a_key_that_makes_no_sense_leaves_its_message_whole(
    run: Run, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TINES_API_KEY", key)
    run("check", "--tenant", "acme.tines.com").is_refused(2, "the API key holds a")


def _shell(command: str) -> "subprocess.CompletedProcess[str]":
    """Run a line of bash with the program as $CLI."""
    variables = {**os.environ, "CLI": " ".join(PROGRAM)}
    return subprocess.run(
        ["bash", "-c", command], env=variables, capture_output=True, text=True, timeout=60, check=False
    )


def test_a_reader_that_ends_early_is_no_error(tines_fake_server: FakeTenant) -> None:
    tines_fake_server.case(1).add_actions([{"label": "x" * 1000} for _ in range(200)])
    done = _shell(
        "$CLI actions list 1 | head -1 | cut -c1-5; echo ${PIPESTATUS[0]}; $CLI --help | true; echo ${PIPESTATUS[0]}"
    )
    assert done.stderr == ""
    assert done.stdout.splitlines()[:2] == ['{"id"', "141"]


@pytest.mark.parametrize(("output", "code"), [(">/dev/full", 1), (">&-", 0)])
def test_an_output_that_takes_nothing_is_no_traceback(tines_fake_server: FakeTenant, output: str, code: int) -> None:
    tines_fake_server.case(1).add_action(label="Escalate")
    done = _shell(f"$CLI actions list 1 {output}")
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr == ("error: the output cannot be written: No space left on device\n" if code else "")


@pytest.mark.parametrize(
    ("output", "shown"),
    [("--table", r"gr\xfcn \U0001f525"), ("--jsonl", r'"gr\u00fcn \ud83d\udd25"'), ("--csv", r"gr\xfcn")],
)
def test_an_output_that_is_not_unicode_shows_escapes(
    run: Run, tines_fake: FakeTenant, monkeypatch: pytest.MonkeyPatch, output: str, shown: str
) -> None:
    tines_fake.case(1).add_action(label="grün 🔥")
    written = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(written, "ascii"))
    assert run("actions", "list", 1, output) == (0, "", "")
    assert shown.encode() in written.getvalue()


def after_each_request(fake: FakeTenant, do: Callable[[str], object]) -> None:
    """Do something when the tenant has responded. It gets the method."""

    class Acting(Journal):
        def add(self, exchange: Exchange) -> None:
            super().add(exchange)
            do(exchange.request.method)

    fake.journal = Acting()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_in_the_middle_of_sync_names_what_is_left(
    tines_fake_server: FakeTenant, tmp_path: Path, number: int, code: int
) -> None:
    wanted = tmp_path / "wanted"
    wanted.write_text("".join(f'{{"label": "{name}", "url": "", "action_type": "page"}}\n' for name in "ABC"))
    tines_fake_server.add_case(1)
    process: list[subprocess.Popen[str]] = []
    create = iter((lambda: None, lambda: process[0].send_signal(number)))

    after_each_request(tines_fake_server, lambda method: next(create, lambda: None)() if method == "POST" else None)
    process.append(subprocess.Popen([*PROGRAM, "sync", "1", str(wanted), "--yes"], stdout=-1, stderr=-1, text=True))
    _, errors = process[0].communicate(timeout=60)
    assert process[0].returncode == code
    assert "done: create 'A'" in errors
    assert "create 'C'" in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("create 1 --label A --url https://a.example --type page", "an action may have been created on case 1"),
        ("update 1 7 --label A", "action 7 of case 1 may have been updated"),
        ("delete 1 7 --yes", "action 7 of case 1 may have been deleted"),
    ],
)
def test_an_interrupt_in_the_middle_of_a_write_says_that_it_may_have_been_done(
    run: Run, tines_fake: FakeTenant, command: str, message: str
) -> None:
    tines_fake.add_action(1, id=7)

    after_each_request(tines_fake, lambda _: signal.raise_signal(signal.SIGINT))
    done = run("actions", *command.split())
    assert (done.code, done.out, done.err) == (130, "", f"interrupted: {message}, or not\n")


@pytest.mark.parametrize("output", ["--json", "--jsonl", "--csv"])
@pytest.mark.parametrize(("failure", "code"), [(failures.status(500), 1), (failures.reset("during"), 6)])
def test_an_output_that_breaks_off_says_how_much_of_it_came(
    run: Run, tines_fake: FakeTenant, output: str, failure: failures.Failure, code: int
) -> None:
    tines_fake.case(1).add_actions([{}] * 1203)
    with tines_fake.faults(failure, operation="listCaseActions", nth=range(2, 20)):
        done = run("actions", "list", 1, output)
    assert done.code == code
    assert done.err.endswith("; the output is incomplete: 500 of 1,203 actions\n")
    assert done.err.count("\n") == 1
    assert "cannot be reached" not in done.err


def test_a_rate_limit_says_how_long_the_tenant_asks_to_wait(run: Run, tines_fake: FakeTenant) -> None:
    with tines_fake.faults(failures.rate_limited(3000)):
        run("actions", "list", 1).is_refused(5, "; the tenant asks to wait 3000 s\n")
