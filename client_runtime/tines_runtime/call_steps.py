"""The steps of one call, without I/O: send, judge what came, wait, send again, end.

Both drivers (`connection.py`) run the generator `call_steps`: it yields what is to be done and is sent what came of it.
It returns the response or the failure, and raises neither, so that no frame of an error holds a response.
"""

import logging
from collections.abc import Callable, Generator
from typing import Any

from tines_runtime.call import Call
from tines_runtime.errors import ApiError, ServerError, TransportError
from tines_runtime.outcome import Failure
from tines_runtime.response import Response
from tines_runtime.retry import RetryPolicy, Wait

logger = logging.getLogger("tines_cases")


class Send:
    """Send the call once; the driver responds with what came of it."""


SEND = Send()
Outcome = Response | Failure
MakeError = Callable[[Call[Any], Response], ApiError]
CallSteps = Generator[Send | Wait, Outcome | None, Outcome]


def call_steps(call: Call[Any], make_error: MakeError, retry: RetryPolicy, allows: Callable[[Wait], bool]) -> CallSteps:
    """Yield what to do next until the call has succeeded or failed for good.

    `allows` says whether there is time for a wait.
    """
    attempt, in_doubt = 0, False
    while True:
        attempt += 1
        outcome = _judged(call, (yield SEND), make_error, in_doubt)
        wait = None if isinstance(outcome, Response) else retry.wait_before_next(attempt, call, outcome.error)
        if wait is not None and not allows(wait):
            wait = None
        logger.debug("%s, attempt %d: %s", str(call), attempt, _description(outcome, wait))
        if wait is None:
            return _with_doubt(outcome, in_doubt)
        in_doubt = in_doubt or _may_have_been_processed(outcome)
        yield wait


def _judged(call: Call[Any], outcome: Outcome | None, make_error: MakeError, in_doubt: bool) -> Outcome:
    assert outcome is not None
    if isinstance(outcome, Failure) or outcome.status in call.successes:
        return outcome
    if outcome.status == 404 and in_doubt and call.success_on_404_after_retry is not None:
        return call.success_on_404_after_retry
    return Failure(make_error(call, outcome))


def _with_doubt(outcome: Outcome, in_doubt: bool) -> Outcome:
    # The last attempt may have reached nobody, and one before it may have done all.
    if in_doubt and isinstance(outcome, Failure) and isinstance(outcome.error, TransportError):
        outcome.error.may_have_been_processed = True
    return outcome


def _may_have_been_processed(outcome: Outcome) -> bool:
    error = outcome.error if isinstance(outcome, Failure) else None
    return isinstance(error, ServerError) or (isinstance(error, TransportError) and error.may_have_been_processed)


def _description(outcome: Outcome, wait: Wait | None) -> str:
    again = "" if wait is None else f", and again in {wait.seconds:.2f} s"
    if isinstance(outcome, Response):
        return f"status {outcome.status}{again}"
    error = outcome.error
    return f"{f'status {error.status}' if isinstance(error, ApiError) else type(error).__name__}{again}"
