"""Each sample of the README runs as it stands there, and each of how to receive presses."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tines_cases import TinesClient, press
from tines_contract import Plan
from tines_contract.engine.forecast import forecast
from tines_contract.report.durations import roughly
from tines_contract.transport.pacing import LIVE_REQUESTS_A_MINUTE
from tines_fake import FakeTenant
from tines_spec import document

ROOT = Path(__file__).resolve().parents[2]
SECRET = "what the button has among its query_params"
PRESS = {**document()["components"]["examples"]["OnePress"]["value"], "secret": SECRET}


def _samples(path: str) -> list[str]:
    return re.findall(r"```python\n(.*?)```", (ROOT / path).read_text("utf-8"), flags=re.DOTALL)


SAMPLES = _samples("README.md")
SHOWN = 'TinesClient("acme.tines.com", "your key")'


@pytest.fixture
def tines() -> Iterator[TinesClient]:
    fake = FakeTenant.sample()
    with TinesClient(fake.origin, fake.api_key, transport=fake.transport()) as client:
        yield client


def _run(sample: str, tines: TinesClient) -> dict[str, object]:
    names: dict[str, object] = {"tines": tines, "on_the_fake": lambda: tines, "body": json.dumps(PRESS)}
    exec(sample.replace(SHOWN, "on_the_fake()"), names)
    return names


def _sample(text: str) -> str:
    (found,) = (sample for sample in SAMPLES if text in sample)
    return found


@pytest.mark.parametrize("sample", SAMPLES, ids=range(len(SAMPLES)))
def test_each_sample_runs_as_it_stands(sample: str, tines: TinesClient) -> None:
    assert _run(sample, tines)


def test_the_quickstart_lists_cases_and_actions(tines: TinesClient, capsys: pytest.CaptureFixture[str]) -> None:
    assert SHOWN in _sample("except NotFoundError")
    _run(_sample("except NotFoundError"), tines)
    lines = capsys.readouterr().out.splitlines()
    assert "1 Claim case webhook 2023-10-31 15:42:00+00:00" in lines
    assert lines[-1] == "404 ('Case not found',)"


def test_the_sample_of_pagination_counts_the_actions(tines: TinesClient, capsys: pytest.CaptureFixture[str]) -> None:
    _run(_sample("total()"), tines)
    assert capsys.readouterr().out.splitlines() == ["2", "1 ['Claim case', 'Escalate']"]


def test_the_sample_of_writing_leaves_nothing(tines: TinesClient, capsys: pytest.CaptureFixture[str]) -> None:
    _run(_sample("case_actions.create("), tines)
    assert capsys.readouterr().out == "Read the runbook\n"
    assert [action.label for action in tines.case_actions.iterate(1)] == ["Claim case", "Escalate"]


def test_the_sample_of_a_press_shows_who_clicked(tines: TinesClient, capsys: pytest.CaptureFixture[str]) -> None:
    _run(_sample("press.read("), tines)
    assert capsys.readouterr().out.endswith("email='ada@example.com') 42 {'priority': 'high'}\n")


def test_the_samples_of_receiving_presses_work_together(tines: TinesClient, capsys: pytest.CaptureFixture[str]) -> None:
    create, handle, test = _samples("docs/how-to/receive-presses.md")
    names: dict[str, Any] = {"tines": tines}
    exec(create, names)
    exec(handle, names)
    fake = FakeTenant()
    bodies: list[bytes] = []

    def app(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        bodies.append(environ["wsgi.input"].read())
        start_response("200 OK", list(press.cors_headers(fake.origin).items()))
        return [b""]

    exec(test, {"app": app})
    assert b'"eve@example.com"' in bodies[-1]

    made = names["made"]
    body = json.dumps({"case": {"id": 1}, "button": {"id": made.id}, **made.query_params}).encode()
    assert names["handle"](tines, body) == (200, "done")
    assert names["handle"](tines, body) == (200, "done")
    assert names["handle"](tines, b"{}") == (403, "wrong secret")
    assert names["handle"](tines, b"") == (400, "the body is empty")
    assert "{'team': 'blue'}" in capsys.readouterr().out


@pytest.mark.parametrize("writing_case", [None, 42])
def test_the_figures_of_a_run_are_those_of_its_plan(writing_case: int | None) -> None:
    found = forecast(Plan(42, writing_case=writing_case), LIVE_REQUESTS_A_MINUTE)
    assert f"about {found.requests} requests, {roughly(found.seconds)}" in (ROOT / "README.md").read_text("utf-8")


def test_the_sample_tenant_holds_what_the_readme_says(tines: TinesClient) -> None:
    assert [tines.case_actions.iterate(case).total() for case in (1, 2, 3)] == [2, 1203, 0]
