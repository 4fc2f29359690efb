"""Listing items: whose they are, which of them are meant, in which order, on which page, and what its meta says.

Each step is a function of its own, gathered in `ListSteps`, so that a fault can put a wrong one in its place.
"""

import functools
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote_plus, urlencode

from attrs import frozen

from tines_fake.contents.item_fields import Item
from tines_fake.contents.resources import Collection
from tines_fake.contents.schema_examples import example_of
from tines_fake.contents.serialisers import serialised_in_list
from tines_fake.contents.state import State
from tines_fake.exchanges.error_responses import error_response
from tines_fake.exchanges.exchange import Request, Response
from tines_fake.responding.guards import Guards, conforming_guards, guarded_collection
from tines_fake.responding.query import Query, in_order, matching, read_query
from tines_fake.responding.request_context import RequestContext
from tines_spec import Operation, Paging, operations, resolve

Body = dict[str, Any]
_DEFAULT_SIZE = 20


@frozen(kw_only=True)
class Window:
    """The page that is meant: its number, its size, and how many items there are in all."""

    number: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        return -(-self.total // self.size)


@frozen(kw_only=True)
class ListSteps:
    """The steps to a page. Those of a conforming tenant change nothing of what this module makes.

    items_of: of whom. default_size, default_number: without a parameter. size, number: those that were sent.
    ordered: those of the list. first: the place of a page's first item. items: of the page. items, page, meta, body: as
    shown.
    """

    guards: Guards
    items_of: Callable[[State, Collection], Sequence[Item]]
    default_size: int
    default_number: int
    size: Callable[[int], int]
    number: Callable[[int], int]
    ordered: Callable[[Sequence[Item]], Sequence[Item]]
    first: Callable[[Window], int]
    items: Callable[[list[Body]], list[Body]]
    page: Callable[[list[Body]], list[Body]]
    meta: Callable[[Body, Window, Sequence[Body]], Body]
    body: Callable[[Body], Body]
    response: Callable[[Request, Response], Response]


def conforming_list_steps(operation: Operation, paging: Paging) -> ListSteps:
    """The steps of a tenant that keeps its promises."""
    default_size, default_number = (operation.query_parameters[name].default for name in (paging.size, paging.number))
    return ListSteps(
        guards=conforming_guards(),
        items_of=lambda state, collection: state.items(collection),
        default_size=default_size or _DEFAULT_SIZE,
        default_number=default_number or 1,
        size=lambda size: size,
        number=lambda number: number,
        ordered=lambda items: items,
        first=lambda window: (window.number - 1) * window.size,
        items=lambda items: items,
        page=lambda page: page,
        meta=lambda meta, _, __: meta,
        body=lambda body: body,
        response=lambda _, response: response,
    )


def list_items(state: State, context: RequestContext, steps: ListSteps) -> tuple[State, Response]:
    """Respond to a request for a page."""
    paging = context.operation.paging
    assert paging is not None
    return state, _page(state, context, paging, steps)


def _page(state: State, context: RequestContext, paging: Paging, steps: ListSteps) -> Response:
    collection = guarded_collection(state, context, steps.guards)
    if isinstance(collection, Response):
        return collection
    query = read_query(context)
    if isinstance(query, Response):
        return query
    resource, quirks = collection.resource, context.quirks
    items = matching(steps.items_of(state, collection), resource, query)
    window = _window(context, paging, query, len(items), steps)
    if isinstance(window, Response):
        return window
    if window.number > max(1, window.pages) and quirks.past_the_end != "empty":
        return error_response(quirks.past_the_end, "Page not found", quirks.error_body)
    first = steps.first(window)
    on_page = steps.ordered(in_order(items, resource, query, quirks))[first : first + window.size]
    page = steps.page(steps.items(serialised_in_list(resource, on_page, quirks)))
    meta = steps.meta(_meta(context, paging, window), window, page)
    body = {**_beside_items(context.operation.name, collection), paging.items: page, paging.meta: meta}
    return Response.of_json(context.operation.success, steps.body(body))


@functools.lru_cache(maxsize=256)
def _beside_items(operation_name: str, collection: Collection) -> Body:
    """What a page says besides: what its items belong to, and examples of what else the spec requires."""
    operation = operations()[operation_name]
    paging = operation.paging
    assert paging is not None
    schema = resolve(operation.success_schema)
    properties = schema["properties"]
    named = {name: value for name, value in collection.named_parents.items() if name in properties}
    missing = [name for name in schema.get("required", ()) if name not in (*named, paging.items, paging.meta)]
    return {name: example_of(properties[name]) for name in missing} | named


def _window(context: RequestContext, paging: Paging, query: Query, total: int, steps: ListSteps) -> Window | Response:
    quirks, operation = context.quirks, context.operation
    size, number = query.get(paging.size, steps.default_size), query.get(paging.number, steps.default_number)
    if context.request.argument(paging.size) is not None:
        largest = min(quirks.largest_page, operation.query_parameters[paging.size].schema.get("maximum", size))
        if size > largest and quirks.over_largest != "clamp":
            return error_response(quirks.over_largest, f"{paging.size} is too large", quirks.error_body)
        if size < quirks.smallest_page and quirks.under_smallest != "clamp":
            return error_response(quirks.under_smallest, f"{paging.size} is too small", quirks.error_body)
        size = steps.size(min(max(quirks.smallest_page, size), largest))
    return Window(number=steps.number(number), size=size, total=total)


def _meta(context: RequestContext, paging: Paging, window: Window) -> Body:
    """What a page says of itself."""
    quirks, link = context.quirks, _links(context, paging, window)
    following = window.number + 1 if window.number < window.pages else None
    none = None if quirks.no_link == "null" else "null"
    meta: Body = {
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


def _links(context: RequestContext, paging: Paging, window: Window) -> Callable[[int], str]:
    """The links of a page, by the number of the page that they lead to, with the other parameters that were sent."""
    request = context.request
    others = [name for name in context.operation.query_parameters if name not in (paging.size, paging.number)]
    sent = [(name, request.params[name]) for name in others if name in request.params]
    rest = f"&{urlencode(sent)}" if sent else ""
    size, number = f"{_quoted(paging.size)}={window.size}", f"{_quoted(paging.number)}="
    start = f"{request.origin}{request.path}?"
    if context.quirks.link_order == "page":
        return lambda page: f"{start}{number}{page}&{size}{rest}"
    return lambda page: f"{start}{size}&{number}{page}{rest}"
