"""What the generated client calls: one call with its deadline and retries, paging, decoding and the errors.

Written by hand. It knows nothing of case actions, and imports nothing of this project's.
"""

from tines_runtime.arguments import integer, optional_integer
from tines_runtime.body_arguments import UNSET, BodyArguments, Unset
from tines_runtime.call import Call, body_of, raw_call, removing_call, typed_call, with_path, with_query
from tines_runtime.connection import KEEP, AsyncConnection, Connection, Keep, Options
from tines_runtime.fields import Fields, choice, json_object, listed, nullable, text
from tines_runtime.iteration import AsyncItems, Items
from tines_runtime.outcome import Failure
from tines_runtime.paging import Paged, Wanted
from tines_runtime.response import Response
from tines_runtime.retry import RetryPolicy
from tines_runtime.secret import Secret, shown_url
from tines_runtime.serialise import jsonable, shown_items, to_json
from tines_runtime.timestamp import Timestamp
from tines_runtime.transport import AsyncTransport, Transport

Answer = Response
"""The name of `Response` before version 1."""

__all__ = (
    "KEEP",
    "UNSET",
    "Answer",
    "AsyncConnection",
    "AsyncItems",
    "AsyncTransport",
    "BodyArguments",
    "Call",
    "Connection",
    "Failure",
    "Fields",
    "Items",
    "Keep",
    "Options",
    "Paged",
    "Response",
    "RetryPolicy",
    "Secret",
    "Timestamp",
    "Transport",
    "Unset",
    "Wanted",
    "body_of",
    "choice",
    "integer",
    "json_object",
    "jsonable",
    "listed",
    "nullable",
    "optional_integer",
    "raw_call",
    "removing_call",
    "shown_items",
    "shown_url",
    "text",
    "to_json",
    "typed_call",
    "with_path",
    "with_query",
)
