"""What the generated client calls: one exchange with its deadline and retries, paging, decoding and the errors.

Written by hand. It knows nothing of case actions, and imports nothing of this project's.
"""

from tines_runtime.attempt_record import Attempt
from tines_runtime.body_arguments import UNSET, BodyArguments, Unset
from tines_runtime.call import Call
from tines_runtime.client import AsyncClient, Client
from tines_runtime.connection import AsyncConnection, Connection
from tines_runtime.fields import Fields, choice, json_object, listed, nullable, text
from tines_runtime.iteration import AsyncItems, Items
from tines_runtime.listing import Listing
from tines_runtime.matching import Matching
from tines_runtime.operation import Operation, boolean, integer, number, optional, segment
from tines_runtime.options import KEEP, Keep, Options
from tines_runtime.own_id import async_kept_or_removed, kept_or_removed
from tines_runtime.paged import Paged
from tines_runtime.plan import AsyncPlan, Plan, Writers
from tines_runtime.response import Response
from tines_runtime.retry import RetryPolicy
from tines_runtime.secret import Secret, shown_names, shown_url
from tines_runtime.values import Date, OpenEnum, Timestamp, from_json, jsonable, shown_items, to_json
from tines_runtime.with_response import WithResponse, async_with_response, with_response
from tines_runtime.writes import Create, Delete, Update

Answer = Response
"""The name of `Response` before version 1."""

__all__ = (
    "KEEP",
    "UNSET",
    "Answer",
    "AsyncClient",
    "AsyncConnection",
    "AsyncItems",
    "AsyncPlan",
    "Attempt",
    "BodyArguments",
    "Call",
    "Client",
    "Connection",
    "Create",
    "Date",
    "Delete",
    "Fields",
    "Items",
    "Keep",
    "Listing",
    "Matching",
    "OpenEnum",
    "Operation",
    "Options",
    "Paged",
    "Plan",
    "Response",
    "RetryPolicy",
    "Secret",
    "Timestamp",
    "Unset",
    "Update",
    "WithResponse",
    "Writers",
    "async_kept_or_removed",
    "async_with_response",
    "boolean",
    "choice",
    "from_json",
    "integer",
    "json_object",
    "jsonable",
    "kept_or_removed",
    "listed",
    "nullable",
    "number",
    "optional",
    "segment",
    "shown_items",
    "shown_names",
    "shown_url",
    "text",
    "to_json",
    "with_response",
)
