"""What the spec leaves to a tenant about the items of a list. The defaults of `Behaviour` do for most lists.

At the end it says by list what openapi.yaml does not: defaults that read well, how an order sorts, what is special
about case actions. A list that is only read needs nothing here.
"""

import datetime
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Literal

from attrs import field, frozen
from attrs.validators import instance_of, optional

from tines_fake.contents.item_fields import Field, Item
from tines_fake.quirks import Quirks

Serialised = dict[str, Any]
View = Literal["in-lists", "alone"]
_RESERVED = frozenset(("case_id", "user", "button", "case", "message"))
_OPEN = {"webhook": "Run", "page": "Open page"}
_DEFAULT_TEXT = "Open form"
_CASE_URL = "https://fake.tines.test/cases/{}"
_PRIORITIES = ("INFO", "LOW", "MEDIUM", "HIGH", "CRITICAL")


@frozen
class Story:
    """What the tenant says of the actions that lead to a story."""

    name: str = field(validator=instance_of(str))
    emoji: str | None = field(default=None, validator=optional(instance_of(str)))
    page_emoji: str | None = field(default=None, validator=optional(instance_of(str)))


Order = Callable[[Iterable[Item]], list[Item]]
"""Sorts a list; what is alike stays in the order of the ids."""


def _nothing(*_: object) -> Any:
    return {}


def _as_given(given: Mapping[str, Any], *_: object) -> Mapping[str, Any]:
    return given


def _with_optional(items: list[Serialised], fields: Mapping[str, Field], quirks: Quirks, _: View) -> list[Serialised]:
    """What need not be there is null, or absent, where this tenant has it so."""
    if quirks.optional_fields == "given":
        return items
    kept = {name for name, one in fields.items() if one.required or quirks.optional_fields == "null"}
    null = {name for name, one in fields.items() if one.nullable and not one.required}
    return [{name: None if name in null else shown[name] for name in shown if name in kept} for shown in items]


@frozen(kw_only=True)
class Behaviour:
    """defaults: what the item of a number holds, where that is not an example of the spec. orders: how a list is
    sorted, by the values of its parameter `order`. shown: how items are shown, of their properties in a view.

    objections: what some tenants reject in a body; the status of a quirk, with a message. stored: what is kept of what
    a body gives, for a new item or one that changes now. derived: what the tenant itself says of what is given.
    """

    defaults: Callable[[int], Mapping[str, Any]] = _nothing
    orders: Mapping[str, Order] = {}
    shown: Callable[[list[Serialised], Mapping[str, Field], Quirks, View], list[Serialised]] = _with_optional
    objections: Callable[[Mapping[str, Any], Quirks], Iterable[tuple[object, str]]] = _nothing
    stored: Callable[[Mapping[str, Any], Item | None, Quirks, datetime.datetime], Mapping[str, Any]] = _as_given
    derived: Callable[[Mapping[str, Story], Mapping[str, Any]], Mapping[str, Any]] = _nothing


def _default_label(number: object) -> str:
    return f"Action {number}"


def _hex(number: int, of: str) -> str:
    """32 digits, as the parts of a webhook's URL have."""
    return hashlib.sha256(f"{of} {number}".encode()).hexdigest()[:32]


def _action(number: int) -> Mapping[str, Any]:
    return {
        "url": f"https://fake.tines.test/webhook/{_hex(number, 'path')}/{_hex(number, 'secret')}",
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


def _stored(given: Mapping[str, Any], before: Item | None, quirks: Quirks, _: object) -> Mapping[str, Any]:
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


def _shown(actions: list[Serialised], _: object, quirks: Quirks, view: View) -> list[Serialised]:
    return [_shown_action(one, quirks, view) for one in actions]


def _shown_action(shown: Serialised, quirks: Quirks, view: View) -> Serialised:
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


def _case(number: int) -> Mapping[str, Any]:
    state = {"status": "CLOSED"} if number % 4 == 0 else {"status": "OPEN", "resolved_at": None}
    return {
        **state,
        "name": f"Case {number}",
        "url": _CASE_URL.format(number),
        "priority": _PRIORITIES[number % len(_PRIORITIES)],
    }


def _stored_case(given: Mapping[str, Any], before: Item | None, _: object, now: datetime.datetime) -> Mapping[str, Any]:
    """Small letters are shown as capitals. Closing a case resolves it, until it is open again."""
    changes = {"description": "", "status": "open", **given} if before is None else dict(given)
    capitals = {name: changes[name].upper() for name in ("status", "priority") if isinstance(changes.get(name), str)}
    status = capitals.get("status", before and before.get("status"))
    if "resolved_at" not in given and status != (before or {}).get("status"):
        changes["resolved_at"] = now if status == "CLOSED" else None
    return {**changes, **capitals}


def _page_of_case(_: object, case: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"url": _CASE_URL.format(case["case_id"])} if "case_id" in case else {}


def _task(number: int) -> Mapping[str, Any]:
    return {"description": f"Task {number}", "completed": number % 3 == 0}


def _ordered_by(name: str, *, descending: bool = False) -> Order:
    # Not every case has every time. Those without one come first.
    return partial(sorted, key=lambda item: (item.get(name) is not None, item.get(name)), reverse=descending)


def _priority(case: Item) -> int:
    return _PRIORITIES.index(case["priority"]) if case.get("priority") in _PRIORITIES else -1


_ORDERS_OF_CASES: Mapping[str, Order] = {
    "CREATED_ASC": _ordered_by("created_at"),
    "CREATED_DESC": _ordered_by("created_at", descending=True),
    "OPENED_ASC": _ordered_by("opened_at"),
    "OPENED_DESC": _ordered_by("opened_at", descending=True),
    "PRIORITY_ASC": partial(sorted, key=_priority),
    "PRIORITY_DESC": partial(sorted, key=_priority, reverse=True),
    "RECENTLY_EDITED": _ordered_by("updated_at", descending=True),
    "LEAST_RECENTLY_EDITED": _ordered_by("updated_at"),
}

BEHAVIOURS: Mapping[str, Behaviour] = {
    "listCases": Behaviour(defaults=_case, orders=_ORDERS_OF_CASES, stored=_stored_case, derived=_page_of_case),
    "listCaseTasks": Behaviour(defaults=_task),
    "listCaseActions": Behaviour(
        defaults=_action, shown=_shown, objections=_objections, stored=_stored, derived=_story_of
    ),
}
