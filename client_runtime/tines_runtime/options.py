"""What holds for every call of a client."""

from collections.abc import Callable
from enum import Enum

from msgspec import Struct

from tines_runtime.attempt_record import Attempt
from tines_runtime.body_reader import LARGEST_BODY
from tines_runtime.deadline import check_timeout
from tines_runtime.retry import RetryPolicy


class Keep(Enum):
    """Stands for an option that stays as it is; None would be a value."""

    KEEP = "keep"

    def __repr__(self) -> str:
        return self.name


KEEP = Keep.KEEP
"""The default of an option that stays as the client has it: `timeout=None` would be no bound."""
OnAttempt = Callable[[Attempt], object]


class Options(Struct, frozen=True):
    """Seconds for a whole call (None is no bound), the retries, the most bytes of a body, and who hears of attempts."""

    timeout: float | None
    retry: RetryPolicy
    max_body: int = LARGEST_BODY
    on_attempt: OnAttempt | None = None

    def __repr__(self) -> str:
        return f"Options({self.timeout!r}, {self.retry!r}, {self.max_body!r})"

    @classmethod
    def checked(
        cls,
        timeout: float | None,
        retry: RetryPolicy,
        max_body: int = LARGEST_BODY,
        on_attempt: OnAttempt | None = None,
    ) -> "Options":
        if not isinstance(retry, RetryPolicy):
            raise TypeError(f"retry must be a RetryPolicy, not {type(retry).__name__}")
        if isinstance(max_body, bool) or not isinstance(max_body, int):
            raise TypeError(f"max_body must be a number of bytes, not {type(max_body).__name__}")
        if max_body < 1:
            raise ValueError(f"max_body must be 1 byte or more, not {max_body}")
        if on_attempt is not None and not callable(on_attempt):
            raise TypeError(f"on_attempt must be a function of an Attempt, not {type(on_attempt).__name__}")
        return cls(check_timeout(timeout), retry, max_body, on_attempt)

    def changed(self, timeout: float | Keep | None, retry: RetryPolicy | Keep) -> "Options":
        return Options.checked(
            self.timeout if isinstance(timeout, Keep) else timeout,
            self.retry if isinstance(retry, Keep) else retry,
            self.max_body,
            self.on_attempt,
        )
