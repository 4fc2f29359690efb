"""The checks as they are, on a journal: what anybody's session with a tenant shows of it."""

import contextlib
from collections.abc import Callable
from typing import Any

import pytest

from tines_cases import TinesClient
from tines_contract.engine.recordings.recordings import breaches
from tines_fake import FAULTS, FakeTenant

NEW = {"url": "https://example.com/a", "label": "Runbook", "action_type": "page"}


def _session(fake: FakeTenant) -> None:
    """A client that reads after it writes, and that does not mind what it gets."""
    with TinesClient(fake.origin, fake.api_key, transport=fake.transport()) as tines:
        actions = tines.case_actions
        steps: list[Callable[[], Any]] = [
            lambda: actions.create(3, **NEW),
            lambda: actions.create(3, url="https://example.com/b", label="Second", action_type="webhook"),
            lambda: actions.update(3, actions.list(3, per_page=50, page=1).actions[0].id, label="Changed"),
            lambda: actions.delete(3, actions.list(3, per_page=50, page=1).actions[0].id),
        ]
        for step in steps:
            for one in (step, lambda: actions.list(3, per_page=50, page=1)):
                with contextlib.suppress(Exception):  # what comes of it is in the journal
                    one()


def test_a_session_with_a_conforming_tenant_shows_nothing() -> None:
    fake = FakeTenant.sample()
    _session(fake)
    assert len(fake.journal) > 8
    assert breaches(fake.journal) == []


@pytest.mark.parametrize(
    "fault_id",
    ["CREATE-NOT-STORED", "CREATE-OTHERS-LOST", "UPDATE-LOST", "DELETE-IGNORED", "LABEL-NULL", "CREATE-HTML"],
)
def test_a_session_with_a_broken_tenant_shows_what_it_breaks(fault_id: str) -> None:
    fault = next(fault for fault in FAULTS if fault.id == fault_id)
    fake = FakeTenant.sample(faults=[fault])
    _session(fake)
    assert {finding.promise for finding in breaches(fake.journal)} == {fault.promise}
