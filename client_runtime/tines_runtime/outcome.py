"""What a call comes to, as a value: the result, or the failure that tells why there is none.

Errors are made where the response is at hand, and raised where it is not: a frame that an error passes through keeps
its variables alive for everyone who gets the error, and a response holds what is nobody else's business.
"""

from typing import TypeVar

from msgspec import Struct

from tines_runtime.errors import TinesError

T = TypeVar("T")


class Failure(Struct, frozen=True):
    """The error that tells what went wrong, and the exception that caused it.

    `final` says that another attempt would fail alike.
    """

    error: TinesError
    cause: BaseException | None = None
    final: bool = False


def value_or_raise(outcome: T | Failure) -> T:
    """The result; raises the error of a failure."""
    if isinstance(outcome, Failure):
        raise outcome.error from outcome.cause
    return outcome
