"""What one call asks for, and what reads the answer to it."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Generic, TypeVar
from urllib.parse import quote, urlencode

from attrs import field, frozen

from tines_runtime.answer import Answer, decoded
from tines_runtime.fields import Fields
from tines_runtime.outcome import Failure
from tines_runtime.sealed import Given, Sealed

T = TypeVar("T")

LONGEST_TARGET = 60_000
"""Characters of a path with its query; httpx refuses URLs of 65,536."""

_TARGET = re.compile(r"/[\x21-\x7e]*")
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_JSON = (("Content-Type", "application/json"),)
# Without TRACE, whose answer shows the key, and CONNECT, which asks for no endpoint.
_METHODS = _READING | {"POST", "PUT", "PATCH", "DELETE"}


@frozen
class Call(Generic[T]):
    """One call: what is sent, which statuses are success, and what makes a value of such an answer.

    `repeatable` says whether sending it twice does no more than sending it once. `gone` is the answer that a 404 stands
    for where an earlier attempt may have been processed: what was to be deleted is no longer there.
    """

    method: str
    target: str
    successes: Collection[int] = field(repr=False)
    read: Callable[[Answer], T | Failure] = field(repr=False)
    repeatable: bool
    headers: tuple[tuple[str, str], ...] = ()
    body: Sealed | None = field(default=None, repr=False)
    gone: Answer | None = field(default=None, repr=False)

    def __str__(self) -> str:
        return f"{self.method} {self.target.partition('?')[0]}"


def raw_call(method: str, path: str, query: Mapping[str, object] | None, body: Given | None) -> Call[Answer]:
    """A call of any endpoint of the tenant, whose answer stays as it came.

    Raises TypeError or ValueError for a method, a path or a body that makes no sense.
    """
    verb = method.upper() if isinstance(method, str) else ""
    if verb not in _METHODS:
        raise ValueError(f"method must be one of {', '.join(sorted(_METHODS))}, not {method!r}")
    if not isinstance(path, str) or not _TARGET.fullmatch(path) or path.startswith("//") or "#" in path:
        raise ValueError("path must begin with one '/' and be percent-encoded: it is joined to the tenant's origin")
    target = with_query(path, query or {})
    if len(target) > LONGEST_TARGET:
        raise ValueError(f"path and params are longer than {LONGEST_TARGET} characters")
    headers = () if body is None else _JSON
    sealed = None if body is None else body.encoded(lambda given: given["json"])
    return Call(verb, target, range(200, 300), _as_it_came, verb in _READING, headers, sealed)


def _as_it_came(answer: Answer) -> Answer:
    return answer


def typed_call(
    method: str, target: str, answers: Mapping[int, type[T]], repeatable: bool, body: Sealed | None = None
) -> Call[T]:
    """A call whose answer is a value: by its status, of the type that is named here."""

    def read(answer: Answer) -> T | Failure:
        value: T | Failure = decoded(answer, answers[answer.status])
        return value

    headers = () if body is None else _JSON
    return Call(method, target, answers.keys(), read, repeatable, headers, body)


def removing_call(target: str, successes: Collection[int]) -> Call[None]:
    """A call that removes something, and whose answer says no more than that it is done."""
    return Call("DELETE", target, successes, _nothing, repeatable=True, gone=_GONE)


_GONE = Answer(204, {}, b"")


def _nothing(_: Answer) -> None:
    return None


def body_of(given: Given, fields: Fields) -> Sealed:
    """The body that a method's arguments make. Raises TypeError or ValueError, which names an argument."""
    return given.encoded(fields.arguments)


def with_path(template: str, **arguments: object) -> str:
    """Fill a path's arguments in, percent-encoded."""
    return template.format(**{name: quote(str(value), safe="") for name, value in arguments.items()})


def with_query(path: str, query: Mapping[str, object]) -> str:
    """Append the query's arguments that are not None."""
    given = {name: _shown(value) for name, value in query.items() if value is not None}
    if not given:
        return path
    return f"{path}{'&' if '?' in path else '?'}{urlencode(given, doseq=True)}"


def _shown(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value
