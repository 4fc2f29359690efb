"""Which page of a list is meant, and what its meta says."""

from typing import Any
from urllib.parse import urlencode

from attrs import frozen

from tines_fake.request_context import RequestContext


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
    quirks = context.quirks
    following = window.number + 1 if window.number < window.pages else None
    previous = window.number - 1 if window.number > 1 else None
    meta: dict[str, Any] = {
        "current_page": _link(context, window.number, window),
        "previous_page": _link(context, previous, window),
        "next_page": _link(context, following, window),
        "next_page_number": following,
        "per_page": window.size,
        "pages": window.pages or quirks.pages_of_nothing,
        "count": window.total,
    }
    if not quirks.next_page_number:
        del meta["next_page_number"]
    return {**meta, "cursor": "abc"} if quirks.unknown_fields else meta


def _link(context: RequestContext, number: int | None, window: Window) -> str | None:
    if number is None:
        return None if context.quirks.no_link == "null" else "null"
    paging, request = context.operation.paging, context.request
    assert paging is not None
    arguments = [(paging.size, window.size), (paging.number, number)]
    if context.quirks.link_order == "page":
        arguments.reverse()
    others = [name for name in context.operation.query_parameters if name not in (paging.size, paging.number)]
    sent = [(name, text) for name in others if (text := request.argument(name)) is not None]
    return f"{request.origin}{request.path}?{urlencode([*arguments, *sent])}"
