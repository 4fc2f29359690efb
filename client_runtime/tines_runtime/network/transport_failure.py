"""Makes the error of an attempt that came to no response, from whatever the transport raised.

The exception becomes the error's cause, without the frames and the request on it, which hold the key.
"""

import re
import ssl
import traceback
from collections.abc import Iterator
from types import FrameType
from typing import Any

from tines_runtime.call.response import Call, Failure
from tines_runtime.errors import ConfigurationError, ConnectionFailedError, DeadlineError, ProtocolError, TransportError
from tines_runtime.network.deadline import Remaining
from tines_runtime.network.sender import Sender
from tines_runtime.secret import Secret, cut

_NEVER_SENT = frozenset({"ConnectError", "ProxyError", "PoolTimeout", "UnsupportedProtocol", "InvalidURL"})
_LONGEST_REASON = 200
_NO_CONNECTION = "no connection to {route} in time"
_QUOTED = re.compile(r"""[:(\s]{0,4}(?:bytearray\()?(?:\bb|(?<!\w))['"].*""", re.DOTALL)
# httpcore has one class for a server that hangs up and for one that talks nonsense.
_HUNG_UP = re.compile(r"disconnected|closed connection")


def is_expected(sender: Sender, error: Exception) -> bool:
    """Whether an exception is a failure to send, and not a mistake in what a test puts in the network's place."""
    if isinstance(error, (TransportError, ConfigurationError, *sender.library.errors)):
        return True
    return not isinstance(error, AssertionError) and not sender.library.runs_code_of_tests(sender.transport)


def of_signal_handler(error: Exception) -> Exception | None:
    """What a signal handler has raised in the middle of the attempt, such as the time limit of a job queue.

    It is for whoever has set the handler. Nothing is left on it that leads to the key.
    """
    part: BaseException | None = error
    while part is not None:
        if isinstance(part, Exception) and any(map(_handles_signal, traceback.walk_tb(part.__traceback__))):
            part.__traceback__ = part.__cause__ = part.__context__ = None
            return part
        part = part.__cause__
    return None


def _handles_signal(place: tuple[FrameType, int]) -> bool:
    """Whether a frame is that of a signal handler: such a one is given the frame that it has interrupted."""
    interrupted, values = place[0].f_back, place[0].f_locals.values()
    given = [*values, *(one for value in values if type(value) is tuple for one in value)]
    return interrupted is not None and any(one is interrupted for one in given)


def failure(sender: Sender, call: Call[Any], left: Remaining, error: Exception) -> Failure:
    error = sender.library.as_http_error(_first(error))
    if isinstance(error, ConfigurationError):  # stopped before it reached the network
        return Failure(ConfigurationError(*error.args))
    names = {kind.__name__ for kind in type(error).__mro__}
    kind, description = _kind(sender, error, names)
    if kind is DeadlineError and left.unsent:
        description = _NO_CONNECTION
    description = description.format(route=sender.route())
    key = sender.destination.tenant.key
    reason = cut(_reason(kind, key.shown(str(error))), _LONGEST_REASON)
    text = f"{call}: {description}" + (f" ({reason})" if reason else "")
    unsent = (
        left.unsent or not names.isdisjoint(_NEVER_SENT) or (sender.enforces_deadline and "ConnectTimeout" in names)
    )
    untrusted = any(isinstance(part, ssl.SSLCertVerificationError) for part in _chain(error, set()))
    cause = None if isinstance(error, TransportError) else _bare(kind, error, key)
    said = kind(text, may_have_been_processed=not unsent, method=call.method, path=call.path)
    return Failure(said, cause, final=untrusted)


def _first(error: Exception) -> Exception:
    """The exception itself, or the first of a group."""
    while isinstance(error, ExceptionGroup):
        error = error.exceptions[0]
    return error


_KINDS: tuple[tuple[frozenset[str], type[TransportError], str], ...] = (
    (frozenset({"ConnectTimeout", "PoolTimeout"}), DeadlineError, _NO_CONNECTION),
    (frozenset({"TimeoutException", "TimeoutError"}), DeadlineError, "no whole response in time"),
    (frozenset({"ConnectError", "ProxyError"}), ConnectionFailedError, "could not connect to {route}"),
    (frozenset({"NetworkError", "OSError"}), ConnectionFailedError, "the connection broke"),
)
"""By the names of an exception's classes, which are the same in both libraries."""


def _kind(sender: Sender, error: Exception, names: set[str]) -> tuple[type[TransportError], str]:
    for known, kind, description in _KINDS:
        if not names.isdisjoint(known):
            return kind, description
    if "RemoteProtocolError" in names and _HUNG_UP.search(str(error)):
        return ConnectionFailedError, "the connection ended before the response was whole"
    if isinstance(error, (TransportError, *sender.library.errors)) or sender.enforces_deadline:
        return ProtocolError, "what came is no response that can be read"
    return ProtocolError, f"the transport failed with {type(error).__name__}"


def _reason(kind: type[TransportError], text: str) -> str:
    """What an exception says. That of a broken protocol may go on with bytes of the response, in quotes."""
    return _QUOTED.split(text, maxsplit=1)[0] if kind is ProtocolError else text


def _bare(kind: type[TransportError], error: BaseException, key: Secret) -> BaseException | None:
    """The exception, with nothing left on it that leads to the key; None where it shows the key itself."""
    chain = list(_chain(error, set()))
    if any(key.is_in(f"{part} {part!r}") for part in chain):
        return None
    for part in chain:
        if kind is ProtocolError:
            part.args = (_reason(kind, str(part)),)
        part.__traceback__ = None
        for name, value in list(vars(part).items()):
            if not isinstance(value, (str, int, type(None))) or key.is_in(str(value)):
                vars(part)[name] = None
    return error


def _chain(error: BaseException, seen: set[int]) -> Iterator[BaseException]:
    if id(error) in seen:
        return
    seen.add(id(error))
    yield error
    inner = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    for following in (error.__cause__, error.__context__, *inner):
        if following is not None:
            yield from _chain(following, seen)
