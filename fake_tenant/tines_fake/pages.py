"""Which page of a list is meant, and what its meta says."""

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import quote_plus, urlencode

from attrs import frozen

from tines_fake.request_context import RequestContext
from tines_spec import Paging


@frozen(kw_only=True)
class Window:
    """The page that is meant: its number, its size, and how many items there are in all."""

    number: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        return -(-self.total // self.size)


def meta_of(context: RequestContext, window: Window) -> dict[str, Any]:
    """What a page says of itself."""
    quirks, link = context.quirks, _links(context, window)
    following = window.number + 1 if window.number < window.pages else None
    none = None if quirks.no_link == "null" else "null"
    meta: dict[str, Any] = {
        "current_page": link(window.number),
        "previous_page": link(window.number - 1) if window.number > 1 else none,
        "next_page": none if following is None else link(following),
        "next_page_number": following,
        "per_page": window.size,
        "pages": window.pages or quirks.pages_of_nothing,
        "count": window.total,
    }
    if not quirks.next_page_number:
        del meta["next_page_number"]
    return {**meta, "cursor": "abc"} if quirks.unknown_fields else meta


_quoted = functools.cache(quote_plus)


def _others(context: RequestContext, paging: Paging) -> str:
    """What a link has of the other parameters that were sent."""
    others = [name for name in context.operation.query_parameters if name not in (paging.size, paging.number)]
    sent = [(name, text) for name in others if (text := context.request.argument(name)) is not None]
    return f"&{urlencode(sent)}" if sent else ""


def _links(context: RequestContext, window: Window) -> Callable[[int], str]:
    """The links of a page, by the number of the page that they lead to."""
    paging, request = context.operation.paging, context.request
    assert paging is not None
    size, number = f"{_quoted(paging.size)}={window.size}", f"{_quoted(paging.number)}="
    rest = _others(context, paging) if request.query else ""
    start = f"{request.origin}{request.path}?"
    if context.quirks.link_order == "page":
        return lambda page: f"{start}{number}{page}&{size}{rest}"
    return lambda page: f"{start}{size}&{number}{page}{rest}"
