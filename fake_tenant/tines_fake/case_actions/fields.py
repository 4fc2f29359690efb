"""What a case action holds by default, and how it is shown."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tines_fake.behaviour import Behaviour
from tines_fake.fields import Item
from tines_fake.quirks import Quirks
from tines_fake.serialisers import Serialised, View, with_times, with_unknown_fields

if TYPE_CHECKING:
    from tines_fake.resources import Resource


_DEFAULT_TEXT = "Open form"


def _default_label(number: object) -> str:
    return f"Action {number}"


def _defaults(number: int) -> Mapping[str, Any]:
    return {
        "url": f"https://fake.tines.test/webhook/{number:08x}/secret",
        "label": _default_label(number),
        "story_name": "Case Management",
        "story_emoji": ":fire:",
        "page_emoji": None,
        "action_type": "page" if number % 3 == 0 else "webhook",
        "action_text": _DEFAULT_TEXT,
        "query_params": None,
    }


def _serialised(_: "Resource", action: Item, quirks: Quirks, view: View) -> Serialised:
    shown = with_times(action, quirks)
    if shown["query_params"] is None:
        shown["query_params"] = {} if quirks.no_query_params == "empty" else None
    hidden = quirks.item != "newest" or quirks.params_shown not in ("everywhere", view)
    if hidden or (shown["query_params"] is None and quirks.no_query_params == "absent"):
        del shown["query_params"]
    if quirks.item == "oldest":
        del shown["page_emoji"]
    is_made_up = shown["label"] == _default_label(shown["id"])
    has_text = shown["action_text"] not in (None, _DEFAULT_TEXT if is_made_up else None)
    if quirks.action_text == "null" and not has_text:
        shown["action_text"] = None
    if quirks.action_text == "absent" and not has_text:
        del shown["action_text"]
    if quirks.unknown_types and is_made_up and shown["id"] % 5 == 0:
        shown["action_type"] = "form"
    return with_unknown_fields(shown, action["id"], quirks)


CASE_ACTIONS = Behaviour(defaults=_defaults, serialise=_serialised)
