"""Listing items: whose they are, which of them are meant, in which order, on which page, and what its meta says."""

import functools
import operator
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import parse_qsl, quote_plus, urlencode

from tines_fake.contents.item_fields import Item
from tines_fake.contents.resources import Collection, Resource, serialised_in_list
from tines_fake.contents.schemas import example_of
from tines_fake.contents.state import State
from tines_fake.exchanges.exchange import Response
from tines_fake.quirks import Quirks
from tines_fake.responding.filters import fitting
from tines_fake.responding.request_context import Body, Query, RequestContext, read_query
from tines_fake.responding.steps import Steps, Window, guarded_collection
from tines_spec import Paging, operations, resolve

_DEFAULT_SIZE = 20
_ORDER = "order"


def list_items(state: State, context: RequestContext, steps: Steps) -> tuple[State, Response]:
    """Respond to a request for a page."""
    paging = context.operation.paging
    assert paging is not None
    collection = guarded_collection(state, context, steps)
    query, resource, quirks = read_query(context), collection.resource, context.quirks
    known, filters = steps.items_of(state, collection, state.items(collection)), context.operation.filters
    listed = known if filters is None else fitting(known, context, filters)
    items = matching(listed, resource, query)
    window = _window(context, paging, query, len(items), steps)
    if window.number > max(1, window.pages) and quirks.past_the_end != "empty":
        raise context.refused(quirks.past_the_end, "Page not found")
    first = steps.first(window, (window.number - 1) * window.size)
    on_page = steps.ordered(in_order(items, resource, query, quirks))[first : first + window.size]
    page = steps.page(steps.items(serialised_in_list(resource, on_page, quirks)))
    meta = steps.meta(window, page, _meta(context, paging, window))
    body = {**_beside_items(context.operation.name, collection), paging.items: page, paging.meta: meta}
    return state, Response.of_json(context.operation.success, steps.body(body))


def matching(items: Sequence[Item], resource: Resource, query: Query) -> Sequence[Item]:
    """Those that the request's filters leave. A parameter is a filter where items have a property of its name."""
    filters = {name: value for name, value in query.items() if name != _ORDER and _filtered(resource, name)}
    if not filters:
        return items
    return [item for item in items if all(_holds(resource, item, *one) for one in filters.items())]


def _filtered(resource: Resource, name: str) -> str | None:
    """The property that a parameter filters by: `team_id` by the id of `team`, where there is no `team_id`."""
    names = (name, name.removesuffix("_id"))
    return next((one for one in names if one in resource.fields), None)


def _holds(resource: Resource, item: Item, name: str, wanted: object) -> bool:
    found = item[_filtered(resource, name) or name]
    return str(found.get("id") if isinstance(found, Mapping) else found) == str(wanted)


def in_order(items: Sequence[Item], resource: Resource, query: Query, quirks: Quirks) -> Sequence[Item]:
    """The items as the request orders them. Where it does not, the tenant has an order of its own."""
    order = resource.behaviour.orders.get(query.get(_ORDER, ""))
    if order is not None:
        return order(items)
    if quirks.order == "label":
        title, item_id = resource.title, resource.id
        return sorted(items, key=lambda one: (str(one[title]), one[item_id]))
    if quirks.order == "updated" and "updated_at" in resource.fields:
        return sorted(items, key=operator.itemgetter("updated_at", resource.id), reverse=True)
    return items[::-1] if quirks.order == "id-down" else items


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


def _window(context: RequestContext, paging: Paging, query: Query, total: int, steps: Steps) -> Window:
    quirks, parameters = context.quirks, context.operation.query_parameters
    by_default, first = parameters[paging.size].default or _DEFAULT_SIZE, parameters[paging.number].default or 1
    size: int = query[paging.size] if paging.size in query else steps.default_size(by_default)
    number: int = query[paging.number] if paging.number in query else steps.default_number(first)
    if context.request.argument(paging.size) is not None:
        largest = min(quirks.largest_page, parameters[paging.size].schema.get("maximum", size))
        if size > largest and quirks.over_largest != "clamp":
            raise context.refused(quirks.over_largest, f"{paging.size} is too large")
        if size < quirks.smallest_page and quirks.under_smallest != "clamp":
            raise context.refused(quirks.under_smallest, f"{paging.size} is too small")
        size = steps.size(by_default, min(max(quirks.smallest_page, size), largest))
    return Window(steps.number(number), size, total, pages=-(-total // size))


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
    if context.operation.filters is not None:
        sent += [one for one in parse_qsl(request.query) if one[0].startswith(f"{context.operation.filters.name}[")]
    rest = f"&{urlencode(sent)}" if sent else ""
    size, number = f"{_quoted(paging.size)}={window.size}", f"{_quoted(paging.number)}="
    start = f"{request.origin}{request.path}?"
    if context.quirks.link_order == "page":
        return lambda page: f"{start}{number}{page}&{size}{rest}"
    return lambda page: f"{start}{size}&{number}{page}{rest}"
