"""What a request is told that no operation knows."""

import difflib
from collections.abc import Iterable

from tines_fake.exchange import Request
from tines_fake.routes import Route
from tines_spec import operations

_LONGEST = 200


def not_found(request: Request, routes: Iterable[Route]) -> str:
    """What is known, the most alike first."""
    named = f"{request.method} {request.path}"[:_LONGEST]
    known = [f"{one.method} {one.path}" for one in operations().values()]
    known += [f"{one.method} {one.path}" for one in routes]
    alike = difflib.get_close_matches(named, known, n=1)
    first = f"perhaps {alike[0]} is meant; " if alike else ""
    return f"Not found: this fake does not have {named}; {first}it has {', '.join(known)}; add_route adds others"
