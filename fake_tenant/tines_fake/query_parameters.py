"""What a request's query parameters mean, by the spec. What the spec does not name is ignored."""

from collections.abc import Mapping
from typing import Any

from tines_fake.error_responses import error_response
from tines_fake.exchange import Response
from tines_fake.request_context import RequestContext
from tines_fake.resources import positive_integer
from tines_fake.schemas import types_of
from tines_spec import Paging, Parameter

_LONGEST = 19
_ODD = object()
_BOOLEANS = {"true": True, "false": False}


def read_query(context: RequestContext) -> Mapping[str, Any] | Response:
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
    schema, types = parameter.schema, types_of(parameter.schema)
    if "enum" in schema and text not in map(str, schema["enum"]):
        return _ODD
    if paging is not None and parameter.name in (paging.size, paging.number):
        return positive_integer(text) or _ODD
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
