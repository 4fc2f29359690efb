"""What a network or a service does now and then, as values that `FakeTenant.faults` takes: `failures.status(503)`.

Each wraps a response: it may put another in its place, before the request is processed or after, or change how it goes
over the wire. Several compose; the one that is named first is the outermost.
"""

import inspect
import re
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, Literal

from attrs import evolve, field, frozen

from tines_fake.clock import Clock
from tines_fake.exchanges.delivery import AT_ONCE, Delivery, Part
from tines_fake.exchanges.exchange import SHAPES, Response, error_response
from tines_fake.given_arguments import unknown
from tines_fake.quirks import ErrorBody

__all__ = (
    "FAILURES",
    "drip",
    "latency",
    "malformed",
    "rate_limit",
    "rate_limited",
    "reset",
    "status",
    "truncated",
)

Respond = Callable[[], Response]
Around = Callable[[Clock, Respond], Response]
_MINUTE = 60.0
_HEADER = re.compile(r"[A-Za-z0-9-]+: [\x20-\x7e]*")
_MESSAGES = {429: "Too many requests", 500: "Internal server error", 502: "Bad gateway", 503: "Service unavailable"}


@frozen
class Failure:
    """What a network or a service does now and then, made by one of the functions of `tines_fake.failures`."""

    id: str
    """Such as STATUS-503."""
    description: str
    """What happens, in words."""
    start: Callable[[], Around] = field(repr=False)
    """Called when it is put in force. Gives what makes the response that comes instead, of what would respond."""


def status(status: int, *, body: ErrorBody = "errors", message: str = "", headers: Mapping[str, str] = {}) -> Failure:
    """Respond with a status, and a body of one of the known shapes. Nothing is processed."""
    _check_whole("status", status, 300, 599)
    if body not in SHAPES:
        raise ValueError(unknown("shape of a body", body, SHAPES))
    text = message or _MESSAGES.get(status, f"Status {status}")
    response = error_response(status, body, text)
    sent = evolve(response, headers={**response.headers, **_checked_headers(headers)})
    return Failure(f"STATUS-{status}", f"the status is {status}, and nothing is done", lambda: lambda _, __: sent)


def rate_limited(retry_after: int | None = None, *, body: ErrorBody = "errors") -> Failure:
    """Respond 429, with Retry-After in seconds or without it. Nothing is processed."""
    if retry_after is None:
        return status(429, body=body)
    _check_whole("retry_after", retry_after, 0, None)
    return status(429, body=body, headers={"retry-after": str(retry_after)})


def rate_limit(per_minute: int, *, retry_after: bool = True) -> Failure:
    """Respond 429 to what goes beyond so many requests in any minute of the tenant's clock."""
    _check_whole("per_minute", per_minute, 1, None)

    def start() -> Around:
        accepted: deque[float] = deque(maxlen=per_minute)

        def around(clock: Clock, respond: Respond) -> Response:
            now = clock.monotonic()
            left = accepted[0] + _MINUTE - now if len(accepted) == per_minute else 0
            if left > 0:
                return rate_limited(int(-(-left // 1)) if retry_after else None).start()(clock, respond)
            accepted.append(now)
            return respond()

        return around

    return Failure(f"RATE-LIMIT-{per_minute}", f"at most {per_minute} requests a minute", start)


def latency(seconds: float) -> Failure:
    """Send nothing of the response for so long."""
    _check_number("seconds", seconds, 0, None)
    return _delivered("LATENCY", f"{seconds:g} s pass before a response", lambda one, _: one.later(seconds))


def drip(seconds: float, *, of: Part = "body") -> Failure:
    """Send a part of the response, its head or its body, byte by byte, with so many seconds in between."""
    _check_number("seconds", seconds, 0, None)
    _check_word("of", of, ("head", "body"))
    how = f"the {of} comes byte by byte"
    return _delivered(f"DRIP-{of.upper()}", how, lambda one, _: evolve(one, drip=(of, seconds)))


def reset(when: Literal["before", "during", "after"] = "after") -> Failure:
    """Reset the connection: before the request is processed, after it, so that the response is lost, or during that."""
    _check_word("when", when, ("before", "during", "after"))
    if when == "before":
        lost = Response(status=0, delivery=Delivery(reset=True, lost=True))
        return Failure("RESET-BEFORE", "the connection is reset, and nothing is done", lambda: lambda _, __: lost)
    if when == "after":
        how = "the request is processed, and the response lost"
        return _delivered("RESET-AFTER", how, lambda one, _: evolve(one, reset=True, lost=True))
    how = "the connection is reset in the middle of a response"
    return _delivered("RESET-DURING", how, lambda one, size: evolve(one, reset=True, sent=size // 2))


def truncated() -> Failure:
    """End the connection in the middle of the body, which is shorter than its content-length."""
    return _delivered("TRUNCATED", "the body ends too early", lambda one, size: evolve(one, sent=size // 2))


def malformed() -> Failure:
    """Respond with a body that ends in the middle of its JSON, as if it were whole."""

    def around(_: Clock, respond: Respond) -> Response:
        response = respond()
        return evolve(response, body=response.body[: len(response.body) // 2])

    return Failure("MALFORMED", "the JSON ends in its middle", lambda: around)


FAILURES: Mapping[str, Callable[..., Failure]] = {
    one.__name__: one for one in (status, rate_limited, rate_limit, latency, drip, reset, truncated, malformed)
}
"""What makes a failure, by its name."""


def failure_from(described: Mapping[str, Any]) -> Failure:
    """The failure that JSON describes, such as {"failure": "status", "status": 503}. Raises ValueError."""
    name = str(described.get("failure"))
    if name not in FAILURES:
        raise ValueError(unknown("failure", name, FAILURES))
    arguments = {key: value for key, value in described.items() if key != "failure"}
    try:
        bound = inspect.signature(FAILURES[name]).bind(**arguments)
    except TypeError as error:
        raise ValueError(f"failure {name}: {error}") from None
    return FAILURES[name](*bound.args, **bound.kwargs)


def _delivered(failure_id: str, description: str, change: Callable[[Delivery, int], Delivery]) -> Failure:
    """A response that is made as always, and delivered in another way; the change knows how long the body is."""

    def around(_: Clock, respond: Respond) -> Response:
        response = respond()
        return evolve(response, delivery=change(response.delivery or AT_ONCE, len(response.body)))

    return Failure(failure_id, description, lambda: around)


def _checked_headers(headers: Mapping[str, str]) -> Mapping[str, str]:
    for name, value in headers.items():
        if not _HEADER.fullmatch(f"{name}: {value}"):
            raise ValueError(f"{name!r}: {value!r} is no header")
    return {name.lower(): value for name, value in headers.items()}


def _check_whole(name: str, value: object, least: int, most: int | None) -> None:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{name} must be a whole number, not {value!r}")
    _check_number(name, value, least, most)


def _check_number(name: str, value: object, least: float, most: float | None) -> None:
    """Raise TypeError for what is no number, ValueError for one out of bounds."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"{name} must be a number, not {value!r}")
    if not least <= value < float("inf") or (most is not None and value > most):
        bounds = f"from {least:g} on" if most is None else f"from {least:g} to {most:g}"
        raise ValueError(f"{name} must be a number {bounds}, not {value!r}")


def _check_word(name: str, value: object, known: tuple[str, ...]) -> None:
    if value not in known:
        raise ValueError(f"{name} must be {' or '.join(known)}, not {value!r}")
