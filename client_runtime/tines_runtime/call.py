"""What one call asks for, and what reads its response."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from enum import Enum
from typing import Any, Generic, TypeVar, cast
from urllib.parse import quote, unquote, urlencode

from msgspec import Struct

from tines_runtime.body_arguments import BodyArguments, SecretValue
from tines_runtime.errors import DecodeError
from tines_runtime.fields import by_name, json_value
from tines_runtime.outcome import Failure
from tines_runtime.redaction import cut
from tines_runtime.response import Response, Shown, decoded, value_limit

T = TypeVar("T")

LONGEST_TARGET = 60_000
"""Characters of a path with its query; httpx refuses URLs of 65,536."""

_SCALARS = (str, int, float, Enum)
_TARGET = re.compile(r"/[\x21-\x7e]*")
IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
"""The methods of which sending a request twice does no more than sending it once (RFC 9110, 9.2.2)."""

_JSON = (("Content-Type", "application/json"),)
# Without TRACE, whose response shows the key, and CONNECT, which asks for no endpoint.
_METHODS = IDEMPOTENT | {"POST", "PATCH"}


class Call(Struct, Generic[T], frozen=True):
    """One call: what is sent, which statuses are success, and what makes a value of such a response.

    `repeatable` says whether sending it twice does no more than sending it once. `success_on_404` is what a 404 stands
    for where it is what was wanted, as for a delete: with `missing_ok` at once, and else only if an earlier attempt may
    have been processed. `read` is given what makes of a text what an error may show of it. `page` is the number of the
    page that is asked for while iterating.
    """

    method: str
    path: str
    target: SecretValue[str]
    successes: Collection[int]
    read: Callable[[Response, Shown], T | Failure]
    repeatable: bool
    headers: tuple[tuple[str, str], ...] = ()
    body: SecretValue[bytes] | None = None
    success_on_404: Response | None = None
    missing_ok: bool = False
    page: int | None = None

    def __str__(self) -> str:
        return f"{self.method} {self.path}{'' if self.page is None else f', page {self.page}'}"


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
    if not {".", ".."}.isdisjoint(map(unquote, plain.split("/"))):
        raise ValueError("path has a segment of dots, which would lead to another endpoint")
    target = SecretValue(query.read(lambda params: _raw_target(path, params)))
    headers = () if body is None else _JSON
    sealed = None if body is None else body.encoded(lambda given: json_value("json", given["json"]))
    return Call(verb, plain, target, range(200, 300), _as_it_came, verb in IDEMPOTENT, headers, sealed)


def _raw_target(path: str, params: object) -> str:
    if params is not None and not isinstance(params, Mapping):
        raise TypeError(f"params must be a mapping, not {type(params).__name__}")
    target = with_query(path, by_name("params", params or {}))
    if len(target) > LONGEST_TARGET:
        raise ValueError(f"path and params are longer than {LONGEST_TARGET} characters")
    return target


def _as_it_came(response: Response, _: Shown) -> Response:
    return response


def typed_call(
    method: str,
    target: str,
    successes: Mapping[int, type[Any]],
    repeatable: bool,
    body: SecretValue[bytes] | None = None,
    expected: Mapping[str, object] | None = None,
    envelope: str | None = None,
) -> Call[T]:
    """A call whose response is a value: by its status, of the type that is named here.

    `expected` has the ids that the request names, by the name that the response gives them. A value that names another
    is a DecodeError. `envelope` is the property of the response that holds the value; without it, the whole is one.
    """

    def read(response: Response, shown: Shown) -> T | Failure:
        status, ids = response.status, expected or {}
        value: Any = value_limit(response) or decoded(response, successes[status], shown)
        value = value if isinstance(value, Failure) else _as_expected(status, value, ids, shown)
        if envelope is None or isinstance(value, Failure):
            return cast("T | Failure", value)
        return cast("T | Failure", _as_expected(status, getattr(value, envelope), ids, shown))

    headers = () if body is None else _JSON
    path = target.partition("?")[0]
    return Call(method, path, SecretValue(target), successes.keys(), read, repeatable, headers, body)


def _as_expected(status: int, value: T, expected: Mapping[str, object], shown: Shown) -> T | Failure:
    for name, asked in expected.items():
        came = value.get(name) if isinstance(value, Mapping) else getattr(value, name, None)
        # An id may be a number here and a text there.
        if came is not None and str(came) != str(asked):
            problem = f"{name} is {cut(shown(str(came)), 40)}, and {asked} was asked for"
            return Failure(DecodeError(f"status {status}: {problem} (at $.{name})", status=status, path=f"$.{name}"))
    return value


def removing_call(
    target: str, successes: Collection[int], missing_ok: bool, expected: Mapping[str, object] | None = None
) -> Call[None]:
    """A call that removes something, and whose response says no more than that it is done, or which it was."""

    def read(response: Response, shown: Shown) -> Failure | None:
        if not expected or not response.body:
            return None
        value = decoded(response, dict[str, Any], shown)
        found = value if isinstance(value, Failure) else _as_expected(response.status, value, expected, shown)
        return found if isinstance(found, Failure) else None

    path, sealed = target.partition("?")[0], SecretValue(target)
    return Call(
        "DELETE", path, sealed, successes, read, repeatable=True, success_on_404=_NO_CONTENT, missing_ok=missing_ok
    )


_NO_CONTENT = Response(204, {}, b"")


def with_path(template: str, **arguments: object) -> str:
    """Fill a path's arguments in, percent-encoded."""
    return template.format(**{name: quote(str(value), safe="") for name, value in arguments.items()})


def with_query(path: str, query: Mapping[str, object]) -> str:
    """Append the query's arguments that are not None."""
    given = {name: _param(f"params: {name}", value) for name, value in query.items() if value is not None}
    if not given:
        return path
    return f"{path}{'&' if '?' in path else '?'}{urlencode(given, doseq=True)}"


def _param(name: str, value: object) -> str | list[str]:
    """A parameter as a query has it. Raises TypeError or ValueError for what could not be told from something else."""
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
