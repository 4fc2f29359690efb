"""What openapi.yaml does not say of case actions: what one holds by default, is stored with, and how it is shown."""

from collections.abc import Iterator, Mapping
from typing import Any

from tines_fake.contents.behaviour import Behaviour, Serialised, Story, View
from tines_fake.contents.item_fields import Item
from tines_fake.quirks import Quirks

_RESERVED = frozenset(("case_id", "user", "button", "case", "message"))
_OPEN = {"webhook": "Run", "page": "Open page"}
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


def _objections(given: Mapping[str, Any], quirks: Quirks) -> Iterator[tuple[object, str]]:
    if _RESERVED & (given.get("query_params") or {}).keys():
        yield quirks.reserved_params, "query_params holds a name that is reserved"


def _stored(given: Mapping[str, Any], before: Item | None, quirks: Quirks) -> Mapping[str, Any]:
    changes = dict(given)
    if given.get("query_params"):
        kept = _kept_params(given["query_params"], quirks)
        there = before["query_params"] if before is not None and quirks.changed_params == "merged" else None
        changes["query_params"] = {**(there or {}), **kept}
    if before is None and "action_text" not in given:
        changes["action_text"] = _text_of_new(given, quirks)
    return changes


def _text_of_new(given: Mapping[str, Any], quirks: Quirks) -> str | None:
    if quirks.new_text == "by-type":
        return _OPEN.get(given.get("action_type", ""), "Open")
    return "" if quirks.new_text == "empty" else None


def _kept_params(given: Mapping[str, Any], quirks: Quirks) -> dict[str, Any]:
    """The query parameters as they are stored."""
    kept = {k: v for k, v in given.items() if quirks.reserved_params != "left-out" or k not in _RESERVED}
    return {name: _text(value) for name, value in kept.items()} if quirks.param_values == "text" else kept


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value).lower()


def _story_of(stories: Mapping[str, Story], given: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the tenant says of a URL's story: nothing, unless it is the URL of one that it has."""
    if "url" not in given:
        return {}
    story = stories.get(given["url"])
    if story is None:
        return {"story_name": None, "story_emoji": None, "page_emoji": None}
    return {"story_name": story.name, "story_emoji": story.emoji, "page_emoji": story.page_emoji}


def _shown(shown: Serialised, _: object, quirks: Quirks, view: View) -> Serialised:
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
    return shown


CASE_ACTIONS = Behaviour(defaults=_defaults, shown=_shown, objections=_objections, stored=_stored, derived=_story_of)
