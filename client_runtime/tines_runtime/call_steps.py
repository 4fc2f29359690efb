"""The steps of one call, without I/O: send, judge what came, wait, send again, end.

Both drivers (`connection.py`) run the generator `call_steps`: it yields what is to be done and is sent what came of it.
It returns the value or the failure, and raises neither, so that no frame of an error holds a response.
"""

import time
from collections.abc import Callable, Generator
from functools import partial
from typing import Any, TypeVar

from msgspec import Struct

from tines_runtime.call.error_from_response import error_from_response, locate, request_id
from tines_runtime.call.response import Call, Failure, Outcome, Response
from tines_runtime.call.retry import LEVELS, Attempt, Wait, log, logger
from tines_runtime.call.with_response import noted_call
from tines_runtime.clock import Clock
from tines_runtime.errors import BadRequestError, DecodeError, ServerError, TransportError, UnprocessableError
from tines_runtime.network.deadline import Deadline
from tines_runtime.options import Options, Pace
from tines_runtime.secret import Secret

T = TypeVar("T")


Allows = Callable[[Deadline, Wait], bool]
CallSteps = Generator[tuple[Call[T], Deadline] | Wait, Outcome | None, T | Failure]
"""A wait, or what is to be sent once, and its deadline: the driver responds with what came of that."""


def call_steps(
    call: Call[T], key: Secret, options: Options, allows: Allows, clock: Clock | None, pace: Pace | None
) -> CallSteps[T]:
    """Yield what to do next until the call has succeeded or failed for good.

    `key` redacts what errors and records show. `allows` says whether there is time for a wait. A date to wait for is
    one of the clock. The wait for a turn of the client's own pace counts against no timeout but that of a retry.
    """
    if pace is not None:
        yield from _turn(pace, clock)
    deadline = Deadline(options.timeout, clock)
    steps = _Steps(call, key, options, partial(allows, deadline), clock)
    number, in_doubt = 0, False
    while True:
        number += 1
        plain = options.headers is None and options.on_request is None
        sent = call if plain else options.dressed(call, number)
        began = time.monotonic()
        came = yield sent, deadline
        assert came is not None
        elapsed = time.monotonic() - began
        outcome = steps.judged(came, in_doubt)
        wait = steps.wait(outcome, number)
        steps.record(came, outcome, number, elapsed, wait)
        if wait is None:
            steps.note(came, number)
            result: T | Failure = steps.result(_with_doubt(outcome, in_doubt))
            return result
        in_doubt = in_doubt or _may_have_been_processed(outcome)
        yield wait
        if pace is not None:
            yield from _turn(pace, clock)


def _turn(pace: Pace, clock: Clock | None) -> Generator[Wait, Any, None]:
    with pace.turn(clock) as seconds:  # if the driver gives up, it closes the generator, and the turn is given back
        yield Wait(seconds, asked=False)


class _Steps(Struct, frozen=True):
    call: Call[Any]
    key: Secret
    options: Options
    allows: Callable[[Wait], bool]
    clock: Clock | None

    def judged(self, outcome: Outcome, in_doubt: bool) -> Outcome:
        call = self.call
        if isinstance(outcome, Failure) or outcome.status in call.successes:
            return outcome
        if outcome.status == 404 and (in_doubt or call.missing_ok) and call.success_on_404 is not None:
            return call.success_on_404
        error = error_from_response(call, outcome, self.key, self.clock)
        if call.advice and isinstance(error, (BadRequestError, UnprocessableError)):
            error.add_note(call.advice)
        return Failure(error)

    def wait(self, outcome: Outcome, number: int) -> Wait | None:
        """How long to wait before the next attempt; None where there is none, or no time for it."""
        if isinstance(outcome, Response) or outcome.final:
            return None
        wait = self.options.retry.wait_before_next(number, self.call, outcome.error)
        return wait if wait is not None and self.allows(wait) else None

    def result(self, outcome: Outcome) -> Any:
        """What the response is read as, or a failure."""
        if isinstance(outcome, Failure):
            return outcome
        value = self.call.read(outcome, self.key.shown)
        if isinstance(value, Failure) and isinstance(value.error, DecodeError):
            locate(value.error, self.call, outcome, self.key)
        return value

    def note(self, came: Outcome, number: int) -> None:
        """Keep what the call came to, if somebody wants to know."""
        noted = noted_call.get()
        if noted is not None:
            response = came if isinstance(came, Response) else None
            noted.response, noted.request_id, noted.attempts = response, request_id(response, self.key), number

    def record(self, came: Outcome, outcome: Outcome, number: int, elapsed: float, wait: Wait | None) -> None:
        """Tell the log, and whoever asked to hear of it, how an attempt ended."""
        hook = self.options.on_attempt
        if hook is None and not logger.isEnabledFor(LEVELS[wait is None]):
            return
        response = came if isinstance(came, Response) else None
        attempt = Attempt(
            method=self.call.method,
            path=self.call.path,
            page=self.call.page,
            status=None if response is None else response.status,
            error=type(outcome.error).__name__ if isinstance(outcome, Failure) else None,
            attempt=number,
            elapsed=elapsed,
            wait=None if wait is None else wait.seconds,
            request_id=request_id(response, self.key),
        )
        log(attempt)
        if hook is not None:
            hook(attempt)


def _with_doubt(outcome: Outcome, in_doubt: bool) -> Outcome:
    # The last attempt may have reached nobody, and one before it may have done all.
    if in_doubt and isinstance(outcome, Failure) and isinstance(outcome.error, TransportError):
        outcome.error.may_have_been_processed = True
    return outcome


def _may_have_been_processed(outcome: Outcome) -> bool:
    error = outcome.error if isinstance(outcome, Failure) else None
    return isinstance(error, ServerError) or (isinstance(error, TransportError) and error.may_have_been_processed)
