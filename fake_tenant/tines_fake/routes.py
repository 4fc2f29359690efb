"""Which operation of the document a request is for, and what the document says of its parameters."""

import functools
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from attrs import frozen

from tines_spec import load


@frozen
class Parameter:
    """A query parameter as the document has it."""

    minimum: int
    maximum: int
    default: int


@frozen
class Route:
    """An operation: where it is, its query parameters by name, and the schema of its body without references."""

    operation: str
    method: str
    path: re.Pattern[str]
    query: dict[str, Parameter]
    body: dict[str, Any] | None


@functools.cache
def routes() -> tuple[Route, ...]:
    """The operations of the document."""
    document = load()
    return tuple(
        Route(
            operation["operationId"],
            method.upper(),
            _pattern(path),
            _query(document, operation),
            _body(document, operation),
        )
        for path, item in document["paths"].items()
        for method, operation in item.items()
    )


@functools.lru_cache(maxsize=4096)
def matching(path: str) -> Sequence[tuple[Route, Mapping[str, str]]]:
    """The operations of a path, of whatever method, with the path's arguments as text.

    A path that is written out wins over one with an argument in that place: `batch` is no id.
    """
    found = [(route, m) for route in routes() if (m := route.path.fullmatch(path)) is not None]
    fewest = min((len(m.groupdict()) for _, m in found), default=0)
    closest = [(route, m.groupdict()) for route, m in found if len(m.groupdict()) == fewest]
    return [(route, {name: unquote(text) for name, text in given.items()}) for route, given in closest]


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(path)))


def _query(document: dict[str, Any], operation: dict[str, Any]) -> dict[str, Parameter]:
    found = [document["components"]["parameters"][p["$ref"].rsplit("/", 1)[-1]] for p in operation["parameters"]]
    return {
        parameter["name"]: Parameter(schema["minimum"], schema["maximum"], schema["default"])
        for parameter in found
        if parameter["in"] == "query"
        for schema in (parameter["schema"],)
    }


def _body(document: dict[str, Any], operation: dict[str, Any]) -> dict[str, Any] | None:
    if "requestBody" not in operation:
        return None
    schema: dict[str, Any] = _whole(document, operation["requestBody"])["content"]["application/json"]["schema"]
    return schema


def _whole(document: dict[str, Any], value: Any) -> Any:
    """A part of the document with what its references stand for in their place."""
    if isinstance(value, list):
        return [_whole(document, entry) for entry in value]
    if not isinstance(value, dict):
        return value
    if "$ref" in value:
        found: Any = document
        for step in value["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        return _whole(document, found)
    return {key: _whole(document, entry) for key, entry in value.items() if key not in ("example", "examples")}
