"""The part of a response that matters, and that a report may show.

Of a tenant's data that is ids and timestamps. Names are shown where they are the spec's own, numbers where they are of
meta; of a link its numbers. Of all else the JSON type is shown.
"""

import functools
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tines_contract.evidence.list_evidence import LINKS
from tines_contract.evidence.observation import Observation
from tines_contract.promises.strict_json import kind, known_names, strict_json
from tines_contract.promises.timestamps import moment
from tines_fake import Request, Response
from tines_spec import Paging, lists, named_properties, operations, resolve

_MOST_ITEMS = 6
_HEADERS = ("date", "x-request-id", "content-length", "retry-after")
_PLAIN = re.compile(r"[\w .,:;=/+-]{1,100}", re.ASCII)
Excerpt = Callable[[Observation, Collection[int]], str]
"""What is shown of a response, with these ids marked."""


def excerpt(seen: Observation, marked: Collection[int] = ()) -> str:
    """What the response is, in one line and without what is private; an id that is marked has asterisks around it."""
    if not seen.response.body:
        return "no body"
    return in_one_line(seen, _body(seen, marked))


def headers_shown(response: Response) -> Mapping[str, str]:
    """The headers that matter to whoever looks for a request in the tenant's logs, as far as they make sense."""
    values = ((name, response.headers.get(name, "")) for name in _HEADERS)
    return {name: value for name, value in values if _PLAIN.fullmatch(value)}


def in_one_line(seen: Observation, body: str) -> str:
    """The body, after its type."""
    return f"{seen.media_type or 'no content type that can be read'}: {body}"


def listed(values: Sequence[Any], shown: Callable[[Any], str]) -> str:
    """All of a few values; of many the first and the last."""
    half = _MOST_ITEMS // 2
    if len(values) <= _MOST_ITEMS:
        return ", ".join(map(shown, values))
    return ", ".join([*map(shown, values[:half]), "…", *map(shown, values[-half:])])


def _body(seen: Observation, marked: Collection[int]) -> str:
    try:
        value = strict_json(seen.response.body)
    except ValueError:
        return f"{len(seen.response.body)} bytes that are no JSON"
    if not isinstance(value, dict):
        return kind(value)
    return known_fields(value, lambda name, one: _value(name, one, seen.request, marked))


@functools.cache
def _times() -> frozenset[str]:
    """The names of timestamps."""
    return frozenset(name for name, schema in named_properties() if resolve(schema).get("format") == "date-time")


@functools.cache
def _ids() -> frozenset[str]:
    """The names of ids: of those of paths, and of those of items."""
    of_paths = {name for operation in operations().values() for name in operation.path_parameters}
    return frozenset(of_paths | {paging.id for paging in pagings()})


def pagings() -> list[Paging]:
    """How the lists of the spec are paged."""
    return [one.paging for one in lists() if one.paging is not None]


def known_fields(value: Mapping[str, Any], show: Callable[[str, Any], str]) -> str:
    """The fields of an object that the spec names, each with what is shown of it, and how many others there are."""
    shown = [f"{name} {show(name, one)}" for name, one in value.items() if name in known_names()]
    more = len(value) - len(shown)
    shown += [f"{more} more that the spec does not name"] if more else []
    return "{" + ", ".join(shown) + "}"


def _value(name: str, value: Any, request: Request, marked: Collection[int]) -> str:
    for paging in pagings():
        if name == paging.items and isinstance(value, list):
            return _items(value, paging.id, marked)
        if name == paging.meta and isinstance(value, dict):
            return meta_of(value, request)
    if name in _ids() and kind(value) == "a number":
        return str(value)[:20]
    if name in _times() and isinstance(value, str) and moment(value) is not None:
        return value[:40]
    return kind(value)


def _items(items: list[Any], id_name: str, marked: Collection[int]) -> str:
    """How many, and their ids, as far as they are numbers. Those that are marked are among them."""
    ids = [item[id_name] for item in items if isinstance(item, dict) and type(item.get(id_name)) is int]
    shown = listed(ids, lambda one: f"*{one}*" if one in marked else str(one)[:20])
    missing = [f"*{one}*" for one in dict.fromkeys(ids) if one in marked and f"*{one}*" not in shown][:_MOST_ITEMS]
    more = f", among them {', '.join(missing)}" if missing else ""
    return f"[{len(items)}" + (f": ids {shown}{more}" if ids else "") + "]"


def meta_of(meta: Mapping[str, Any], request: Request) -> str:
    """What a list says of itself: its numbers, and those of its links."""
    return "{" + ", ".join(_meta(meta, request)) + "}"


def _meta(meta: Mapping[str, Any], request: Request) -> Iterator[str]:
    for name, value in meta.items():
        if name not in known_names():
            continue
        if name in LINKS and isinstance(value, str):
            yield f"{name} {_link(value, request)}"
        else:
            yield f"{name} {str(value)[:20] if kind(value) == 'a number' else kind(value)}"


def _link(link: str, request: Request) -> str:
    """The numbers of a link's query, and whether it leads to where the response is from."""
    try:
        parts = urlsplit(link)
        query = parse_qsl(parts.query)
    except ValueError:
        return "text that is no URL"
    known = {name for paging in pagings() for name in (paging.number, paging.size)}
    numbers = [f"{name}={text[:20]}" for name, text in query if name in known and text.isascii() and text.isdecimal()]
    sent = urlsplit(request.url)
    here = (parts.hostname, parts.path) == (sent.hostname, sent.path)
    return ("…" if here else "elsewhere ") + ("?" + "&".join(numbers) if numbers else "without a page")
