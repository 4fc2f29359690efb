"""What one call asks for, its response or the failure that tells why there is none, and the typed value of its bytes.

Errors are made where the response is at hand, and raised where it is not: a frame that an error passes through keeps
its variables alive for everyone who gets the error, and a response holds what is nobody else's business.
"""

import functools
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, AnyStr, Generic, TypeVar, get_args

import attrs
import msgspec
from msgspec import Struct

from tines_runtime.errors import DecodeError, TinesError
from tines_runtime.secret import SecretValue, cut, shown_names, shown_url

T = TypeVar("T")
Shown = Callable[[str], str]
Headers = tuple[tuple[str, str], ...]

LARGEST_BODY = 16 * 1024 * 1024
"""Bytes of a success, after decompression and before it; 500 actions take about 200 KB."""
LARGEST_ERROR = 64 * 1024
"""Bytes of an error that are kept."""
MOST_VALUES = 500_000
"""The most values in a body that becomes a typed value; 500 actions have some 6,000."""
_SMALL = 1024 * 1024
"""Bytes of a body that is decoded whatever it holds."""
_LONGEST_VALUE = 40
_AT = re.compile(r" - at `(?P<path>[^`]*)`$")
_STEP = re.compile(r"\.(?P<name>\w+)|\[(?P<index>\d+)\]|(?P<unknown>.)")


def replaced(headers: Sequence[tuple[AnyStr, AnyStr]], own: Sequence[tuple[AnyStr, AnyStr]]) -> Any:
    """Both; of two headers of the same name the second one."""
    names: set[AnyStr] = {name.lower() for name, _ in own}
    return (*(one for one in headers if one[0].lower() not in names), *own)


class Response(Struct, frozen=True):
    """A response that came whole.

    Attributes:
        status: the HTTP status.
        headers: by their names in lower case.
        body: its bytes, decompressed.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """The body as JSON. Raises DecodeError where it is none."""
        outcome = decoded(self, Any, None)
        del self  # so that no frame of the error holds the body
        return value_or_raise(outcome)

    def __repr__(self) -> str:
        return f"Response(status={self.status})"


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


Outcome = Response | Failure


class Call(Struct, Generic[T], frozen=True):
    """One call: what is sent, which statuses are success, and what makes a value of such a response.

    `repeatable` says whether sending it twice does no more than sending it once. `success_on_404` is what a 404 stands
    for where it is what was wanted, as for a delete: with `missing_ok` at once, and else only if an earlier attempt may
    have been processed. `read` is given what makes of a text what an error may show of it. `page` is the number of the
    page that is asked for while iterating. `advice` is a note for the error of a request that is refused. `own_headers`
    are sent besides the client's, or in place of one of the same name.
    """

    method: str
    path: str
    target: SecretValue[str]
    successes: Collection[int]
    read: Callable[[Response, Shown], T | Failure]
    repeatable: bool
    headers: Headers = ()
    body: SecretValue[bytes] | None = None
    success_on_404: Response | None = None
    missing_ok: bool = False
    page: int | None = None
    advice: str = ""
    own_headers: SecretValue[Headers] | None = None

    def __str__(self) -> str:
        return f"{self.method} {self.path}{'' if self.page is None else f', page {self.page}'}"


@functools.cache
def decoder(kind: Any) -> "msgspec.json.Decoder[Any]":
    return msgspec.json.Decoder(kind)


def decoded(response: Response, kind: Any, shown: Shown | None) -> Any:
    """The body as a value of that type.

    Otherwise a Failure, whose DecodeError names the place in the JSON, what was expected and what was found. `shown`
    makes of a text what an error may show of it; without it, nothing of the response is shown.
    """
    try:
        return decoder(kind).decode(response.body)
    except msgspec.ValidationError as error:
        problem, path = located(str(error))
    except msgspec.DecodeError as error:
        problem, path = _not_json(response, str(error), shown), "$"
    except RecursionError:
        problem, path = "the JSON is nested too deeply", "$"
    except UnicodeDecodeError:
        problem, path = "the body is not UTF-8", "$"
    value = _offending_value(response.body, path, kind, shown) if path != "$" and shown is not None else None
    return failure_at(response, problem, path, value)


def value_of(
    successes: Mapping[int, Any],
    expected: Mapping[str, object],
    envelope: str | None,
    response: Response,
    shown: Shown,
) -> Any:
    """The value of a success, of the type that is named for its status; otherwise a Failure.

    `expected` has the ids that the request names, by the name that the response gives them. A value that names another
    is a DecodeError. `envelope` is the property of the response that holds the value; without it, the whole is one.
    """
    if holds_too_many_values(response.body):
        return failure_at(response, f"the body holds more than {MOST_VALUES} values", "$")
    value = decoded(response, successes[response.status], shown)
    value = value if isinstance(value, Failure) else _as_expected(response, value, expected, shown)
    if envelope is None or isinstance(value, Failure):
        return value
    return _as_expected(response, getattr(value, envelope), expected, shown)


def removed(expected: Mapping[str, object], response: Response, shown: Shown) -> Any:
    """Nothing, of a response that says no more than that something is removed, or which it was; otherwise a Failure."""
    if not expected or not response.body:
        return None
    value = decoded(response, dict[str, Any], shown)
    found = value if isinstance(value, Failure) else _as_expected(response, value, expected, shown)
    return found if isinstance(found, Failure) else None


def _as_expected(response: Response, value: T, expected: Mapping[str, object], shown: Shown) -> T | Failure:
    for name, asked in expected.items():
        if isinstance(value, Mapping):
            came = value.get(name, asked)
        else:
            came = asked if (shown_id := getattr(value, name, None)) is None else shown_id
        # An id may be a number here and a text there.
        if str(came) != str(asked):
            problem = f"{name} is {cut(shown(str(came)), 40)}, and {asked} was asked for"
            return failure_at(response, problem, f"$.{name}")
    return value


def failure_at(response: Response, problem: str, path: str, found: str | None = None) -> Failure:
    """What is wrong with a success, and where in the JSON."""
    place = path if found is None else f"{path}, where {found} came"
    return Failure(DecodeError(f"status {response.status}: {problem} (at {place})", status=response.status, path=path))


def holds_too_many_values(body: bytes) -> bool:
    return len(body) > _SMALL and body.count(b",") + body.count(b"[") + body.count(b"{") > MOST_VALUES


def located(text: str) -> tuple[str, str]:
    """What msgspec says is wrong, and where in the JSON."""
    at = _AT.search(text)
    return (text, "$") if at is None else (text[: at.start()], at["path"])


def _not_json(response: Response, problem: str, shown: Shown | None) -> str:
    content_type = response.headers.get("content-type", "")
    if not response.body:
        return "the body is empty, and JSON is due"
    if shown is not None and content_type and "json" not in content_type.lower():
        return f"the body is {cut(shown(content_type), 40)!r}, and JSON is due"
    return f"the body is no JSON: {problem}"


def _offending_value(body: bytes, path: str, kind: Any, shown: Shown) -> str | None:
    """The value at that place of the JSON, in 40 characters at most; None where it is not to be shown.

    Nothing that is secret: no value under a property that is masked in its model, no path of a URL, and no objects or
    arrays, which may hold either.
    """
    if len(body) > _SMALL:  # this decodes the whole body once more, into objects for all that is in it
        return None
    steps = [step.groupdict() for step in _STEP.finditer(path.removeprefix("$"))]
    if any(step["unknown"] or step["name"] in _masked(kind) for step in steps):
        return None
    try:
        value = msgspec.json.decode(body)
        for step in steps:
            value = value[step["name"]] if step["name"] else value[int(step["index"])]
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError, LookupError, TypeError):
        return None
    if isinstance(value, (dict, list)):
        return None
    text = f'"{shown(value)}"' if isinstance(value, str) else msgspec.json.encode(value).decode()
    return cut(text, _LONGEST_VALUE)


@functools.cache
def _masked(kind: Any) -> frozenset[str]:
    """The names of all properties that a type, or one inside it, shows masked."""
    if not attrs.has(kind):
        return frozenset().union(*(_masked(inner) for inner in get_args(kind)))
    own = {field.name for field in attrs.fields(kind) if field.repr in (shown_names, shown_url)}
    return frozenset(own).union(*(_masked(field.type) for field in attrs.fields(kind)))
