"""What holds for every call of a client, and the headers that it sends besides those that are its own business."""

import contextlib
import re
import threading
from bisect import bisect_right, insort
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import Any, TypeVar

from msgspec import Struct, field, structs

from tines_runtime.call.filters import FiltersEncoding
from tines_runtime.call.operation import integer
from tines_runtime.call.response import LARGEST_BODY, Call, Headers, replaced
from tines_runtime.call.retry import Attempt, RetryPolicy
from tines_runtime.clock import Clock, now
from tines_runtime.network.connection_pool import PerProcess
from tines_runtime.network.deadline import check_timeout, one_at_a_time
from tines_runtime.secret import SecretValue


class Keep(Enum):
    """Stands for an option that stays as it is; None would be a value."""

    KEEP = "keep"

    def __repr__(self) -> str:
        return self.name


T = TypeVar("T")
KEEP = Keep.KEEP
"""The default of an option that stays as the client has it: `timeout=None` would be no bound."""
OnAttempt = Callable[[Attempt], object]


class AttemptRequest(Struct, kw_only=True):
    """One attempt of a call, before it is sent.

    Attributes:
        method: that of the request.
        path: without its query.
        page: the page that is asked for, while iterating.
        attempt: counts from 1.
        headers: empty; what is put in is sent with this attempt.
    """

    method: str
    path: str
    page: int | None
    attempt: int
    headers: dict[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"AttemptRequest({self.method} {self.path}, attempt {self.attempt})"


OnRequest = Callable[[AttemptRequest], object]


class Options(Struct, frozen=True):
    """Seconds for a whole call (None is no bound), the retries, the most bytes of a body, who hears of attempts,
    and how filters are encoded.

    headers: sent besides the client's, or in place of one of the same name.
    """

    timeout: float | None
    retry: RetryPolicy
    max_body: int = LARGEST_BODY
    on_attempt: OnAttempt | None = None
    filters_encoding: FiltersEncoding = "brackets"
    on_request: OnRequest | None = None
    headers: SecretValue[Headers] | None = None

    def __repr__(self) -> str:
        return f"Options({self.timeout!r}, {self.retry!r}, {self.max_body!r})"

    def __post_init__(self) -> None:
        structs.force_setattr(self, "timeout", check_timeout(self.timeout))
        if not isinstance(self.retry, RetryPolicy):
            raise TypeError(f"retry must be a RetryPolicy, not {type(self.retry).__name__}")
        integer(1)("max_body", self.max_body)
        check_hook("on_attempt", self.on_attempt, "an Attempt")
        check_hook("on_request", self.on_request, "an AttemptRequest")

    def changed(
        self,
        timeout: float | Keep | None,
        retry: RetryPolicy | Keep,
        headers: SecretValue[Mapping[str, str] | None] | None = None,
    ) -> "Options":
        """With other values. Of the headers, those that are not named again stay."""
        changes = {
            "timeout": self.timeout if isinstance(timeout, Keep) else timeout,
            "retry": self.retry if isinstance(retry, Keep) else retry,
            "headers": self.headers if headers is None else _merged(self.headers, checked_headers(headers)),
        }
        return Options(**structs.asdict(self) | changes)  # with msgspec 0.19, structs.replace checks nothing

    def dressed(self, call: Call[T], attempt: int) -> Call[T]:
        """The call with the headers of this attempt. Raises what the hook raises, or what is wrong with its headers."""
        own = self.headers
        if self.on_request is not None:
            request = AttemptRequest(method=call.method, path=call.path, page=call.page, attempt=attempt)
            self.on_request(request)
            own = _merged(own, checked_headers(SecretValue(request.headers), "on_request: headers"))
        return call if own is None else structs.replace(call, own_headers=own)


def check_hook(name: str, hook: object, argument: str) -> None:
    """Raise TypeError for what is no function that gives its result at once."""
    if hook is None:
        return
    if not callable(hook):
        raise TypeError(f"{name} must be a function of {argument}, not {type(hook).__name__}")
    import inspect

    if any(map(inspect.iscoroutinefunction, (hook, type(hook).__call__))):
        raise TypeError(f"{name} must not be async: nobody awaits it")


def _merged(first: SecretValue[Headers] | None, second: SecretValue[Headers]) -> SecretValue[Headers] | None:
    """Both; None where there is none."""
    if not second.reveal():
        return first
    return second if first is None else SecretValue(replaced(first.reveal(), second.reveal()))


_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"([\x21-\x7e]([\t\x20-\x7e]*[\x21-\x7e])?)?")  # blanks around it would not arrive
_OURS = frozenset(
    {
        *("accept", "accept-encoding", "authorization", "connection", "content-length", "content-type", "host"),
        *("transfer-encoding", "user-agent"),
    }
)
_INSTEAD = {"user-agent": ": give user_agent", "authorization": ": give api_key"}


def checked_headers(headers: SecretValue[Mapping[str, str] | None], which: str = "headers") -> SecretValue[Headers]:
    """The headers, as pairs. Raises TypeError or ValueError, which names a header and never shows its value."""
    return SecretValue(headers.read(lambda given: _checked(which, given)))


def _checked(which: str, headers: Mapping[str, str] | None) -> Headers:
    if headers is None:
        return ()
    if not isinstance(headers, Mapping):
        raise TypeError(f"{which} must be a mapping of texts, not {type(headers).__name__}")
    given: dict[str, tuple[str, str]] = {}
    for name, value in headers.items():
        pair = _checked_pair(which, name, value.value if isinstance(value, Enum) else value)
        if given.setdefault(name.lower(), pair) is not pair:
            raise ValueError(f"{which}: {name} is given twice")
    return tuple(given.values())


def _checked_pair(which: str, name: Any, value: Any) -> tuple[str, str]:
    if not isinstance(name, str) or not isinstance(value, str):
        raise TypeError(f"{which} must be a mapping of texts")
    if not _NAME.fullmatch(name):
        raise ValueError(f"{which}: {name[:40]!r} is no name of a header")
    if name.lower() in _OURS:
        raise ValueError(f"{which}: {name} is set by the client{_INSTEAD.get(name.lower(), '')}")
    if not _VALUE.fullmatch(value):
        problem = "holds a line break or a character outside ASCII, or begins or ends with a blank"
        raise ValueError(f"{which}: the value of {name} {problem}")
    return name, value


def checked_agent(user_agent: str) -> str:
    """What the client calls itself. Raises TypeError or ValueError for what no header can hold."""
    if not isinstance(user_agent, str):
        raise TypeError(f"user_agent must be a str, not {type(user_agent).__name__}")
    if not _VALUE.fullmatch(user_agent) or not user_agent:
        raise ValueError(
            "user_agent is empty, has blanks around it, or holds a line break or a character outside ASCII"
        )
    return user_agent


_MINUTE = 60.0


class Pace:
    """Threads and tasks may share it; each process has its own.

    Raises TypeError or ValueError for what is no positive integer.
    """

    def __init__(self, requests_per_minute: int) -> None:
        integer(1)("requests_per_minute", requests_per_minute)
        self._turns = PerProcess(lambda: _Turns(requests_per_minute))

    @contextlib.contextmanager
    def turn(self, clock: Clock | None) -> Iterator[float]:
        """Take the next turn: in how many seconds it is. An exception in the block gives it back."""
        turns = self._turns.get()
        moment = now(clock)
        turn = turns.take(moment, clock)
        try:
            yield turn - moment
        except BaseException:
            turns.give_back(turn)
            raise


class _Turns:
    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._clock: Clock | None = None
        self._taken: list[float] = []

    @one_at_a_time
    def take(self, moment: float, clock: Clock | None = None) -> float:
        """The moment of the turn."""
        if clock is not self._clock:  # a client may outlive the tenant whose clock it was
            self._clock, self._taken = clock, []
        del self._taken[: bisect_right(self._taken, moment - _MINUTE)]
        full = len(self._taken) >= self._most
        at = max(moment, self._taken[-self._most] + _MINUTE) if full else moment
        insort(self._taken, at)
        return at

    @one_at_a_time
    def give_back(self, turn: float) -> None:
        with contextlib.suppress(ValueError):
            self._taken.remove(turn)
