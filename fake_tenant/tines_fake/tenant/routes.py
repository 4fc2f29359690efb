"""What openapi.yaml does not have: the routes that a test adds, else an error that says what there is."""

import difflib
import functools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from attrs import field, frozen

from tines_fake.exchanges.exchange import Credentials, Request, Response, error_response
from tines_fake.quirks import Quirks
from tines_spec import operations, operations_at

Answer = Callable[..., Any] | Response | Any
"""A response, or JSON for one of 200; or a function of the request and the path's arguments that returns either."""

_ARGUMENT = re.compile(r"{(\w+)}")
_METHOD = re.compile(r"[A-Z]+")
_LONGEST = 200


@frozen
class Route:
    """path: such as /api/v2/cases/{case_id}/notes."""

    method: str
    path: str
    answer: Answer = field(repr=False)
    pattern: re.Pattern[str] = field(repr=False)

    @classmethod
    def checked(cls, method: str, path: str, answer: Answer) -> "Route":
        """Raises ValueError for what is no method or no path, and for an operation that the spec has."""
        if not _METHOD.fullmatch(method):
            raise ValueError(f"a method is such as GET, not {method!r}")
        if not path.startswith("/") or "?" in path:
            raise ValueError(f"a path is such as /api/v2/cases/{{case_id}}/notes, without a query, not {path!r}")
        example = _ARGUMENT.sub("1", path)
        if any(operation.method == method for operation, _ in operations_at(example)):
            raise ValueError(f"openapi.yaml has {method} {path}; faults change how it responds")
        pieces = _ARGUMENT.split(path)
        pattern = "".join(f"(?P<{one}>[^/]+)" if place % 2 else re.escape(one) for place, one in enumerate(pieces))
        return cls(method, path, answer, re.compile(pattern))

    def arguments(self, request: Request) -> Mapping[str, str] | None:
        """The path's arguments, percent-decoded; None for another request."""
        found = self.pattern.fullmatch(request.path) if request.method == self.method else None
        return None if found is None else {name: unquote(text) for name, text in found.groupdict().items()}

    def respond(self, request: Request, arguments: Mapping[str, str]) -> Response:
        value = self.answer(request, **arguments) if callable(self.answer) else self.answer
        return value if isinstance(value, Response) else Response.of_json(200, value)


def respond_elsewhere(request: Request, routes: Iterable[Route], quirks: Quirks) -> Response:
    """The response to a request for no operation of the spec."""
    for route in routes:
        arguments = route.arguments(request)
        if arguments is None:
            continue
        if request.credentials is not Credentials.RIGHT:
            return error_response(quirks.wrong_key, quirks.error_body, "Unauthorized")
        return route.respond(request, arguments)
    if operations_at(request.path):
        return error_response(quirks.other_method, quirks.error_body, "Method not allowed")
    return error_response(404, quirks.error_body, _not_found(request, routes))


@functools.lru_cache
def _most_alike(named: str, known: Sequence[str]) -> list[str]:
    return difflib.get_close_matches(named, known, n=1)


def _not_found(request: Request, routes: Iterable[Route]) -> str:
    """What is not there, and what is most like it."""
    named = f"{request.method} {request.path}"[:_LONGEST]
    known = [f"{one.method} {one.path}" for one in operations().values()]
    known += [f"{one.method} {one.path}" for one in routes]
    alike = _most_alike(named, tuple(known))
    first = f"perhaps {alike[0]} is meant; " if alike else ""
    return f"Not found: this fake does not have {named}; {first}add_route adds it"
