"""What the generated client calls: one call with its deadline and retries, paging, plans, decoding and the errors.

`client.py` is what users hold, `connection.py` drives a call, `call_steps.py` has its steps. Below them are the rooms:
`call` (what is sent, what comes), `network` (one attempt on its way), `paging` and `plan`. What all may know is beside
them: `errors.py`, `secret.py`, `redaction.py`, `clock.py`. It must not know what resources the API has, and imports
nothing of this project's. Rooms import nothing themselves: this file alone has the names for the generated client.
"""

from tines_runtime.call.body import UNSET, BodyArguments, Fields, Unset, choice, json_object, listed, nullable, text
from tines_runtime.call.operation import Operation, boolean, integer, number, optional, segment
from tines_runtime.call.response import Call, Response
from tines_runtime.call.retry import Attempt, RetryPolicy
from tines_runtime.call.values import Date, OpenEnum, Timestamp, from_json, jsonable, shown_items, to_json
from tines_runtime.call.with_response import WithResponse, async_with_response, with_response
from tines_runtime.client import AsyncClient, Client
from tines_runtime.connection import AsyncConnection, Connection
from tines_runtime.options import KEEP, Keep, Options
from tines_runtime.paging.iteration import AsyncItems, Items
from tines_runtime.paging.listing import Listing
from tines_runtime.paging.paged import Paged
from tines_runtime.plan.matching import Matching
from tines_runtime.plan.plan import AsyncPlan, Plan, Writers
from tines_runtime.plan.writes import Create, Delete, Update
from tines_runtime.secret import Secret, shown_names, shown_url
from tines_runtime.steps import kept_or_removed, run, run_async

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
    "run",
    "run_async",
    "segment",
    "shown_items",
    "shown_names",
    "shown_url",
    "text",
    "to_json",
    "with_response",
)
