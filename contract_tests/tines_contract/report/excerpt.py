"""The part of an answer that matters, and that a report may show.

Of the case's data that is ids and timestamps. Names are shown where they are the document's own, numbers where they are
of meta; of a link its numbers. All else is told by its JSON type.
"""

import functools
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tines_contract.contract.strict_json import strict_json
from tines_contract.contract.timestamps import moment
from tines_contract.evidence.observation import Observation
from tines_contract.evidence.page import LINKS
from tines_fake import Request
from tines_spec import load

_NUMBERS = ("id", "case_id")
_TIMES = ("created_at", "updated_at")
_MOST_IDS = 6


def excerpt(seen: Observation) -> str:
    """What the answer is, in one line and without what is nobody's business."""
    if not seen.response.body:
        return "no body"
    return f"{seen.media_type or 'no content type that can be read'}: {_body(seen)}"


def _body(seen: Observation) -> str:
    try:
        value = strict_json(seen.response.body)
    except ValueError:
        return f"{len(seen.response.body)} bytes that are no JSON"
    return _object(value, seen.request) if isinstance(value, dict) else kind(value)


def kind(value: Any) -> str:
    """The JSON type of a value."""
    for name, types in _KINDS.items():
        if isinstance(value, types):
            return name
    return "null"


_KINDS: Mapping[str, type | tuple[type, ...]] = {
    "a boolean": bool,  # before the numbers: to Python it is one
    "a number": (int, float),
    "text": str,
    "a list": list,
    "an object": dict,
}


@functools.cache
def _names() -> frozenset[str]:
    """The names that the document knows."""
    schemas = load()["components"]["schemas"].values()
    return frozenset(name for schema in schemas for name in schema.get("properties", ()))


def _object(value: Mapping[str, Any], request: Request) -> str:
    known = {name: one for name, one in value.items() if name in _names()}
    shown = [f"{name} {_value(name, one, request)}" for name, one in known.items()]
    more = len(value) - len(known)
    shown += [f"{more} more that the document does not name"] if more else []
    return "{" + ", ".join(shown) + "}"


def _value(name: str, value: Any, request: Request) -> str:
    if name == "actions" and isinstance(value, list):
        return _actions(value)
    if name == "meta" and isinstance(value, dict):
        return "{" + ", ".join(_meta(value, request)) + "}"
    if name in _NUMBERS and kind(value) == "a number":
        return str(value)[:20]
    if name in _TIMES and isinstance(value, str) and moment(value) is not None:
        return value[:40]
    return kind(value)


def _actions(items: list[Any]) -> str:
    """How many, and their ids, as far as they are numbers."""
    ids = [str(item["id"])[:20] for item in items if isinstance(item, dict) and type(item.get("id")) is int]
    if len(ids) > _MOST_IDS:
        ids = [*ids[: _MOST_IDS // 2], "…", *ids[-_MOST_IDS // 2 :]]
    return f"[{len(items)}" + (f": ids {', '.join(ids)}" if ids else "") + "]"


def _meta(meta: Mapping[str, Any], request: Request) -> Iterator[str]:
    for name, value in meta.items():
        if name not in _names():
            continue
        if name in LINKS and isinstance(value, str):
            yield f"{name} {_link(value, request)}"
        else:
            yield f"{name} {str(value)[:20] if kind(value) == 'a number' else kind(value)}"


def _link(link: str, request: Request) -> str:
    """The numbers of a link's query, and whether it leads to where the answer is from."""
    try:
        parts = urlsplit(link)
        query = parse_qsl(parts.query)
    except ValueError:
        return "text that is no URL"
    numbers = [f"{n}={v[:20]}" for n, v in query if n in ("page", "per_page") and v.isascii() and v.isdecimal()]
    asked = urlsplit(request.url)
    here = (parts.hostname, parts.path) == (asked.hostname, asked.path)
    return ("…" if here else "elsewhere ") + ("?" + "&".join(numbers) if numbers else "without a page")
