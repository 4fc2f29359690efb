"""An action made of what was sent: all that the server owns is the server's, whatever the body says of it."""

import hashlib
from collections.abc import Mapping
from typing import Any

from tines_fake.case_actions.bodies import kept_params
from tines_fake.fields import Item
from tines_fake.request_context import RequestContext
from tines_fake.state import State

_OPEN = {"webhook": "Run", "page": "Open page"}
_RANDOM_BYTES = 7


def new_action(state: State, context: RequestContext, action_id: int, given: Mapping[str, Any]) -> Item:
    """A new action. What a body lacks that a conforming tenant would have rejected is empty."""
    return {
        "id": action_id,
        "url": given.get("url", ""),
        "label": given.get("label", ""),
        **story_of(state, given.get("url", "")),
        "action_type": given.get("action_type", "webhook"),
        "action_text": given["action_text"] if "action_text" in given else _default_text(context, given),
        "query_params": kept_params(given.get("query_params"), context.quirks),
        "created_at": context.now,
        "updated_at": context.now,
    }


def _default_text(context: RequestContext, given: Mapping[str, Any]) -> str | None:
    if context.quirks.new_text == "by-type":
        return _OPEN.get(given.get("action_type", ""), "Open")
    return "" if context.quirks.new_text == "empty" else None


def story_of(state: State, url: str) -> dict[str, str | None]:
    """What the tenant says of a URL's story: nothing, unless it is the URL of one that it has."""
    story = state.stories.get(url)
    if story is None:
        return {"story_name": None, "story_emoji": None, "page_emoji": None}
    return {"story_name": story.name, "story_emoji": story.emoji, "page_emoji": story.page_emoji}


def new_id(context: RequestContext, following: int, index: int = 0) -> int:
    """The id of a new action, the index-th of one write; `following` is the first that none ever had."""
    if context.quirks.ids == "random":
        seed = f"{context.now.isoformat()} {index}".encode()
        return 1 + int.from_bytes(hashlib.blake2b(seed, digest_size=_RANDOM_BYTES).digest(), "big")
    return following + index if context.quirks.ids == "consecutive" else following + 2 + 3 * index
