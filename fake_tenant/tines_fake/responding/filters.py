"""The filters of a list: read in the encoding that the tenant follows, and the items that fit them exactly.

What shows a filter, the spec says (`x-shown-by`). One that nothing shows is ignored.
"""

import datetime
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

from tines_fake.contents.item_fields import Item
from tines_fake.responding.request_context import RequestContext
from tines_spec import Parameter

_KEYS = re.compile(r"\[([^\]]*)\]")
_DAY = datetime.timedelta(days=1)


def fitting(items: Sequence[Item], context: RequestContext, parameter: Parameter) -> Sequence[Item]:
    """The items that fit the filters of a request, which a parameter has."""
    filters = _read(context, parameter.name)
    if not filters:
        return items
    known = parameter.schema["properties"]
    ways = {name: known[name]["x-shown-by"] for name in filters if "x-shown-by" in known.get(name, ())}
    return [item for item in items if all(_fits(way, item, filters[name]) for name, way in ways.items())]


def _read(context: RequestContext, name: str) -> Mapping[str, Any]:
    """Those that were sent in this tenant's encoding. In any other, they are as if they were not sent, or refused."""
    request, quirks = context.request, context.quirks
    found: Any = None
    if quirks.filters_encoding == "brackets":
        found = _in_brackets(request.query, name)
    elif quirks.filters_encoding == "json":
        found = _json(request.argument(name))
    elif quirks.filters_encoding == "body":
        found = (_json(request.body) or {}).get(name)
    is_odd = not found and request.argument(name) is not None and quirks.filters_encoding != "ignored"
    if is_odd and quirks.odd_values != "default":
        raise context.refused(int(quirks.odd_values), f"{name} is invalid")
    return found if isinstance(found, dict) else {}


def _json(text: str | bytes | None) -> dict[str, Any] | None:
    try:
        found = json.loads(text or "")
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _in_brackets(query: str, name: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for sent, value in parse_qsl(query, keep_blank_values=True) if name in query else ():
        key, *inner = _KEYS.findall(sent.removeprefix(name)) if sent.startswith(f"{name}[") else [""]
        kept = found.get(key)
        if inner == [""]:
            found[key] = [*(kept if isinstance(kept, list) else ()), value]
        elif inner:
            found[key] = {**(kept if isinstance(kept, dict) else {}), inner[0]: value}
        elif key:
            found[key] = value
    return found


def _fits(way: Mapping[str, Any], item: Item, value: Any) -> bool:
    rule, shown = way["rule"], [one for name in way["at"] if (one := item.get(name)) is not None]
    if rule == "holds":
        return any(_holds(one, value) for one in shown)
    if rule in ("from", "to"):
        return any(_is_within(rule, one, str(value)) for one in shown)
    parts = [part for one in shown for part in _several(one)]
    names = {_text(one) for part in parts for one in ([part.get(by) for by in way["by"]] if "by" in way else [part])}
    absent = () if parts else (way.get("empty"), *way.get("unseen", ()))
    held = [one in absent or _text(one) in names for one in _several(value)]
    return {"any": any(held), "all": all(held), "none": not any(held)}[rule]


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    return str(value).casefold()


def _holds(shown: Any, value: Any) -> bool:
    if isinstance(value, dict):
        return isinstance(shown, dict) and all(_text(shown.get(key)) == _text(one) for key, one in value.items())
    return _text(value) in _text(shown)


def _is_within(rule: str, shown: datetime.datetime, bound: str) -> bool:
    """A day is of UTC, as is a time without a time zone. What makes no sense is no bound."""
    try:
        read = datetime.datetime.fromisoformat(bound)
    except ValueError:
        return True
    moment = read if read.tzinfo else read.replace(tzinfo=datetime.UTC)
    if rule == "from":
        return shown >= moment
    return shown <= moment if "T" in bound or " " in bound else shown - moment < _DAY
