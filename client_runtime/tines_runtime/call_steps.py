"""The steps of one call, without I/O: send, judge what came, wait, send again, end.

Both drivers (`connection.py`) run the generator `call_steps`: it yields what is to be done and is sent what came of it.
It returns the response or the failure, and raises neither, so that no frame of an error holds a response.
"""

import logging
import time
from collections.abc import Callable, Generator
from typing import Any

from tines_runtime.call import Call
from tines_runtime.error_from_response import error_from_response
from tines_runtime.errors import ApiError, ServerError, TransportError
from tines_runtime.outcome import Failure
from tines_runtime.redaction import cut
from tines_runtime.response import Response
from tines_runtime.retry import RetryPolicy, Wait
from tines_runtime.secret import Secret

logger = logging.getLogger("tines_cases")
_REQUEST_IDS = ("x-request-id", "request-id", "x-correlation-id")


class Send:
    """Send the call once; the driver responds with what came of it."""


SEND = Send()
Outcome = Response | Failure
CallSteps = Generator[Send | Wait, Outcome | None, Outcome]


def call_steps(call: Call[Any], key: Secret, retry: RetryPolicy, allows: Callable[[Wait], bool]) -> CallSteps:
    """Yield what to do next until the call has succeeded or failed for good.

    `key` redacts what errors and records show. `allows` says whether there is time for a wait.
    """
    attempt, in_doubt = 0, False
    while True:
        attempt += 1
        began = time.monotonic()
        came = yield SEND
        elapsed = time.monotonic() - began
        outcome = _judged(call, came, key, in_doubt)
        wait = _wait(call, outcome, attempt, retry, allows)
        _log(call, key, came, outcome, wait, attempt=attempt, elapsed=elapsed)
        if wait is None:
            return _with_doubt(outcome, in_doubt)
        in_doubt = in_doubt or _may_have_been_processed(outcome)
        yield wait


def _judged(call: Call[Any], outcome: Outcome | None, key: Secret, in_doubt: bool) -> Outcome:
    assert outcome is not None
    if isinstance(outcome, Failure) or outcome.status in call.successes:
        return outcome
    if outcome.status == 404 and (in_doubt or call.missing_ok) and call.success_on_404 is not None:
        return call.success_on_404
    return Failure(error_from_response(call, outcome, key))


def _with_doubt(outcome: Outcome, in_doubt: bool) -> Outcome:
    # The last attempt may have reached nobody, and one before it may have done all.
    if in_doubt and isinstance(outcome, Failure) and isinstance(outcome.error, TransportError):
        outcome.error.may_have_been_processed = True
    return outcome


def _may_have_been_processed(outcome: Outcome) -> bool:
    error = outcome.error if isinstance(outcome, Failure) else None
    return isinstance(error, ServerError) or (isinstance(error, TransportError) and error.may_have_been_processed)


def _wait(
    call: Call[Any], outcome: Outcome, attempt: int, retry: RetryPolicy, allows: Callable[[Wait], bool]
) -> Wait | None:
    """How long to wait before the next attempt; None where there is none, or no time for it."""
    if isinstance(outcome, Response) or outcome.final:
        return None
    wait = retry.wait_before_next(attempt, call, outcome.error)
    return wait if wait is not None and allows(wait) else None


def _log(
    call: Call[Any],
    key: Secret,
    came: Outcome | None,
    outcome: Outcome,
    wait: Wait | None,
    *,
    attempt: int,
    elapsed: float,
) -> None:
    """One record an attempt, at INFO where another follows, with what tools read as attributes of the record."""
    level = logging.DEBUG if wait is None else logging.INFO
    if not logger.isEnabledFor(level):
        return
    response = came if isinstance(came, Response) else None
    status = response.status if response is not None else None
    seconds = wait.seconds if wait is not None else None
    error = outcome.error if isinstance(outcome, Failure) else None
    described = f"status {status}" if error is None or isinstance(error, ApiError) else type(error).__name__
    fields = {
        "method": call.method,
        "path": call.path,
        "page": call.page,
        "status": status,
        "attempt": attempt,
        "elapsed": elapsed,
        "wait": seconds,
        "request_id": _request_id(response, key),
    }
    again = "" if seconds is None else f", and again in {seconds:.2f} s"
    logger.log(level, "%s, attempt %d: %s%s", str(call), attempt, described, again, extra=fields)


def _request_id(response: Response | None, key: Secret) -> str | None:
    """What the tenant calls the request, to tell its support."""
    headers = {} if response is None else response.headers
    named = next((headers[name] for name in _REQUEST_IDS if name in headers), None)
    return None if named is None else cut(key.shown(named), 100)
