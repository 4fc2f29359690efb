"""A day in somebody's CI, as a script: each command, its exit code, and what stands in the baseline then.

A pull request against the fake, a nightly run against a live tenant, a deviation that appears there, is accepted, and
disappears again.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract_tests.suite.tenants.plain_server import KEY, Handler, PlainServer, serving
from contract_tests.suite.tenants.tenants import CASE, full_tenant
from tines_contract.__main__ import main
from tines_fake import fault

BASELINE = Path("tines-contract.toml")
FEW = "--only=LIST-COUNT-TOTAL,LIST-PAGES-AGREE,LIST-KEY-MISSING,GET-UNKNOWN"
COUNT = fault("COUNT-OFF")


@pytest.fixture
def live(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[PlainServer]:
    """A live tenant, whose deviations come and go, and a folder of a repository to run in."""
    for name in ("TINES_CONTRACT_WRITES", "TINES_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    with serving(Handler.reply, full_tenant()) as server:
        monkeypatch.setenv("TINES_TENANT", server.origin)
        monkeypatch.setenv("TINES_CASE_ID", str(CASE))
        yield server


def _run(*arguments: str) -> int:
    return main(["run", "-q", FEW, *arguments])


def test_a_day_in_ci(live: PlainServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    # A pull request: against the fake, without a key, with a report as an artifact.
    assert main(["plan", "--tenant=fake", FEW]) == 0
    assert _run("--tenant=fake", "--output-format=junit", "--output-file=report.xml") == 0
    assert "tests=" in Path("report.xml").read_text()

    # The first night: the key is missing, then wrong, then right.
    assert _run() == 2
    monkeypatch.setenv("TINES_API_KEY", "another-key")
    assert _run() == 3
    monkeypatch.setenv("TINES_API_KEY", KEY)
    assert main(["plan", FEW]) == 0
    assert _run() == 0

    # A deviation appears: the nightly run fails, and says what and where.
    live.fake = full_tenant(faults=[COUNT])
    assert _run("--output-format=json", "--output-file=report.json") == 1
    outcomes = json.loads(Path("report.json").read_text())["outcomes"]
    assert [one["promise"] for one in outcomes if one["status"] == "broken"] == [COUNT.promise]

    # Somebody looks at it, and accepts it with a reason: the next run is green, and shows it.
    assert _run(f"--accept={COUNT.promise}=ticket 4711", "--update-baseline") == 0
    assert 'reason = "ticket 4711"' in BASELINE.read_text()
    capsys.readouterr()
    assert _run() == 0
    assert "ticket 4711" in capsys.readouterr().out

    # The pull request knows nothing of it: the file is about the live tenant.
    assert _run("--tenant=fake", "--case=1") == 0

    # A second deviation is not covered by the first.
    live.fake = full_tenant(faults=[COUNT, fault("AUTH-NO-KEY")])
    assert _run() == 1
    live.fake = full_tenant(faults=[COUNT])

    # The acceptance expires: the run fails until somebody decides again.
    accepted = BASELINE.read_text()
    BASELINE.write_text(accepted + "expires = 2026-01-01\n")
    assert _run() == 1
    BASELINE.write_text(accepted)

    # The deviation is mended: the list must become shorter.
    live.fake = full_tenant()
    assert _run() == 1
    assert "take it off the list" in capsys.readouterr().out
    assert _run("--update-baseline") == 0
    assert not re.search("accepted", BASELINE.read_text())
    assert _run() == 0

    # The tenant is down one night, and its budget is too small in another: neither is green, nor an accusation.
    assert _run("--tenant=127.0.0.1:1") == 6
    assert _run("--max-requests=3") == 7

    # Nobody may skip anything but what was agreed.
    assert _run("--strict") == 0  # what was not selected is no matter of agreement
    assert main(["run", "-q", "--strict", "--only=LIST-KEY-MISSING,CREATE-STATUS"]) == 7
    BASELINE.write_text('may_skip = ["create*"]\n')
    assert main(["run", "-q", "--strict", "--only=LIST-KEY-MISSING,CREATE-STATUS"]) == 0
