"""One request as an operation sees it: what is requested, when, and which of the conforming tenants this is.

What the path, the query and the body mean is read by the spec. What the spec does not name in a query is ignored.
"""

import datetime
import functools
import json
from collections.abc import Callable, Mapping
from typing import Any

from attrs import frozen

from tines_fake.clock import Clock
from tines_fake.contents.resources import Collection, Id, Resource, positive_integer, resource_for
from tines_fake.contents.schemas import problems_of
from tines_fake.exchanges.exchange import Request, Response, error_response, finite, is_deeper, refuse_constant
from tines_fake.quirks import Quirks
from tines_spec import Operation, Paging, Parameter, operations_at, resolve, types_of

TICK = datetime.timedelta(seconds=1)
"""What lies between two writes at least, so that `updated_at` always moves."""

Query = Mapping[str, Any]
Body = dict[str, Any]
_LONGEST = 19
_DEEPEST = 100
_ODD = object()
_BOOLEANS = {"true": True, "false": False}


class RefusedError(Exception):
    """A request goes no further: the response that it gets instead."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status)
        self.response = response


@frozen
class RequestContext:
    """clock: what time it is. last_write: when something was written before."""

    request: Request
    operation: Operation
    quirks: Quirks
    clock: Clock
    last_write: datetime.datetime

    @functools.cached_property
    def resource(self) -> Resource | None:
        """What the operation works on, or the nearest above that it belongs to."""
        return resource_for(self.operation)

    @functools.cached_property
    def now(self) -> datetime.datetime:
        """The moment of a write, which no earlier write shares."""
        return max(self.clock.now().replace(microsecond=0), self.last_write + TICK)

    @functools.cached_property
    def ids(self) -> tuple[Id | None, ...]:
        """The path's arguments that name items, as ids; None for what can be none."""
        lineage = () if self.resource is None else self.resource.lineage
        texts = next(arguments for one, arguments in operations_at(self.request.path) if one is self.operation)
        return tuple(one.parse_id(text) for one, text in zip(lineage, texts.values(), strict=False))

    @functools.cached_property
    def collection(self) -> Collection | None:
        """The list that is meant, or whose item; None where an argument can be no id."""
        if self.resource is None:
            return None
        parents = [one for one in self.ids[: len(self.resource.lineage) - 1] if one is not None]
        whole = len(parents) == len(self.resource.lineage) - 1
        return Collection(self.resource, tuple(parents)) if whole else None

    @property
    def item_id(self) -> Id | None:
        """The id of the item that is meant; None where it can be none."""
        known = 0 if self.resource is None else len(self.resource.lineage) - 1
        return self.ids[known] if len(self.ids) > known else None

    def named(self, collection: Collection) -> dict[str, Id]:
        """What a list belongs to, as far as the spec has it in the response."""
        properties = resolve(self.operation.success_schema or {}).get("properties", {})
        return {name: value for name, value in collection.named_parents.items() if name in properties}

    def refused(self, status: int, *messages: str) -> RefusedError:
        """An error, to be raised, with a body of the shape that this tenant has."""
        return RefusedError(error_response(status, self.quirks.error_body, *messages))


def read_query(context: RequestContext) -> Query:
    """The values of the parameters that were sent.

    An odd value is refused, or as if the parameter was not sent; where the spec has a default, that stands in.
    """
    values: dict[str, Any] = {}
    quirks, sent = context.quirks, context.request.params
    for name, parameter in context.operation.query_parameters.items():
        text = sent.get(name)
        if text is None and parameter.required:
            raise context.refused(quirks.bad_fields, f"{name} is missing")
        value = None if text is None else _value(parameter, text, context.operation.paging)
        if value is _ODD and quirks.odd_values != "default":
            raise context.refused(int(quirks.odd_values), f"{name} is invalid")
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


def read_body(context: RequestContext, enforced: Callable[[list[str]], list[str]]) -> Body:
    """The body. `enforced` picks the problems that this tenant cares about."""
    quirks, schema = context.quirks, context.operation.body_schema
    try:
        body = json.loads(context.request.body.decode("utf-8"), parse_constant=refuse_constant, parse_float=finite)
    except (ValueError, RecursionError):
        raise context.refused(quirks.bad_json, "The body is no JSON") from None
    if is_deeper(body, context.request.body, _DEEPEST):
        raise context.refused(quirks.bad_json, f"The body is nested deeper than {_DEEPEST}")
    problems = enforced(list(problems_of(body, schema or {})))
    if problems or not isinstance(body, dict):
        raise context.refused(quirks.bad_fields, *(problems or ["the body must be an object"]))
    return body
