"""What a webhook is sent when an analyst clicks the button of a case action: the bytes, the shared secret, the fields.

Nothing here decides which fields a press has: that is openapi.yaml's. The client does not import this module; the
generated `tines_cases.press` does.
"""

import hmac
from collections.abc import Collection, Mapping
from typing import Any, Protocol, TypeVar

import msgspec

from tines_runtime.call.body import UNSET
from tines_runtime.call.response import Failure, holds_too_many_values, located
from tines_runtime.configuration import origin_of
from tines_runtime.errors import PressError, PressSecretError
from tines_runtime.secret import cut

T = TypeVar("T")

Body = bytes | bytearray | str | Mapping[str, Any]
"""A body as it came, or decoded already."""

_BEYOND = 2**63
_LONGEST_REPR = 1000
"""Characters."""


class _Part(Protocol):
    @property
    def id(self) -> int | None: ...


def bounded_repr(kind: type[T]) -> type[T]:
    """Cut the repr of a class: whoever sends a press says how long its texts are."""
    whole = kind.__repr__

    def shown(self: T) -> str:
        return cut(whole(self), _LONGEST_REPR)

    kind.__repr__ = shown  # type: ignore[method-assign, assignment]  # attrs has made the class
    return kind


def problem_of_arguments(
    body: object, secret: object, secret_name: str, reserved: Collection[str]
) -> TypeError | ValueError | None:
    """What is wrong with the arguments of a `read`, shown without any of them but a name."""
    if not isinstance(body, bytes | bytearray | str | Mapping):
        return TypeError(f"body must be the body of the request, as bytes, str or a mapping, not {type(body).__name__}")
    if secret is UNSET:
        return None
    if not isinstance(secret, str):
        return TypeError(f"secret must be a str, not {type(secret).__name__}; leave it out to believe everybody")
    if not secret:
        return ValueError("secret is empty, and an empty secret protects nothing; leave it out to believe everybody")
    if secret_name in reserved:
        return ValueError(f"secret_name is {secret_name!r}, which no query parameter can be: Tines reserves it")
    return None


def press_of(
    body: Body,
    kind: type[T],
    *,
    names: Collection[str],
    reserved: Collection[str],
    secret: tuple[str, str] | None,
    max_body: int,
) -> T | Failure:
    """A press of its body. names: the fields that the spec names. secret: the name and the value of the one to find.

    The secret is looked for first: of who does not know it, nothing else is read.
    """
    raw = _json_object(body, max_body)
    if isinstance(raw, Failure):
        return raw
    if secret is not None and not _holds(raw, *secret):
        return Failure(PressSecretError(f"the press does not hold the shared secret in its field {secret[0]!r}"))
    named = {name: raw[name] for name in names if name in raw}
    hidden = {*reserved, *names} | ({secret[0]} if secret is not None else set())
    case = raw.get("case")
    derived = {
        "query_params": {name: value for name, value in raw.items() if name not in hidden},
        "raw_case": case if isinstance(case, Mapping) else {},
    }
    return _converted({**named, **derived}, kind)


def _json_object(body: Body, max_body: int) -> Mapping[str, Any] | Failure:
    if isinstance(body, Mapping):
        return body
    raw: object = None
    try:
        encoded = body.encode() if isinstance(body, str) else bytes(body)
        problem = _problem_of_size(encoded, max_body)
        raw = problem or msgspec.json.decode(encoded)
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        problem = f"the body is no JSON that can be read: {_described(error)}"
    if isinstance(raw, dict):
        return raw
    return Failure(PressError(problem or f"the body must be a JSON object, not {_kind_of(raw)}"))


def _problem_of_size(body: bytes, max_body: int) -> str | None:
    if not body:
        return "the body is empty"
    if len(body) > max_body:
        return f"the body has {len(body):,} bytes, and max_body is {max_body:,}"
    return "the body holds too many values" if holds_too_many_values(body) else None


def _described(error: Exception) -> str:
    """The words of msgspec name a place and show nothing of the body; those of Python show some of it."""
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return "it is not UTF-8" if isinstance(error, UnicodeError) else str(error)


def _kind_of(value: object) -> str:
    kinds = {list: "an array", str: "text", bool: "a boolean", type(None): "null"}
    return kinds.get(type(value), "a number")


def _holds(raw: Mapping[str, Any], name: str, secret: str) -> bool:
    """Whether the press has the secret: in a time that does not say how much of it is right."""
    shown = raw.get(name)
    if not isinstance(shown, str):
        return False
    return hmac.compare_digest(shown.encode("utf-8", "surrogatepass"), secret.encode("utf-8", "surrogatepass"))


def _converted(fields: Mapping[str, Any], kind: type[T]) -> T | Failure:
    try:
        return msgspec.convert(fields, kind)
    except msgspec.ValidationError as error:
        problem, path = located(str(error))
    except RecursionError:
        path, problem = "$", "it is nested too deeply"
    return Failure(PressError(f"no press can be made of the body: {problem} (at {path})", path=path))


def known_id(part: _Part | None, path: str) -> int:
    """The id of a part of a press. Raises PressError where it has none, or a number that can be none."""
    if part is None or part.id is None or not 0 < part.id < _BEYOND:
        raise PressError(f"the press has no id at {path}", path=path)
    return part.id


def cors_headers(origin: str) -> dict[str, str]:
    """The headers by which a receiver lets a browser send the press: for the response to OPTIONS, and that to POST.

    origin: the tenant as a client takes it, such as "https://acme.tines.com". Raises ConfigurationError for no tenant.

    Tines' documentation does not mention CORS. People who receive presses report that the browser of the analyst sends
    them where the URL is outside the tenant (https://github.com/trv95/3b-tyler-space): it asks with OPTIONS first, and
    without these headers the click fails in silence.
    """
    return {
        "Access-Control-Allow-Origin": origin_of(origin, allow_http=True),
        "Access-Control-Allow-Methods": "POST",
        "Access-Control-Allow-Headers": "content-type",
        "Vary": "Origin",
    }
