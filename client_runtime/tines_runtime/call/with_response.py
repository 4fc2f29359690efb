"""What came with a value: the response that it was read from, and how the call went."""

import functools
import time
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from typing import Any, Generic, ParamSpec, TypeVar

from msgspec import Struct, field

from tines_runtime.call.response import Response

P = ParamSpec("P")
T = TypeVar("T")


class WithResponse(Struct, Generic[T], frozen=True):
    """A value, and what came with it.

    Attributes:
        value: what the method returns without it.
        response: the one that the value was read from, as it came: its status, its headers by their names in lower
            case, its body, and `json()`, which has the fields that this version does not know.
        request_id: what the tenant calls the request, None if it has no name.
        attempts: how often it was sent.
        elapsed: how many seconds the whole call took.
    """

    value: T
    response: Response
    request_id: str | None
    attempts: int
    elapsed: float


class _Noted(Struct):
    """What the last call of this context came to."""

    response: Response | None = None
    request_id: str | None = None
    attempts: int = 0
    began: float = field(default_factory=time.monotonic)

    def with_value(self, value: T) -> WithResponse[T]:
        assert self.response is not None
        return WithResponse(value, self.response, self.request_id, self.attempts, time.monotonic() - self.began)


noted_call: ContextVar[_Noted | None] = ContextVar("noted_call", default=None)
"""Where to keep what the call of this context comes to; None where nobody wants to know."""


def with_response(method: Callable[P, T]) -> Callable[P, WithResponse[T]]:
    """The method, giving what came with its value."""

    @functools.wraps(method)
    def call(*arguments: P.args, **named: P.kwargs) -> WithResponse[T]:
        noted = _Noted()
        token = noted_call.set(noted)
        try:
            value = method(*arguments, **named)
        finally:
            del arguments, named  # so that no frame of an error holds what is sent
            noted_call.reset(token)
        return noted.with_value(value)

    return call


def async_with_response(
    method: Callable[P, Coroutine[Any, Any, T]],
) -> Callable[P, Coroutine[Any, Any, WithResponse[T]]]:
    """As `with_response`."""

    @functools.wraps(method)
    async def call(*arguments: P.args, **named: P.kwargs) -> WithResponse[T]:
        noted = _Noted()
        token = noted_call.set(noted)
        try:
            coroutine = method(*arguments, **named)
            del arguments, named  # so that no frame of an error holds what is sent
            value = await coroutine
        finally:
            noted_call.reset(token)
        return noted.with_value(value)

    return call
