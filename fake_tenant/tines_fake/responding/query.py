"""What a request's query means, by the spec: its values, and which items of a list it is for, in which order.

What the spec does not name is ignored.
"""

import operator
from collections.abc import Mapping, Sequence
from typing import Any

from tines_fake.contents.item_fields import Item
from tines_fake.contents.resources import Resource, positive_integer
from tines_fake.contents.schema_types import types_of
from tines_fake.exchanges.error_responses import error_response
from tines_fake.exchanges.exchange import Response
from tines_fake.quirks import Quirks
from tines_fake.responding.request_context import RequestContext
from tines_spec import Paging, Parameter

Query = Mapping[str, Any]
_ORDER = "order"
_LONGEST = 19
_ODD = object()
_BOOLEANS = {"true": True, "false": False}


def read_query(context: RequestContext) -> Query | Response:
    """The values of the parameters that were sent, or an error.

    An odd value is an error, or as if the parameter was not sent; where the spec has a default, that stands in.
    """
    values: dict[str, Any] = {}
    quirks, sent = context.quirks, context.request.params
    for name, parameter in context.operation.query_parameters.items():
        text = sent.get(name)
        if text is None and parameter.required:
            return error_response(quirks.bad_fields, f"{name} is missing", quirks.error_body)
        value = None if text is None else _value(parameter, text, context.operation.paging)
        if value is _ODD and quirks.odd_values != "default":
            return error_response(int(quirks.odd_values), f"{name} is invalid", quirks.error_body)
        values[name] = parameter.default if value is _ODD else value
    return {name: value for name, value in values.items() if value is not None}


def _value(parameter: Parameter, text: str, paging: Paging | None) -> Any:
    schema = parameter.schema
    if "enum" in schema and text not in map(str, schema["enum"]):
        return _ODD
    if paging is not None and parameter.name in (paging.size, paging.number):
        return positive_integer(text) or _ODD
    types = types_of(schema)
    if "integer" in types:
        return _integer(text, schema)
    if types == ("boolean",):
        return _BOOLEANS.get(text, _ODD)
    return text


def _integer(text: str, schema: Mapping[str, Any]) -> Any:
    digits = text.removeprefix("-")
    if not digits.isascii() or not digits.isdecimal() or len(digits) > _LONGEST:
        return _ODD
    least, most = schema.get("minimum", -(2**63)), schema.get("maximum", 2**63 - 1)
    return int(text) if least <= int(text) <= most else _ODD


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
        return sorted(items, key=order.key, reverse=order.descending)
    if quirks.order == "label":
        title, item_id = resource.title, resource.id
        return sorted(items, key=lambda one: (str(one[title]), one[item_id]))
    if quirks.order == "updated" and "updated_at" in resource.fields:
        return sorted(items, key=operator.itemgetter("updated_at", resource.id), reverse=True)
    return items[::-1] if quirks.order == "id-down" else items
