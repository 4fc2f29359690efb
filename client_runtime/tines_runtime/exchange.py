"""The life of one call, without I/O: send, judge what came, wait, send again, end.

`exchange` is a generator that both drivers (`connection.py`) run: it yields what is to be done and is sent what came of
it. It returns the answer or the failure, and raises neither, so that no frame of an error holds an answer.
"""

import logging
from collections.abc import Callable, Generator
from typing import Any

from tines_runtime.answer import Answer
from tines_runtime.call import Call
from tines_runtime.errors import ApiError, ServerError, TransportError
from tines_runtime.outcome import Failure
from tines_runtime.retry import RetryPolicy, Wait

logger = logging.getLogger("tines_cases")


class Send:
    """Send the call once; the driver answers with what came of it."""


SEND = Send()
Outcome = Answer | Failure
Judge = Callable[[Call[Any], Answer], ApiError]
Exchange = Generator[Send | Wait, Outcome | None, Outcome]


def exchange(call: Call[Any], refusal: Judge, retry: RetryPolicy, allows: Callable[[Wait], bool]) -> Exchange:
    """Yield what to do next until the call has succeeded or failed for good.

    `allows` says whether there is time for a wait.
    """
    attempt, in_doubt = 0, False
    while True:
        attempt += 1
        outcome = _judged(call, (yield SEND), refusal, in_doubt)
        wait = None if isinstance(outcome, Answer) else retry.wait_before_next(attempt, call, outcome.error)
        if wait is not None and not allows(wait):
            wait = None
        logger.debug("%s, attempt %d: %s", str(call), attempt, _told(outcome, wait))
        if wait is None:
            return _with_doubt(outcome, in_doubt)
        in_doubt = in_doubt or _may_have_been_processed(outcome)
        yield wait


def _judged(call: Call[Any], outcome: Outcome | None, refusal: Judge, in_doubt: bool) -> Outcome:
    assert outcome is not None
    if isinstance(outcome, Failure) or outcome.status in call.successes:
        return outcome
    if outcome.status == 404 and in_doubt and call.gone is not None:
        return call.gone
    return Failure(refusal(call, outcome))


def _with_doubt(outcome: Outcome, in_doubt: bool) -> Outcome:
    # The last attempt may have reached nobody, and one before it may have done all.
    if in_doubt and isinstance(outcome, Failure) and isinstance(outcome.error, TransportError):
        outcome.error.may_have_been_processed = True
    return outcome


def _may_have_been_processed(outcome: Outcome) -> bool:
    error = outcome.error if isinstance(outcome, Failure) else None
    return isinstance(error, ServerError) or (isinstance(error, TransportError) and error.may_have_been_processed)


def _told(outcome: Outcome, wait: Wait | None) -> str:
    again = "" if wait is None else f", and again in {wait.seconds:.2f} s"
    if isinstance(outcome, Answer):
        return f"status {outcome.status}{again}"
    error = outcome.error
    return f"{f'status {error.status}' if isinstance(error, ApiError) else type(error).__name__}{again}"
