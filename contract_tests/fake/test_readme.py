"""What the README shows works as it stands there."""

import re
from pathlib import Path

import pytest

from tines_cases import TinesClient
from tines_fake import FakeTenant

README = (Path(__file__).resolve().parents[2] / "README.md").read_text("utf-8")
SDK_EXAMPLE, FAKE_EXAMPLE = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)


def test_the_example_of_the_sdk_reads_a_tenant(capsys: pytest.CaptureFixture[str]) -> None:
    fake = FakeTenant.sample()
    shown = 'TinesClient("acme.tines.com", "your key")'
    assert shown in SDK_EXAMPLE
    names: dict[str, object] = {
        "on_the_fake": lambda: TinesClient(fake.origin, fake.api_key, transport=fake.transport())
    }
    exec(SDK_EXAMPLE.replace(shown, "on_the_fake()"), names)
    lines = capsys.readouterr().out.splitlines()
    assert "Read the runbook" in lines
    assert lines[0] == "2 ['Claim case', 'Escalate']"
    assert lines[-1] == "404 ('Case not found',)"


def test_the_example_of_the_fake_runs_as_it_stands() -> None:
    names: dict[str, object] = {}
    exec(FAKE_EXAMPLE, names)
    overlapping = names["overlapping"]
    assert isinstance(overlapping, FakeTenant)
    assert [fault.id for fault in overlapping.faults] == ["PAGE-OVERLAP"]


def test_the_fake_that_the_readme_serves_holds_what_it_says() -> None:
    fake = FakeTenant.sample()
    with TinesClient(fake.origin, fake.api_key, transport=fake.transport()) as tines:
        assert [tines.case_actions.iterate(case).total() for case in (1, 2, 3)] == [2, 1203, 0]
