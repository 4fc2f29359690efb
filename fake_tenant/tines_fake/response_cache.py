"""Responses to reads that come again while nothing has changed: what a tenant responds follows from its state alone."""

from collections.abc import Callable

from tines_fake.exchange import Request, Response
from tines_fake.quirks import Quirks
from tines_fake.state import State

_MOST = 64


class ResponseCache:
    """Of one state at a time, and no more than a few."""

    def __init__(self) -> None:
        self._of: tuple[State, Quirks] | None = None
        self._kept: dict[tuple[object, ...], Response] = {}

    def respond(self, request: Request, state: State, quirks: Quirks, respond: Callable[[], Response]) -> Response:
        """The response to a read of a state, made by `respond` if it was not before."""
        if self._of is None or self._of[0] is not state or self._of[1] is not quirks or len(self._kept) >= _MOST:
            self._of, self._kept = (state, quirks), {}
        key = request.path, request.query, request.origin, request.credentials
        response = self._kept.get(key)
        if response is None:
            response = self._kept[key] = respond()
        return response
