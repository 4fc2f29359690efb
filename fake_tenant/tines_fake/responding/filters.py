"""The filters of a list: read in the encoding that the tenant follows, and the items that fit them exactly.

What shows a filter, the spec says (`x-shown-by`). One that nothing shows is ignored.
"""

import datetime
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

from tines_fake.contents.item_fields import Item
from tines_fake.responding.request_context import RequestContext

Filters = dict[str, Any]
_KEYS = re.compile(r"\[([^\]]*)\]")
_DAY = datetime.timedelta(days=1)


def fitting(items: Sequence[Item], context: RequestContext) -> Sequence[Item]:
    """The items that fit the filters of a request."""
    parameter = context.operation.filters
    if parameter is None:
        return items
    filters, known = _read(context, parameter.name), parameter.schema["properties"]
    ways = {name: known[name]["x-shown-by"] for name in filters if "x-shown-by" in known.get(name, ())}
    return [item for item in items if all(_fits(way, item, filters[name]) for name, way in ways.items())]


def _read(context: RequestContext, name: str) -> Filters:
    """Those that were sent in this tenant's encoding. In any other, they are as if they were not sent, or refused."""
    request, encoding = context.request, context.quirks.filters_encoding
    if encoding == "ignored":
        return {}
    found: Any = None
    if encoding == "body":
        body = _json(request.body)
        found = body.get(name) if isinstance(body, dict) else None
    elif encoding == "json":
        found = _json(request.argument(name) or "")
    elif f"{name}%5B" in request.query or f"{name}[" in request.query:
        found = _in_brackets(request.query, name)
    if isinstance(found, dict):
        return found
    if request.argument(name) is not None and context.quirks.odd_values != "default":
        raise context.refused(int(context.quirks.odd_values), f"{name} is invalid")
    return {}


def _json(text: str | bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _in_brackets(query: str, name: str) -> Filters:
    found: Filters = {}
    for sent, value in parse_qsl(query, keep_blank_values=True):
        key, *inner = _KEYS.findall(sent) if sent.startswith(f"{name}[") else [""]
        if inner == [""]:
            found[key] = [*(found[key] if isinstance(found.get(key), list) else ()), value]
        elif inner:
            found[key] = {**(found[key] if isinstance(found.get(key), dict) else {}), inner[0]: value}
        elif key:
            found[key] = value
    return found


def _fits(way: Mapping[str, Any], item: Item, value: Any) -> bool:
    shown = [item.get(name) for name in way["at"]]
    if way["rule"] in _COMPARED:
        return any(one is not None and _COMPARED[way["rule"]](one, value) for one in shown)
    parts = [part for one in shown if one is not None for part in (one if isinstance(one, list) else [one])]
    held = [any(_text(one) in _names(part, way) for part in parts) for one in _several(value)]
    if not parts and any(one in (way.get("empty"), *way.get("unseen", ())) for one in _several(value)):
        held.append(True)
    return {"any": any(held), "all": all(held), "none": not any(held)}[way["rule"]]


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _names(part: Any, way: Mapping[str, Any]) -> set[str]:
    return {_text(part.get(name)) for name in way["by"]} if isinstance(part, Mapping) else {_text(part)}


def _text(value: Any) -> str:
    return str(value).casefold()


def _holds(shown: Any, value: Any) -> bool:
    if isinstance(value, Mapping):
        return isinstance(shown, Mapping) and all(_text(shown.get(key)) == _text(one) for key, one in value.items())
    return _text(value) in _text(shown)


def _is_from(shown: datetime.datetime, value: Any) -> bool:
    return shown >= _moment(value)


def _is_to(shown: datetime.datetime, value: Any) -> bool:
    moment = _moment(value)
    return shown - moment < _DAY if _is_day(value) else shown <= moment


def _moment(value: Any) -> datetime.datetime:
    """What makes no sense is a moment of long ago; without a time zone it is one of UTC."""
    try:
        found = datetime.datetime.fromisoformat(str(value))
    except ValueError:
        return datetime.datetime(1, 1, 2, tzinfo=datetime.UTC)
    return found if found.tzinfo else found.replace(tzinfo=datetime.UTC)


def _is_day(value: Any) -> bool:
    return len(str(value)) <= len("2026-11-25")


_COMPARED: Mapping[str, Callable[[Any, Any], bool]] = {"holds": _holds, "from": _is_from, "to": _is_to}
