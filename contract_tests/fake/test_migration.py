"""What docs/how-to/migrate-from-buttons.md shows works as it stands there."""

import re
from pathlib import Path
from typing import Any

import pytest

from tines_cases import TinesClient
from tines_fake import FakeTenant

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "how-to" / "migrate-from-buttons.md").read_text("utf-8")
AFTER, MIGRATED = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
BUTTON = {
    "id": 3,
    "url": "https://example.com",
    "label": "Runbook",
    "button_type": "page",
    "button_text": None,
    "created_at": "2023-10-31T15:42:00Z",
}


@pytest.fixture
def fake() -> FakeTenant:
    """25 actions, more than one page, in case 1."""
    fake = FakeTenant()
    for _ in range(25):
        fake.add_action(1)
    return fake


@pytest.fixture
def tines(fake: FakeTenant) -> TinesClient:
    return TinesClient(fake.origin, fake.api_key, transport=fake.transport())


def test_the_code_after_reads_all_pages_adds_and_renames(
    fake: FakeTenant, tines: TinesClient, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = 'TinesClient("acme.tines.com", "your key")'
    assert shown in AFTER
    names: dict[str, Any] = {"on_the_fake": lambda: tines}
    exec(AFTER.replace(shown, "on_the_fake()"), names)
    assert len(capsys.readouterr().out.splitlines()) == 25
    after = TinesClient(fake.origin, fake.api_key, transport=fake.transport()).case_actions.get(1, names["made"].id)
    assert (after.label, after.action_text, after.action_type) == ("Escalate to on-call", "Escalate now", "webhook")


def test_a_stored_button_becomes_an_action(tines: TinesClient) -> None:
    names: dict[str, Any] = {}
    exec(MIGRATED, names)
    migrated = names["migrated"]
    made = tines.case_actions.create(1, **migrated({**BUTTON, "button_text": "Read"}))
    assert (made.label, made.action_type, made.action_text) == ("Runbook", "page", "Read")
    assert [action.label for action in tines.case_actions.replace_all(1, [migrated(BUTTON)] * 2).actions] == [
        "Runbook"
    ] * 2


def test_the_fake_has_no_buttons(fake: FakeTenant, tines: TinesClient) -> None:
    from tines_cases.errors import NotFoundError

    with pytest.raises(NotFoundError):
        tines.request("GET", "/api/v1/cases/1/buttons")
