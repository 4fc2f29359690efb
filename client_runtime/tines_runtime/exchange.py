"""The life of one call, without I/O: send, judge what came, wait, send again, return or raise.

`exchange` is a generator that both drivers (`connection.py`) run: it yields what is to be done and is sent what came of it.
It holds no key, so no frame that an error of ours passes through does.
"""

import logging
from collections.abc import Callable, Generator
from typing import Any

from attrs import field, frozen

from tines_runtime.answer import Answer
from tines_runtime.call import Call
from tines_runtime.deadline import Deadline
from tines_runtime.errors import ApiError, TinesError
from tines_runtime.retry import RetryPolicy

logger = logging.getLogger("tines_cases")


@frozen
class Failure:
    """No answer came: the error that says so, and what caused it."""

    error: TinesError
    cause: BaseException | None = field(default=None, repr=False)


@frozen
class Wait:
    """Wait so many seconds."""

    seconds: float


class Send:
    """Send the call once; the driver answers with what came of it."""


SEND = Send()
Outcome = Answer | Failure
Exchange = Generator[Send | Wait, Outcome | None, Answer]


def exchange(
    call: Call[Any], refusal: Callable[[Call[Any], Answer], ApiError], retry: RetryPolicy, deadline: Deadline
) -> Exchange:
    """Yield what to do next until the call has succeeded (returns the answer) or failed (raises its error)."""
    attempt = 0
    while True:
        attempt += 1
        outcome = yield SEND
        failure = _failure(call, outcome, refusal)
        logger.debug("%s, attempt %d: %s", call, attempt, _told(outcome))
        if failure is None:
            assert isinstance(outcome, Answer)
            return outcome
        wait = retry.wait_before_next(attempt, call, failure.error)
        if wait is None or wait >= deadline.left():
            raise failure.error from failure.cause
        yield Wait(wait)


def _failure(
    call: Call[Any], outcome: Outcome | None, refusal: Callable[[Call[Any], Answer], ApiError]
) -> Failure | None:
    if isinstance(outcome, Failure):
        return outcome
    assert outcome is not None
    if outcome.status in call.successes:
        return None
    return Failure(refusal(call, outcome))


def _told(outcome: Outcome | None) -> str:
    return f"status {outcome.status}" if isinstance(outcome, Answer) else f"{getattr(outcome, 'error', outcome)!r}"
