"""The pure function from a state and a request to a state and a response."""

from collections.abc import Mapping
from typing import Any

from attrs import evolve

from tines_fake.clock import Clock
from tines_fake.exchange import Request, Response
from tines_fake.operations import responder_of
from tines_fake.quirks import Quirks
from tines_fake.request_context import RequestContext
from tines_fake.resources import resource_for
from tines_fake.state import State
from tines_spec import Operation


def responded(
    state: State,
    request: Request,
    operation: Operation,
    arguments: Mapping[str, str],
    quirks: Quirks,
    clock: Clock,
    steps: Any,
) -> tuple[State, Response]:
    """What a request leaves behind, and its response. steps: those of the operation, with the faults that it meets."""
    context = RequestContext(
        request=request,
        operation=operation,
        arguments=arguments,
        quirks=quirks,
        clock=clock,
        last_write=state.moment,
        resource=resource_for(operation),
    )
    after, response = responder_of(operation).respond(state, context, steps)
    return after, _with_charset(steps.response(request, response), quirks)


def _with_charset(response: Response, quirks: Quirks) -> Response:
    """The response with the charset of its JSON, where this tenant names it."""
    if not quirks.charset or response.headers.get("content-type") != "application/json":
        return response
    return evolve(response, headers={**response.headers, "content-type": "application/json; charset=utf-8"})
