"""Which operation of the document a request is for, and what the document says of its parameters."""

import functools
import re
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
    """An operation: where it is, and its query parameters by name."""

    operation: str
    method: str
    path: re.Pattern[str]
    query: dict[str, Parameter]


@functools.cache
def routes() -> tuple[Route, ...]:
    """The operations of the document."""
    document = load()
    return tuple(
        Route(operation["operationId"], method.upper(), _pattern(path), _query(document, operation))
        for path, item in document["paths"].items()
        for method, operation in item.items()
    )


def matching(path: str) -> list[tuple[Route, dict[str, str]]]:
    """The operations of a path, of whatever method, with the path's arguments as text."""
    found = [(route, route.path.fullmatch(path)) for route in routes()]
    return [(r, {name: unquote(text) for name, text in m.groupdict().items()}) for r, m in found if m is not None]


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
