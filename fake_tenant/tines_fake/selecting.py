"""Which items of a list a request is for, and in which order."""

from collections.abc import Mapping, Sequence
from typing import Any

from tines_fake.fields import Item
from tines_fake.quirks import Quirks
from tines_fake.resources import Resource

ORDER = "order"
Query = Mapping[str, Any]


def matching(items: Sequence[Item], resource: Resource, query: Query) -> Sequence[Item]:
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


def in_order(items: Sequence[Item], resource: Resource, query: Query, quirks: Quirks) -> Sequence[Item]:
    """The items as the request orders them. Where it does not, the tenant has an order of its own."""
    order = resource.behaviour.orders.get(query.get(ORDER, ""))
    if order is not None:
        return sorted(items, key=order.key, reverse=order.descending)
    if quirks.order == "label":
        return sorted(items, key=lambda item: (str(item[resource.title]), item[resource.id]))
    if quirks.order == "updated" and "updated_at" in resource.fields:
        return sorted(items, key=lambda item: (item["updated_at"], item[resource.id]), reverse=True)
    return items[::-1] if quirks.order == "id-down" else items
