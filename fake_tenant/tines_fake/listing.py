"""Listing items: whose they are, which of them are meant, in which order, and on which page.

Each step is a function of its own, gathered in `Steps`, so that a fault can put a wrong one in its place.
"""

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from attrs import frozen

from tines_fake.error_responses import error_response
from tines_fake.exchange import Request, Response
from tines_fake.guards import Guards, conforming_guards, guarded_collection
from tines_fake.pages import Window, meta_of
from tines_fake.query_parameters import read_query
from tines_fake.quirks import Quirks
from tines_fake.request_context import RequestContext
from tines_fake.resources import Collection, Resource
from tines_fake.schema_examples import example_of
from tines_fake.selecting import in_order, matching
from tines_fake.serialisers import encoded_in_lists
from tines_fake.state import State
from tines_fake.stored_item import StoredItem
from tines_spec import Operation, operations, resolve

Body = dict[str, Any]
_DEFAULT_SIZE = 20


@frozen(kw_only=True)
class Steps:
    """The steps to a page. Those of a conforming tenant change nothing of what this module makes.

    items_of: of whom. default_size, default_number: without a parameter. size, number: those that were sent.
    ordered: the items. first: the place of a page's first item. item, page, meta, body: as serialised; the items of a
    page may be encoded already.
    """

    guards: Guards
    items_of: Callable[[State, Collection], Sequence[StoredItem]]
    default_size: int
    default_number: int
    size: Callable[[int], int]
    number: Callable[[int], int]
    ordered: Callable[[Sequence[StoredItem]], Sequence[StoredItem]]
    first: Callable[[Window], int]
    item: Callable[[Body], Body]
    page: Callable[[list[Any]], list[Any]]
    meta: Callable[[Body, Window, Sequence[Any]], Body]
    body: Callable[[Body], Body]
    response: Callable[[Request, Response], Response]


def unchanged(item: Body) -> Body:
    """An item as it is shown, which need not be encoded again."""
    return item


def conforming_steps(operation: Operation) -> Steps:
    """The steps of a tenant that keeps its promises."""
    paging = operation.paging
    assert paging is not None
    default_size, default_number = (operation.query_parameters[name].default for name in (paging.size, paging.number))
    return Steps(
        guards=conforming_guards(),
        items_of=lambda state, collection: state.items(collection),
        default_size=default_size or _DEFAULT_SIZE,
        default_number=default_number or 1,
        size=lambda size: size,
        number=lambda number: number,
        ordered=lambda items: items,
        first=lambda window: (window.number - 1) * window.size,
        item=unchanged,
        page=lambda page: page,
        meta=lambda meta, _, __: meta,
        body=lambda body: body,
        response=lambda _, response: response,
    )


def list_items(state: State, context: RequestContext, steps: Steps) -> tuple[State, Response]:
    """Respond to a request for a page."""
    return state, _page(state, context, steps)


def _page(state: State, context: RequestContext, steps: Steps) -> Response:
    collection = guarded_collection(state, context, steps.guards)
    if isinstance(collection, Response):
        return collection
    query = read_query(context)
    if isinstance(query, Response):
        return query
    resource, quirks = collection.resource, context.quirks
    items = matching(steps.items_of(state, collection), resource, query)
    window = _window(context, query, len(items), steps)
    if isinstance(window, Response):
        return window
    if window.number > max(1, window.pages) and quirks.past_the_end != "empty":
        return error_response(quirks.past_the_end, "Page not found", quirks.error_body)
    first = steps.first(window)
    on_page = steps.ordered(in_order(items, resource, query, quirks))[first : first + window.size]
    shown = _shown(resource, on_page, quirks, steps)
    body = _body(context, collection, steps.page(shown), window, steps)
    return Response.of_json(context.operation.success, steps.body(body))


def _shown(resource: Resource, on_page: Iterable[StoredItem], quirks: Quirks, steps: Steps) -> list[Any]:
    if steps.item is unchanged:
        return [encoded_in_lists(resource, item, quirks) for item in on_page]
    return [steps.item(resource.behaviour.serialise(resource, item, quirks, "in-lists")) for item in on_page]


def _body(context: RequestContext, collection: Collection, page: list[Any], window: Window, steps: Steps) -> Body:
    """The page and its meta, beside what the spec requires of a page and what the items belong to."""
    paging = context.operation.paging
    assert paging is not None
    named, required = _beside_items(context.operation.name)
    body: Body = {**required}
    if named:
        parents = collection.named_parents
        body.update({name: parents[name] for name in named})
    body[paging.items] = page
    body[paging.meta] = steps.meta(meta_of(context, window), window, page)
    return body


@functools.cache
def _beside_items(operation_name: str) -> tuple[Sequence[str], Body]:
    """What a page says besides: the names of what its items belong to, and examples of what else the spec requires."""
    operation = operations()[operation_name]
    paging = operation.paging
    assert paging is not None
    schema = resolve(operation.success_schema)
    properties = schema["properties"]
    named = [name for name in operation.path_parameters if name in properties]
    missing = [name for name in schema.get("required", ()) if name not in (*named, paging.items, paging.meta)]
    return named, {name: example_of(properties[name]) for name in missing}


def _window(context: RequestContext, query: Mapping[str, Any], total: int, steps: Steps) -> Window | Response:
    quirks, operation, paging = context.quirks, context.operation, context.operation.paging
    assert paging is not None
    size, number = query.get(paging.size, steps.default_size), query.get(paging.number, steps.default_number)
    if context.request.argument(paging.size) is not None:
        largest = min(quirks.largest_page, operation.query_parameters[paging.size].schema.get("maximum", size))
        if size > largest and quirks.over_largest != "clamp":
            return error_response(quirks.over_largest, f"{paging.size} is too large", quirks.error_body)
        if size < quirks.smallest_page and quirks.under_smallest != "clamp":
            return error_response(quirks.under_smallest, f"{paging.size} is too small", quirks.error_body)
        size = steps.size(min(max(quirks.smallest_page, size), largest))
    return Window(number=steps.number(number), size=size, total=total)
