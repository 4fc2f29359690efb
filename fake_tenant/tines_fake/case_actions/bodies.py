"""What a conforming tenant makes of the body of a write where the sources leave it open."""

import functools
from collections.abc import Iterator, Mapping
from typing import Any

from tines_fake.error_responses import error_response
from tines_fake.exchange import Response
from tines_fake.quirks import Quirks
from tines_fake.request_body import Body, Enforced, read_body
from tines_fake.request_context import RequestContext
from tines_spec import inlined, operations

_RESERVED = frozenset(("case_id", "user", "button", "case", "message"))


def read_action_body(context: RequestContext, enforced: Enforced) -> Body | Response:
    """The body, or an error, of which some tenants have more."""
    body = read_body(context, enforced)
    if isinstance(body, Response):
        return body
    for status, message in _objections(context, body):
        if isinstance(status, int):
            return error_response(status, message, context.quirks.error_body)
    return body


def _objections(context: RequestContext, body: Body) -> Iterator[tuple[object, str]]:
    quirks = context.quirks
    properties = _properties_of(context.operation.name)
    several = "actions" in properties
    known = properties["actions"]["items"]["properties"] if several else properties
    for action in body.get("actions", ()) if several else (body,):
        if action.keys() - known.keys():
            yield quirks.owned_fields, "a field is not one to be given"
        if _RESERVED & (action.get("query_params") or {}).keys():
            yield quirks.reserved_params, "query_params holds a name that is reserved"
    if several and not body.get("actions", ()):
        yield quirks.empty_batch, "actions is empty"
    if not several and not body.keys() & known.keys():
        yield quirks.empty_update, "nothing is given"


@functools.cache
def _properties_of(operation: str) -> Mapping[str, Any]:
    """The properties of an operation's body, without references."""
    found: Mapping[str, Any] = inlined(operations()[operation].body_schema)["properties"]
    return found


def kept_params(given: Mapping[str, Any] | None, quirks: Quirks) -> dict[str, Any] | None:
    """The query parameters as they are stored."""
    if given is None:
        return None
    kept = {k: v for k, v in given.items() if quirks.reserved_params != "left-out" or k not in _RESERVED}
    return {name: _text(value) for name, value in kept.items()} if quirks.param_values == "text" else kept


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value).lower()
