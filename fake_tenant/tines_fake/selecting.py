"""Which items of a list a request is for, and in which order."""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from tines_fake.fields import Item
from tines_fake.quirks import Quirks
from tines_fake.resources import Resource
from tines_fake.sorted_map import Values

ORDER = "order"
Query = Mapping[str, Any]
T = TypeVar("T", bound=Item)


def matching(items: Sequence[T], resource: Resource, query: Query) -> Sequence[T]:
    """Those that the request's filters leave. A parameter is a filter where items have a property of its name."""
    filters = {name: value for name, value in query.items() if name != ORDER and _filtered(resource, name)}
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


def in_order(items: Sequence[T], resource: Resource, query: Query, quirks: Quirks) -> Sequence[T]:
    """The items as the request orders them. Where it does not, the tenant has an order of its own."""
    order = resource.behaviour.orders.get(query.get(ORDER, ""))
    if order is not None:
        return _sorted(items, query[ORDER], lambda all_: sorted(all_, key=order.key, reverse=order.descending))
    if quirks.order == "label":
        title, item_id = resource.title, resource.id
        return _sorted(items, "label", lambda all_: sorted(all_, key=lambda one: (str(one[title]), one[item_id])))
    if quirks.order == "updated" and "updated_at" in resource.fields:
        key = operator.itemgetter("updated_at", resource.id)
        return _sorted(items, "updated", lambda all_: sorted(all_, key=key, reverse=True))
    return items[::-1] if quirks.order == "id-down" else items


def _sorted(items: Sequence[T], name: str, order: Callable[[Iterable[T]], list[T]]) -> Sequence[T]:
    """The items in an order, which a list that stays as it is keeps by its name."""
    return items.ordered(name, order) if isinstance(items, Values) else order(items)
