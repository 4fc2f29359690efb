"""What a tenant holds: cases, and the actions of each. Immutable; a change gives another state."""

import datetime
from collections.abc import Mapping
from typing import Any

from attrs import evolve, frozen

Action = Mapping[str, Any]
_FIRST = datetime.datetime(2023, 10, 31, 15, 42, tzinfo=datetime.UTC)
_BETWEEN = datetime.timedelta(hours=2)


@frozen
class State:
    """Cases by number, each with its actions in the order of their ids."""

    cases: Mapping[int, tuple[Action, ...]] = {}

    def with_case(self, case_id: int) -> "State":
        """Add a case without actions; nothing changes where it exists."""
        return evolve(self, cases={case_id: (), **self.cases})

    def with_action(self, case_id: int, action: Action) -> "State":
        actions = (*self.cases.get(case_id, ()), action)
        return evolve(self, cases={**self.cases, case_id: tuple(sorted(actions, key=lambda held: int(held["id"])))})

    def next_id(self) -> int:
        return 1 + max((action["id"] for actions in self.cases.values() for action in actions), default=0)


def new_action(action_id: int, **given: Any) -> Action:
    """An action with every field of the newest answers, as given or made up; timestamps are aware datetimes."""
    created = _FIRST + _BETWEEN * (action_id - 1)
    made_up: dict[str, Any] = {
        "id": action_id,
        "url": f"https://fake.tines.test/webhook/{action_id:08x}/secret",
        "label": f"Action {action_id}",
        "story_name": "Case Management",
        "story_emoji": ":fire:",
        "page_emoji": None,
        "action_type": "page" if action_id % 3 == 0 else "webhook",
        "action_text": "Open form",
        "query_params": None,
        "created_at": created,
        "updated_at": created + datetime.timedelta(hours=1),
    }
    unknown = given.keys() - made_up.keys()
    if unknown:
        raise TypeError(f"an action has no {', '.join(sorted(unknown))}; it has {', '.join(made_up)}")
    return {**made_up, **given}
