"""A run's own recording: judged again it comes to the same, it shows no secret, and it is whole or not there."""

import json
import signal
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from contract_tests.stress.test_interrupted_runs import IN_THE_FIXED_WRITES, RUN, Ended
from contract_tests.suite.command.command_runs import Command
from contract_tests.suite.tenants.plain_server import KEY, Handler, serving
from contract_tests.suite.tenants.tenants import WRITING, full_tenant
from tines_contract import FakeTarget, Report, judge
from tines_contract.engine.recordings.redaction import Redaction
from tines_contract.engine.recordings.run_recording import Recorder, recorded_run
from tines_fake import FakeTenant, Request, Response, fault

PLAN = evolve(WRITING, generated=2, scenarios=1)


def _facts(report: Report) -> list[Any]:
    findings = ([(found.message, len(found.replay)) for found in one.findings] for one in report.outcomes)
    outcomes = [(one.promise.id, one.status, one.note) for one in report.outcomes]
    return [report.exit_code, report.requests, *zip(outcomes, findings, strict=True)]


SEVERAL = ("PAGE-OVERLAP", "UPDATE-LOST", "TYPE-UPPER", "GET-ANY-KEY")


@pytest.mark.parametrize("broken", [(), SEVERAL, ("BODY-CUT",), ("ID-TEXT",), ("REPLACE-ALL-CASES",)])
def test_a_recorded_run_comes_to_the_same_when_it_is_judged_again(broken: tuple[str, ...]) -> None:
    target = Recorder(FakeTarget(full_tenant(faults=[fault(one) for one in broken])), PLAN, 3600)
    report = judge(target, PLAN, pause=lambda _: None)
    again = recorded_run(json.loads(target.har())["log"])
    assert again is not None
    assert bool(report.broken) is bool(broken)
    assert _facts(again.judged()) == _facts(report)


@pytest.mark.parametrize("expires", ["", "expires = 2020-01-01"])
def test_what_was_agreed_is_in_the_recording(expires: str, command: Command, tmp_path: Path) -> None:
    fake, path, baseline = FakeTenant.sample(faults=[fault("COUNT-OFF")]), tmp_path / "run.har", tmp_path / "agreed"
    entry = f"[[accepted]]\npromise = 'LIST-COUNT-TOTAL'\nreason = 'agreed'\n{expires}\n"
    baseline.write_text(f"may_skip = ['LIST-STATUS']\n{entry}")
    with serving(Handler.reply, fake) as server:
        options = ("--case=2", "--only=LIST-COUNT-TOTAL,LIST-SHAPE", f"--baseline={baseline}", f"--record={path}")
        code, said, _ = command("run", f"--tenant={server.origin}", *options, TINES_API_KEY=KEY)
    assert (code, said) == command("judge-recording", path)[:2]
    assert code == (1 if expires else 0)


def test_a_recording_shows_no_text_of_the_tenant(command: Command, tmp_path: Path) -> None:
    fake, path = FakeTenant.sample(), tmp_path / "run.har"
    fake.add_action(2, label="Call Ada", url="https://acme.tines.com/webhook/7d0f/sesame", query_params={"pin": "x81"})
    with serving(Handler.reply, fake) as server:
        options = ("--case=2", "--only=LIST-*,GET-*", "--header=X-Gateway: letmein", f"--record={path}")
        code, *_ = command("run", f"--tenant={server.origin}", *options, TINES_API_KEY=KEY)
    written = path.read_text()
    assert (code, path.stat().st_mode & 0o077) == (0, 0)
    assert [one for one in ("Ada", "webhook/7d0f", "sesame", "x81", '"pin"', "letmein", KEY) if one in written] == []
    code, out, _ = command("judge-recording", str(path), "--json")
    assert (code, json.loads(out)["target"]) == (0, server.origin)


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ('{"label": "Ada", "a": 1e5, "b": "open', ("Ada", "open")),
        ("<p>Ada</p>", ("Ada",)),
        ('{"url": "https://a.test/api/v2/cases?token=abc"}', ("abc",)),
        ('{"url": "https://a.test/api/v2/cases?page=abc"}', ("abc",)),
        ('{"url": "https://hooks.test/sesame/api/v2/cases"}', ("sesame",)),
        ('"\\u0041da"', ("u0041da",)),
        ("{pin: a1b2c3d4, ada.b@c.test", ("a1b", "b2c", "ada")),
    ],
)
def test_no_body_shows_a_text_that_was_not_sent(body: str, shown: tuple[str, ...]) -> None:
    sent = Request(method="POST", origin="https://a.test", path="/api/v2/cases/1/actions", body=b'{"label": "mine"}')
    kept = Redaction.of([sent], "mark").response(Response(status=200, body=body.encode())).body.decode()
    assert [one for one in shown if one in kept] == []
    assert len(kept) == len(body)


def test_what_cannot_be_recorded_is_reported_all_the_same(command: Command) -> None:
    code, out, err = command("run", "--tenant=fake", "--only=LIST-SHAPE", "--record=/dev/full", "--quiet")
    assert (code, "1 held" in out, "'/dev/full': No space left" in err) == (2, True, True), out


def test_a_run_that_is_interrupted_is_recorded_until_then(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "run.har"
    ended = Ended(FakeTenant.sample(), {IN_THE_FIXED_WRITES: signal.SIGINT}, *RUN, f"--record={path}", folder=tmp_path)
    assert (ended.code, [one.name for one in tmp_path.iterdir()]) == (130, ["run.har"])
    code, out, _ = command("judge-recording", str(path))
    assert (code, "the run was interrupted" in out, "left behind" in out) == (7, True, False), out


def _bodies(seed: int, mark: str) -> list[tuple[str, bytes]]:
    fake = full_tenant()
    judge(FakeTarget(fake), evolve(PLAN, seed=seed, scenarios=3, mark=mark), pause=lambda _: None)
    return [(one.request.url, one.request.body.replace(mark.encode(), b"MARK")) for one in fake.journal]


def test_the_same_seed_sends_the_same_but_for_the_mark_of_the_run() -> None:
    first = _bodies(7, "tines-contract")
    assert _bodies(7, "tines-contract") == first
    assert _bodies(8, "tines-contract") != first
