"""The record of each attempt, for the log and for `on_attempt`: nothing in it is secret."""

import logging

from msgspec import Struct, structs

logger = logging.getLogger("tines_cases")


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


LEVELS = {True: logging.DEBUG, False: logging.INFO}
"""Of the record of an attempt, by whether it is the last."""


def log(attempt: Attempt) -> None:
    """One record, with the fields as its attributes."""
    logger.log(LEVELS[attempt.wait is None], "%s", str(attempt), extra=structs.asdict(attempt))
