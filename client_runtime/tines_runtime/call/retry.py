"""The attempts of a call: whether one that failed is worth another, and after how long; and the record of each.

What is repeatable (GET, HEAD, OPTIONS, PUT and DELETE, unless the spec says no) is sent again after a broken
connection and after the statuses of the policy; everything else only where it was provably not processed: the
connection was never made, or the response is 429. A wait is drawn at random between nothing and a bound that doubles
(full jitter), unless the tenant asks for a longer one. After a 429 that asks for none it is drawn from the upper half
of 30 times that bound: limits are per minute. A wait that would pass the deadline is not begun. Nothing in a record is
secret.
"""

import datetime
import logging
import math
import random
import re
from collections.abc import Collection
from typing import Any

from msgspec import Struct, structs

from tines_runtime import errors
from tines_runtime.call.operation import integer
from tines_runtime.call.response import Call
from tines_runtime.clock import Clock, timestamp

logger = logging.getLogger("tines_cases")
LEVELS = {True: logging.DEBUG, False: logging.INFO}
"""Of the record of an attempt, by whether it is the last."""

_LIMITED = 429
RETRIED = frozenset({_LIMITED, 502, 503, 504})
"""Statuses that pass. 500 and 409 do not: the same request fails alike. 408 comes of a body that stalled on its way."""
_MOST_DOUBLINGS = 100
_OF_A_MINUTE = 30
"""How many times longer the waits are after a 429 that asks for none: the limits of the API are per minute."""
_SECONDS = re.compile(r"\d+(\.\d+)?")


def _check_seconds(name: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"{name} must be a number of seconds, not {type(value).__name__}")
    if not 0 <= value < math.inf:
        raise ValueError(f"{name} must be a number of seconds from 0 on, not {value!r}")


def _checked_statuses(value: Any) -> frozenset[int]:
    try:
        statuses = frozenset(value)
    except TypeError:
        raise TypeError(f"statuses must be several statuses, not {type(value).__name__}") from None
    for status in statuses:
        if not isinstance(status, int) or not 400 <= status < 600:
            raise ValueError(f"statuses must be numbers from 400 to 599, not {status!r}")
    return statuses


class Wait(Struct, frozen=True):
    """Wait so many seconds; `asked` says whether the tenant has asked for it."""

    seconds: float
    asked: bool


class RetryPolicy(Struct, frozen=True, kw_only=True):
    """How often and how patiently a call is sent again.

    Attributes:
        attempts: how often a call is sent at most, the first time included (4).
        first_wait: the bound, in seconds, of the random wait before the second attempt (0.5); 30 times as much after a
            429 that asks for no wait.
        longest_wait: the bound, in seconds, of any random wait (8).
        max_retry_after: the longest wait, in seconds, that the tenant may ask for (60); past it the error is raised.
        statuses: after which a call is sent again (429, 502, 503, 504). A create and a replace_all, and POST and PATCH,
            only after 429, whatever is named: after any other they may have been done.

    Raises:
        TypeError, ValueError: a value makes no sense.
    """

    attempts: int = 4
    first_wait: float = 0.5
    longest_wait: float = 8.0
    max_retry_after: float = 60.0
    statuses: Collection[int] = RETRIED

    def __post_init__(self) -> None:
        integer(1)("attempts", self.attempts)
        for name in ("first_wait", "longest_wait", "max_retry_after"):
            _check_seconds(name, getattr(self, name))
        structs.force_setattr(self, "statuses", _checked_statuses(self.statuses))

    @classmethod
    def none(cls) -> "RetryPolicy":
        """Send once, and raise what comes of it."""
        return cls(attempts=1)

    def wait_before_next(self, attempt: int, call: Call[object], error: errors.TinesError) -> Wait | None:
        """How long to wait after this attempt (counted from 1) failed so, or None where the error stands."""
        if attempt >= self.attempts or not self._is_worth_repeating(call, error):
            return None
        doubled = self.first_wait * 2.0 ** min(attempt - 1, _MOST_DOUBLINGS)
        asked = error.retry_after if isinstance(error, errors.ApiError) else None
        if asked is None and isinstance(error, errors.RateLimitError):
            bound = min(self.max_retry_after, doubled * _OF_A_MINUTE)
            return Wait(_drawn(bound / 2, bound), asked=True)
        if asked is not None and asked > self.max_retry_after:
            return None
        usual = _drawn(0, min(self.longest_wait, doubled))
        if asked is None or asked < usual:  # a tenant that asks for nothing, or whose clock is behind
            return Wait(usual, asked=False)
        return Wait(asked, asked=True)

    def _is_worth_repeating(self, call: Call[object], error: errors.TinesError) -> bool:
        if isinstance(error, errors.ApiError):
            return error.status in self.statuses and (call.repeatable or error.status == _LIMITED)
        if not isinstance(error, errors.ConnectionFailedError):
            return False
        return call.repeatable or not error.may_have_been_processed


def _drawn(least: float, most: float) -> float:
    return random.uniform(least, most)  # noqa: S311 - it spreads retries, and keeps no secret


def retry_after(header: str, clock: Clock | None) -> float | None:
    """Read a Retry-After: seconds or a date (RFC 9110, 10.2.3), on a clock; None for anything else."""
    text = header.strip()
    if _SECONDS.fullmatch(text):
        seconds = float(text)
        return seconds if math.isfinite(seconds) else None
    import email.utils

    try:
        moment = email.utils.parsedate_to_datetime(text)
        # A date without a zone is in UTC (RFC 9110, 5.6.7); Python would take it for the time of this machine.
        known = moment if moment.tzinfo is not None else moment.replace(tzinfo=datetime.UTC)
        return max(0.0, known.timestamp() - timestamp(clock))
    except (TypeError, ValueError, OverflowError):
        return None


class Attempt(Struct, frozen=True, kw_only=True):
    """One attempt of a call, when it has ended.

    Attributes:
        method: that of the request.
        path: without its query.
        page: the page that is asked for, while iterating.
        status: None if no response came.
        error: the class of the error that the attempt failed with.
        attempt: counts from 1.
        elapsed: in seconds.
        wait: how many seconds later the next attempt follows, None if none does.
        request_id: what the tenant calls the request, None if it has no name.
    """

    method: str
    path: str
    page: int | None
    status: int | None
    error: str | None
    attempt: int
    elapsed: float
    wait: float | None
    request_id: str | None

    def __str__(self) -> str:
        page = "" if self.page is None else f", page {self.page}"
        outcome = self.error if self.status is None else f"status {self.status}"
        again = "" if self.wait is None else f", and again in {self.wait:.2f} s"
        return f"{self.method} {self.path}{page}, attempt {self.attempt}: {outcome}{again}"


def log(attempt: Attempt) -> None:
    """One record, with the fields as its attributes."""
    logger.log(LEVELS[attempt.wait is None], "%s", str(attempt), extra=structs.asdict(attempt))
