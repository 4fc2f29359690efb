"""What a request's body holds, checked by the spec's schema."""

import json
import math
from collections.abc import Callable
from typing import Any

from tines_fake.contents.schema_problems import problems_of
from tines_fake.exchanges.error_responses import error_of_several, error_response
from tines_fake.exchanges.exchange import Response
from tines_fake.responding.request_context import RequestContext

Body = dict[str, Any]
Enforced = Callable[[list[str]], list[str]]
_DEEPEST = 100


def read_body(context: RequestContext, enforced: Enforced) -> Body | Response:
    """The body, or an error. `enforced` picks the problems that this tenant cares about."""
    quirks, schema = context.quirks, context.operation.body_schema
    try:
        body = json.loads(context.request.body.decode("utf-8"), parse_constant=_reject, parse_float=_finite)
    except (ValueError, RecursionError):
        return error_response(quirks.bad_json, "The body is no JSON", quirks.error_body)
    if _is_deeper(body, _DEEPEST):
        return error_response(quirks.bad_json, f"The body is nested deeper than {_DEEPEST}", quirks.error_body)
    problems = enforced(list(problems_of(body, schema or {})))
    if problems or not isinstance(body, dict):
        return error_of_several(quirks.bad_fields, problems or ["the body must be an object"], quirks.error_body)
    return body


def _is_deeper(value: Any, levels: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels < 0 or any(_is_deeper(one, levels - 1) for one in inner)


def _reject(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _finite(text: str) -> float:
    """A number, unless it is so large that it could only be sent back as Infinity, which is no JSON."""
    if not math.isfinite(value := float(text)):
        raise ValueError("a number is too large")
    return value
