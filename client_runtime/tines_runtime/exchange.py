"""The life of one call, without I/O: send, judge what came, wait, send again, end.

`exchange` is a generator that both drivers (`connection.py`) run: it yields what is to be done and is sent what came of
it. It returns the answer or the failure, and raises neither, so that no frame of an error holds an answer.
"""

import logging
from collections.abc import Callable, Generator
from typing import Any

from attrs import frozen

from tines_runtime.answer import Answer
from tines_runtime.call import Call
from tines_runtime.deadline import Deadline
from tines_runtime.errors import ApiError, NotFoundError, TransportError
from tines_runtime.outcome import Failure
from tines_runtime.retry import RetryPolicy, may_have_been_processed

logger = logging.getLogger("tines_cases")


@frozen
class Wait:
    """Wait so many seconds."""

    seconds: float


class Send:
    """Send the call once; the driver answers with what came of it."""


SEND = Send()
GONE = Answer(204, {}, b"")
"""What a 404 stands for where an earlier attempt may have removed what is gone."""

Outcome = Answer | Failure
Judge = Callable[[Call[Any], Answer], ApiError]
Exchange = Generator[Send | Wait, Outcome | None, Outcome]


def exchange(call: Call[Any], refusal: Judge, retry: RetryPolicy, deadline: Deadline) -> Exchange:
    """Yield what to do next until the call has succeeded or failed for good."""
    attempt = 0
    processed = False
    while True:
        attempt += 1
        outcome = _judged(call, (yield SEND), refusal)
        logger.debug("%s, attempt %d: %s", str(call), attempt, _told(outcome))
        if isinstance(outcome, Answer):
            return outcome
        if processed and call.gone_is_done and isinstance(outcome.error, NotFoundError):
            return GONE
        processed = processed or may_have_been_processed(outcome.error)
        if processed and isinstance(outcome.error, TransportError):
            outcome.error.may_have_been_processed = True  # of the call, whichever attempt it was
        wait = retry.wait_before_next(attempt, call, outcome.error)
        if wait is None or wait >= deadline.left():
            return outcome
        yield Wait(wait)


def _judged(call: Call[Any], outcome: Outcome | None, refusal: Judge) -> Outcome:
    assert outcome is not None
    if isinstance(outcome, Failure) or outcome.status in call.successes:
        return outcome
    return Failure(refusal(call, outcome))


def _told(outcome: Outcome) -> str:
    if isinstance(outcome, Answer):
        return f"status {outcome.status}"
    error = outcome.error
    return f"status {error.status}" if isinstance(error, ApiError) else type(error).__name__
