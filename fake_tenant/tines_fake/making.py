"""An action made of what was sent: all that the server owns is the server's, whatever the body says of it."""

from collections.abc import Mapping
from typing import Any

from tines_fake.asked import Asked
from tines_fake.left_open import kept_params
from tines_fake.state import Action, State, new_action

_OPEN = {"webhook": "Run", "page": "Open page"}


def made_action(state: State, asked: Asked, action_id: int, given: Mapping[str, Any]) -> Action:
    """A new action. What a body lacks that a sound tenant would have refused is empty."""
    return new_action(
        action_id,
        url=given.get("url", ""),
        label=given.get("label", ""),
        action_type=given.get("action_type", "webhook"),
        action_text=given["action_text"] if "action_text" in given else _default_text(asked, given),
        query_params=kept_params(given.get("query_params"), asked.quirks),
        created_at=asked.now,
        updated_at=asked.now,
        **story_of(state, given.get("url", "")),
    )


def _default_text(asked: Asked, given: Mapping[str, Any]) -> str | None:
    if asked.quirks.new_text == "by-type":
        return _OPEN.get(given.get("action_type", ""), "Open")
    return "" if asked.quirks.new_text == "empty" else None


def story_of(state: State, url: str) -> dict[str, str | None]:
    """What the tenant says of a URL's story: nothing, unless it is the URL of one that it has."""
    story = state.stories.get(url)
    if story is None:
        return {"story_name": None, "story_emoji": None, "page_emoji": None}
    return {"story_name": story.name, "story_emoji": story.emoji, "page_emoji": story.page_emoji}
