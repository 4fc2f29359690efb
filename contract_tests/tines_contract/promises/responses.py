"""What a response holds, as far as it makes sense: its JSON, its one item, a page of a list, several pages in order.

Whoever reads a list reads it by this. Nothing here trusts a response: what is missing, or of another type, is None.
"""

import functools
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from attrs import define, field, frozen

from tines_contract.promises.strict_json import json_or_none
from tines_fake import Response
from tines_spec import Operation, Paging

_PLAIN = re.compile(r"[0-9A-Za-z_-]{1,64}|\d{1,20}\.\d{1,9}")


def success_json(response: Response) -> Any:
    """The JSON of a success, or None."""
    return json_or_none(response.body) if 200 <= response.status < 300 else None


def success_item(operation: Operation, response: Response) -> Any:
    """The one item of a success, without an envelope, or None."""
    body = success_json(response)
    return body if operation.envelope is None or not isinstance(body, dict) else body.get(operation.envelope)


def success_items(operation: Operation, response: Response) -> list[dict[str, Any]]:
    """The items of a success that has several, as far as they are objects."""
    body = success_json(response)
    items = body.get(operation.items or "") if isinstance(body, dict) else None
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def path_id(shown: Any) -> str | None:
    """The id of an item as a path has it; None for what is none."""
    if type(shown) is int:
        return str(shown)
    if isinstance(shown, float) and shown.is_integer():
        return str(int(shown))
    return shown if isinstance(shown, str) and _PLAIN.fullmatch(shown) else None


def id_key(shown: Any) -> str:
    """The id as a path has it, or what stands for one that no path can have."""
    if found := path_id(shown):
        return found
    plain = isinstance(shown, str | int | float) or shown is None
    return f"?{shown!r}"[:80] if plain else f"?{type(shown).__name__}"


def link_in(meta: Mapping[str, Any], name: str) -> str | None:
    """A link of meta. One recorded response writes null as a string; it is read as null."""
    found = meta[name]
    return None if found in (None, "null") else str(found)


def argument_of(link: str, name: str) -> int | None:
    """A number among a link's query parameters, 0 for what is none, or None."""
    try:
        found = parse_qs(urlsplit(link).query).get(name)
    except ValueError:
        return None
    return None if found is None else number_in(found[-1]) or 0


def number_in(text: str | None) -> int | None:
    return int(text) if text is not None and text.isascii() and text.isdecimal() else None


@frozen
class ReadPage:
    """A page as it came. items: whatever they are. meta: what the page says of itself; empty where it says nothing."""

    paging: Paging = field(repr=False)
    items: list[Any] = field(repr=False)
    meta: Mapping[str, Any] = field(repr=False)

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The items that are objects."""
        return [item for item in self.items if isinstance(item, dict)]

    @functools.cached_property
    def ids(self) -> list[Any]:
        """The ids of those that have one."""
        return [item[self.paging.id] for item in self.objects if self.paging.id in item]

    @property
    def count(self) -> int | None:
        """How many items the whole list has."""
        return self._number("count")

    @property
    def size(self) -> int | None:
        """The size of the page, after any clamping."""
        return self._number("per_page")

    @property
    def has_next(self) -> bool | None:
        return link_in(self.meta, "next_page") is not None if "next_page" in self.meta else None

    @property
    def is_sound(self) -> bool:
        """Whether it says what it takes to follow the list to its end."""
        says_all = None not in (self.count, self.size, self.has_next)
        return says_all and len(self.ids) == len(self.items)

    def _number(self, name: str) -> int | None:
        try:
            return int(self.meta[name])
        except (KeyError, TypeError, ValueError, OverflowError):
            return None


def read_page(paging: Paging, response: Response) -> ReadPage | None:
    """The page that a response holds; None for what is none."""
    return page_in(paging, success_json(response))


def page_in(paging: Paging, body: Any) -> ReadPage | None:
    """The page that JSON is; None for what is none."""
    items, meta = (body.get(paging.items), body.get(paging.meta)) if isinstance(body, dict) else (None, None)
    return ReadPage(paging, items, meta if isinstance(meta, dict) else {}) if isinstance(items, list) else None


@define
class PagesRead:
    """Pages of one list that were read one after another, from the first on.

    ended: whether the last one says so, or brought nothing new. whole: whether that is all of the list.
    stopped: what came in the place of a page, if anything did.
    """

    items: list[Any] = field(factory=list, repr=False)
    ids: set[str] = field(factory=set, repr=False)
    ended: bool = False
    whole: bool = False
    stopped: Response | None = None

    def add(self, page: ReadPage) -> bool:
        """Read one more; whether it brings anything new."""
        new = {id_key(item.get(page.paging.id)) for item in page.objects} - self.ids
        self.items, self.ids = [*self.items, *page.items], self.ids | new
        self.ended = not new or page.has_next is False
        self.whole = self.ended and page.count is not None and len(self.ids) >= page.count
        return bool(new)


_NOT_REFUSED = (401, 408, 425, 429)
"""What says nothing of the thing that was requested."""


def is_denied(response: Response | None) -> bool:
    """Whether a response says that nothing was done."""
    return response is not None and 400 <= response.status < 500


def is_refused(response: Response) -> bool:
    """Whether a response says that what was requested is not to be had."""
    return 400 <= response.status < 500 and response.status not in _NOT_REFUSED
