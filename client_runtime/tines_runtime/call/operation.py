"""The operations of the API as data, and the calls that are made of them, or of any other endpoint.

The generated client holds one `Operation` for each operation of the spec. What an argument of a path or a query may be
is a check, as in `body.py`; all are made before anything is sent.
"""

import math
import operator
import re
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import partial
from typing import Any, Generic, TypeVar
from urllib.parse import quote, unquote, urlencode

from msgspec import Struct, field, structs

from tines_runtime.call.body import BodyArguments, Check, Fields, by_name, json_value, text
from tines_runtime.call.filters import WantedFilters
from tines_runtime.call.response import Call, Response, Shown, removed, value_of
from tines_runtime.secret import SecretValue

T = TypeVar("T")

LONGEST_TARGET = 60_000
"""Characters of a path with its query; httpx refuses URLs of 65,536."""

_SHOWN_BITS = 128
_SCALARS = (str, int, float, Enum)
_TARGET = re.compile(r"/[\x21-\x5b\x5d-\x7e]*")
"""Without the backslash, which some take for a slash: after the first one a host would begin."""
_SEPARATOR = re.compile(r"[/\\]")
"""As servers may read it that decode %2F, or %5C, first."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
"""The methods of which sending a request twice does no more than sending it once (RFC 9110, 9.2.2)."""
_JSON = (("Content-Type", "application/json"),)
_NO_CONTENT = Response(204, {}, b"")
# Without TRACE, whose response shows the key, and CONNECT, which asks for no endpoint.
_METHODS = _IDEMPOTENT | {"POST", "PATCH"}


class Operation(Struct, Generic[T], frozen=True, kw_only=True):
    """Where an operation is, what it takes, and what its successes are read as.

    `in_path` and `in_query` hold the check of each parameter, by its name on the wire. `successes` has by status the
    type of the body; None where something is deleted. `envelope` is the property of a success that holds its one item.
    `echoed` has the properties of a success that name a parameter of the path again. `repeatable` is False where a
    request must not be sent twice although HTTP allows it.
    """

    method: str
    path: str
    in_path: Mapping[str, Check] = field(default_factory=dict)
    in_query: Mapping[str, Check] = field(default_factory=dict)
    body: Fields | None = None
    successes: Mapping[int, type[Any] | None]
    envelope: str | None = None
    echoed: Mapping[str, str] = field(default_factory=dict)
    repeatable: bool = True

    def call(
        self,
        in_path: Mapping[str, Any],
        in_query: Mapping[str, Any],
        body: BodyArguments | None = None,
        *,
        missing_ok: bool = False,
        filters: WantedFilters | None = None,
    ) -> Call[T]:
        """What is sent, and what the response is read as; a query parameter that is None is left out.

        Raises TypeError or ValueError for arguments that make no sense.
        """
        sealed = None if body is None or self.body is None else body.encoded(self.body.arguments)
        query = _checked(self.in_query, in_query)
        if filters is None:
            return self._call(in_path, query, sealed, missing_ok)
        call = self._call(in_path, {**filters.query(), **query}, filters.body(), missing_ok)
        return structs.replace(call, read=partial(filters.read, call.read), advice=filters.advice)

    @property
    def item_fields(self) -> Fields:
        """The fields of its body."""
        assert self.body is not None
        return self.body

    def call_with_item(self, in_path: Mapping[str, Any], item: BodyArguments) -> Call[T]:
        """As `call`, with a model or a mapping as the whole body: the one argument of `item`."""
        sealed = item.encoded(lambda given: _only(given, self.item_fields))
        return self._call(in_path, {}, sealed, missing_ok=False)

    def _call(
        self, in_path: Mapping[str, Any], query: Mapping[str, object], body: SecretValue[bytes] | None, missing_ok: bool
    ) -> Call[T]:
        path = _checked(self.in_path, in_path)
        filled = self.path.format(**{name: quote(str(value), safe="") for name, value in path.items()})
        target = target_with(filled, query, "the arguments")
        expected = {name: path[parameter] for name, parameter in self.echoed.items()}
        read: Any = partial(value_of, self.successes, expected, self.envelope)
        if removes := None in self.successes.values():
            read = partial(removed, expected)
        return Call(
            method=self.method,
            path=filled,
            target=SecretValue(target),
            successes=self.successes.keys(),
            read=read,
            repeatable=self.repeatable and self.method in _IDEMPOTENT,
            headers=() if body is None else _JSON,
            body=body,
            success_on_404=_NO_CONTENT if removes else None,
            missing_ok=missing_ok,
        )


def _only(given: Mapping[str, object], whole: Fields) -> object:
    ((name, item),) = given.items()
    return whole(name, item)


def _checked(checks: Mapping[str, Check], arguments: Mapping[str, Any]) -> dict[str, object]:
    return {name: check(name, arguments.get(name)) for name, check in checks.items()}


def within(origin: str, path: str) -> str:
    """The path of a URL of the tenant, such as a link of its own; anything else as it is, for `raw_call` to judge."""
    return path.removeprefix(origin) if isinstance(path, str) else path


def raw_call(
    method: str, path: str, query: SecretValue[Mapping[str, object] | None], body: BodyArguments | None
) -> Call[Response]:
    """A call of any endpoint of the tenant, whose response stays as it came.

    Raises TypeError or ValueError for a method, a path, a query or a body that makes no sense.
    """
    verb = method.upper() if isinstance(method, str) else ""
    if verb not in _METHODS:
        raise ValueError(f"method must be one of {', '.join(sorted(_METHODS))}, not {method!r}")
    if not isinstance(path, str) or not _TARGET.fullmatch(path) or path.startswith("//") or "#" in path:
        raise ValueError("path must begin with one '/' and be percent-encoded: it is joined to the tenant's origin")
    plain = path.partition("?")[0]
    read = unquote(plain)
    if not {".", ".."}.isdisjoint(_SEPARATOR.split(read)):
        raise ValueError("path has a segment of dots, which would lead to another endpoint")
    if _CONTROL.search(read):
        raise ValueError("path must hold no control character, also not percent-encoded")
    target = SecretValue(query.read(lambda params: _raw_target(path, params)))
    headers = () if body is None else _JSON
    sealed = None if body is None else body.encoded(lambda given: json_value("json", given["json"]))
    return Call(verb, plain, target, range(200, 300), _as_it_came, verb in _IDEMPOTENT, headers, sealed)


def _raw_target(path: str, params: object) -> str:
    if params is not None and not isinstance(params, Mapping):
        raise TypeError(f"params must be a mapping, not {type(params).__name__}")
    return target_with(path, by_name("params", params or {}), "path and params")


def _as_it_came(response: Response, _: Shown) -> Response:
    return response


def target_with(path: str, query: Mapping[str, object], described: str) -> str:
    """The path with the arguments of a query that are not None. Raises ValueError where that is too long to be sent."""
    given = {name: _param(f"params: {name}", value) for name, value in query.items() if value is not None}
    target = f"{path}{'&' if '?' in path else '?'}{urlencode(given, doseq=True)}" if given else path
    if len(target) > LONGEST_TARGET:
        raise ValueError(f"{described} are longer than {LONGEST_TARGET} characters")
    return target


def _param(name: str, value: object) -> str | list[str]:
    """A parameter as a query has it. Raises TypeError or ValueError for what a query cannot express."""
    if isinstance(value, _SCALARS):
        return _scalar(name, value)
    if isinstance(value, (Mapping, bytes, bytearray, memoryview)) or not isinstance(value, Iterable):
        raise TypeError(f"{name} must be a text, a number or several of them, not {type(value).__name__}")
    return [_scalar(f"{name}[{index}]", entry) for index, entry in enumerate(value) if entry is not None]


def _scalar(name: str, value: object) -> str:
    plain = json_value(name, value) if isinstance(value, _SCALARS) else value
    if not isinstance(plain, str | int | float):
        raise TypeError(f"{name} must be a text or a number, not {type(plain).__name__}")
    return str(plain).lower() if isinstance(plain, bool) else str(plain)


def nullable(check: Check) -> Check:
    """None, which a body sends as null and a query leaves out, or what the check allows."""
    return lambda name, value: None if value is None else check(name, value)


def integer(minimum: int | None = None, maximum: int | None = None) -> Check:
    """An integer within the bounds, as an int; True is none."""

    def check(name: str, value: Any) -> int:
        number = None if isinstance(value, bool) else _index(value)
        if number is None:
            raise TypeError(f"{name} must be an integer, not {type(value).__name__}")
        if (minimum is not None and number < minimum) or (maximum is not None and number > maximum):
            shown = number if number.bit_length() <= _SHOWN_BITS else f"a number of {number.bit_length()} bits"
            raise ValueError(f"{name} must be {_range(minimum, maximum)}, not {shown}")
        return number

    return check


def _index(value: Any) -> int | None:
    # A class, or an array of numpy's, has the method and still is no integer: only a call can tell.
    try:
        return operator.index(value)
    except TypeError:
        return None


def _range(minimum: int | None, maximum: int | None) -> str:
    if maximum is None:
        return f"{minimum} or more"
    return f"{maximum} or less" if minimum is None else f"from {minimum} to {maximum}"


def number(name: str, value: Any) -> float:
    """A finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{name} must be a number, not {type(value).__name__}")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{name} must be a finite number")
    return value


def boolean(name: str, value: Any) -> bool:
    """True or False."""
    if not isinstance(value, bool):
        raise TypeError(f"{name} must be a bool, not {type(value).__name__}")
    return value


def segment(name: str, value: Any) -> str:
    """A text that is one step of a path: an empty one, or dots, would lead to another endpoint."""
    plain = text(name, value)
    if plain in ("", ".", ".."):
        raise ValueError(f"{name} must be a text that is more than dots, not {plain!r}")
    return plain
