"""How the SDK is spoiled: what it is given, what it sends, what it makes of the answer, or how it pages."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import attrs
from judge_the_sdk import blocking

from tines_contract import Target
from tines_contract.client_side import ALL_PAGES, Call, Client
from tines_fake import Request, Response

Arguments = Mapping[str, Any]
Json = dict[str, Any]
LIST, GET = "listCaseActions", "getCaseAction"


@attrs.frozen
class _Between:
    """A tenant to which requests go another way than the client sent them."""

    target: Target
    way: Callable[[Target, Request], Response]
    name: str = "between"
    requests_a_minute: None = None

    @property
    def origin(self) -> str:
        return self.target.origin

    def send(self, request: Request) -> Response:
        return self.way(self.target, request)


def sending(method: str, change: Callable[[Request], Request]) -> Client:
    """The requests of one method are changed."""

    def way(target: Target, request: Request) -> Response:
        return target.send(change(request) if request.method == method else request)

    return lambda target: blocking(_Between(target, way))


def asked(operation: str, change: Callable[[Arguments], Arguments]) -> Client:
    """The arguments of one operation are changed before the SDK is given them."""

    def client(target: Target) -> Call:
        call = blocking(target)
        return lambda name, given: call(name, change(given) if name == operation else given)

    return client


def making(operation: str, change: Callable[[Any], Any]) -> Client:
    """What the SDK makes of the answers of one operation is changed."""

    def client(target: Target) -> Call:
        call = blocking(target)
        return lambda name, given: change(call(name, given)) if name == operation else call(name, given)

    return client


def paging(read: Callable[[Call, Arguments], Any]) -> Client:
    """All pages are read otherwise."""

    def client(target: Target) -> Call:
        call = blocking(target)
        return lambda name, given: read(call, given) if name == ALL_PAGES else call(name, given)

    return client


def raising(operation: str) -> Client:
    """The SDK raises whatever came."""

    def refuse(_: Any) -> Any:
        raise KeyError("made_at")

    return making(operation, refuse)


def sent_twice(target: Target) -> Call:
    """A create is sent again, whatever the answer."""

    def way(target: Target, request: Request) -> Response:
        if request.method == "POST":
            target.send(request)
        return target.send(request)

    return blocking(_Between(target, way))


def swallowing(target: Target) -> Call:
    """What is not found is nothing."""
    call = blocking(target)

    def swallow(name: str, given: Arguments) -> Any:
        try:
            return call(name, given)
        except Exception as error:
            if getattr(error, "status", None) == 404 and name == GET:
                return None
            raise

    return swallow


def remembering(target: Target) -> Call:
    """An action is asked for once, and read from a cache from then on."""
    call, known = blocking(target), {}

    def cached(name: str, given: Arguments) -> Any:
        if name != GET:
            return call(name, given)
        key = json.dumps(given)
        if key not in known:
            known[key] = call(name, given)
        return known[key]

    return cached


def mutating(target: Target) -> Call:
    """What it is given to be created loses its text, also to the one who gave it."""
    call = blocking(target)

    def spoil(name: str, given: Arguments) -> Any:
        for action in given.get("actions", ()):
            action.pop("action_text", None)
        return call(name, given)

    return spoil


def a_page(call: Call, given: Arguments, number: int) -> list[Json]:
    """The actions of one page."""
    actions: list[Json] = call(LIST, {**given, "per_page": 50, "page": number})["actions"]
    return actions


def of_each(change: Callable[[Json], Json]) -> Callable[[Json], Json]:
    """Change every action of a page."""
    return lambda page: {**page, "actions": [change(action) for action in page["actions"]]}


def without(name: str) -> Callable[[Mapping[str, Any]], Json]:
    return lambda value: {key: entry for key, entry in value.items() if key != name}


def with_body(change: Callable[[Json], Any]) -> Callable[[Request], Request]:
    return lambda request: attrs.evolve(request, body=json.dumps(change(json.loads(request.body))).encode())


def with_query(change: Callable[[str], str]) -> Callable[[Request], Request]:
    """Change the query of a list."""
    return lambda r: attrs.evolve(r, query=change(r.query)) if r.path.endswith("/actions") else r


def with_values(**values: Any) -> Callable[[Request], Request]:
    return lambda request: attrs.evolve(request, **values)
