"""Responds to what openapi.yaml does not have: by a route that a test added, or by an error that says what there is."""

import difflib
from collections.abc import Iterable

from tines_fake.error_responses import error_response
from tines_fake.exchange import Credentials, Request, Response
from tines_fake.quirks import Quirks
from tines_fake.routes import Route
from tines_spec import operations

_LONGEST = 200


def respond_elsewhere(request: Request, routes: Iterable[Route], quirks: Quirks, *, is_known: bool) -> Response:
    """is_known: whether the spec has the path, with other methods."""
    for route in routes:
        arguments = route.arguments(request)
        if arguments is None:
            continue
        if request.credentials is not Credentials.RIGHT:
            return error_response(quirks.wrong_key, "Unauthorized", quirks.error_body)
        return route.respond(request, arguments)
    if is_known:
        return error_response(quirks.other_method, "Method not allowed", quirks.error_body)
    return error_response(404, _not_found(request, routes), quirks.error_body)


def _not_found(request: Request, routes: Iterable[Route]) -> str:
    """What is known, the most alike first."""
    named = f"{request.method} {request.path}"[:_LONGEST]
    known = [f"{one.method} {one.path}" for one in operations().values()]
    known += [f"{one.method} {one.path}" for one in routes]
    alike = difflib.get_close_matches(named, known, n=1)
    first = f"perhaps {alike[0]} is meant; " if alike else ""
    return f"Not found: this fake does not have {named}; {first}it has {', '.join(known)}; add_route adds others"
