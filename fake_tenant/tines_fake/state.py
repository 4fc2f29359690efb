"""What a tenant holds: cases, and the actions of each. Immutable; a change gives another state."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve, frozen

Action = Mapping[str, Any]
_FIRST = datetime.datetime(2023, 10, 31, 15, 42, tzinfo=datetime.UTC)
_BETWEEN = datetime.timedelta(hours=2)
_DIFFERENT_TIMES = 10_000


@frozen
class Story:
    """What the tenant says of the actions that lead to a story."""

    name: str
    emoji: str | None = None
    page_emoji: str | None = None


@frozen
class State:
    """Cases by number, each with its actions in the order of their ids.

    stories: by the URLs of their webhooks and pages. last_id: no new action has an id up to it. moment: when it was
    last written to. removed: the deleted actions, each with its case.
    """

    cases: Mapping[int, tuple[Action, ...]] = {}
    stories: Mapping[str, Story] = {}
    last_id: int = 0
    moment: datetime.datetime = _FIRST
    removed: frozenset[tuple[int, int]] = frozenset()

    def with_case(self, case_id: int) -> "State":
        """Add a case without actions; nothing changes where it exists."""
        return evolve(self, cases={case_id: (), **self.cases})

    def with_action(self, case_id: int, action: Action) -> "State":
        """Add an action, or put it in the place of the one with its id."""
        others = [held for held in self.cases.get(case_id, ()) if held["id"] != action["id"]]
        return self.with_all_actions(case_id, [*others, action])

    def with_all_actions(self, case_id: int, actions: Iterable[Action]) -> "State":
        """Put these in the place of a case's actions."""
        held = tuple(sorted(actions, key=lambda action: int(action["id"])))
        there = {(case_id, action["id"]) for action in held}
        gone = {(case_id, action["id"]) for action in self.cases.get(case_id, ())}
        return evolve(
            self,
            cases={**self.cases, case_id: held},
            last_id=max(self.next_id() - 1, held[-1]["id"] if held else 0),
            removed=(self.removed | gone) - there,
        )

    def without_action(self, case_id: int, action_id: int) -> "State":
        kept = [action for action in self.cases[case_id] if action["id"] != action_id]
        return self.with_all_actions(case_id, kept)

    def action(self, case_id: int, action_id: int) -> Action | None:
        return next((action for action in self.cases.get(case_id, ()) if action["id"] == action_id), None)

    def with_story(self, url: str, story: Story) -> "State":
        return evolve(self, stories={**self.stories, url: story})

    def at(self, moment: datetime.datetime) -> "State":
        return evolve(self, moment=moment)

    def next_id(self) -> int:
        most = max((actions[-1]["id"] for actions in self.cases.values() if actions), default=0)
        return 1 + max(self.last_id, most)


def _made_up_label(action_id: int) -> str:
    return f"Action {action_id}"


def is_made_up(action: Action) -> bool:
    """Whether nobody gave the action its label."""
    return bool(action["label"] == _made_up_label(action["id"]))


def new_action(action_id: int, **given: Any) -> Action:
    """An action with every field of the newest answers, as given or made up; timestamps are aware datetimes."""
    created = _FIRST + _BETWEEN * ((action_id - 1) % _DIFFERENT_TIMES)
    made_up: dict[str, Any] = {
        "id": action_id,
        "url": f"https://fake.tines.test/webhook/{action_id:08x}/secret",
        "label": _made_up_label(action_id),
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
