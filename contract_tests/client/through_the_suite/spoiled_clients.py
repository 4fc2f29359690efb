"""The SDK, spoiled in one way each, and what the suite has to say of it: that, and nothing else."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from attrs import evolve, field, frozen
from judge_the_sdk import blocking

from tines_cases.errors import NotFoundError
from tines_contract import Target
from tines_contract.client_side import ALL_PAGES, Call, Client
from tines_contract.promises.lists import list_of, main_subject
from tines_fake import Credentials, Request, Response
from tines_spec import resource_of

_KINDS = ("list", "get", "create", "update", "replace_all")
_RESOURCE = resource_of(list_of(main_subject()))
LIST, GET, CREATE, UPDATE, REPLACE = (getattr(_RESOURCE, kind).name for kind in _KINDS)
Json = dict[str, Any]
Change = Callable[[Any], Any]


@frozen
class Spoiled:
    """One way. problem: what the suite says, of each of these operations."""

    id: str
    operations: tuple[str, ...]
    problem: str
    client: Client = field(repr=False)


@frozen
class Between:
    """A tenant whose requests for actions, of one method, are changed on the way, or sent again after a success."""

    target: Target
    method: str
    change: Callable[[Request], Request] = lambda request: request
    again: bool = False
    name: str = "between"
    requests_a_minute: None = None

    @property
    def origin(self) -> str:
        return self.target.origin

    def send(self, request: Request) -> Response:
        if request.method != self.method or "/actions" not in request.path:
            return self.target.send(request)
        response = self.target.send(self.change(request))
        return self.target.send(request) if self.again and response.status < 300 else response


def sending(method: str, change: Callable[[Request], Request]) -> Client:
    return lambda target: blocking(Between(target, method, change))


def around(operation: str, spoil: Callable[[Callable[[Any], Any], Any], Any]) -> Client:
    """One operation is spoiled, given the SDK's and its arguments."""

    def client(target: Target) -> Call:
        call = blocking(target)
        return lambda name, arguments: (
            spoil(partial(call, name), arguments) if name == operation else call(name, arguments)
        )

    return client


def given(operation: str, change: Change) -> Client:
    """The arguments of one operation are changed before the SDK has them."""
    return around(operation, lambda call, arguments: call(change(arguments)))


def making(operation: str, change: Change) -> Client:
    """What the SDK makes of the responses of one operation is changed."""
    return around(operation, lambda call, arguments: change(call(arguments)))


def paging(read: Callable[[Callable[[int], list[Json]]], Any]) -> Client:
    """All actions are read otherwise, by pages of 50."""

    def client(target: Target) -> Call:
        call = blocking(target)

        def page(arguments: Mapping[str, Any], number: int) -> list[Json]:
            found: list[Json] = call(LIST, {**arguments, "per_page": 50, "page": number})["actions"]
            return found

        return lambda name, a: read(partial(page, a)) if name == ALL_PAGES else call(name, a)

    return client


def _swallow(call: Callable[[Any], Any], arguments: Any) -> Any:
    """What is not found is nothing."""
    try:
        return call(arguments)
    except NotFoundError:
        return None


def _mutate(call: Callable[[Any], Any], arguments: Any) -> Any:
    """What is given loses its text, also to the one who gave it."""
    for action in arguments["actions"]:
        action.pop("action_text", None)
    return call(arguments)


def without(name: str) -> Change:
    return lambda value: {key: entry for key, entry in value.items() if key != name}


def of_each(change: Change) -> Change:
    return lambda page: {**page, "actions": [change(action) for action in page["actions"]]}


def with_body(change: Change) -> Callable[[Request], Request]:
    return lambda request: evolve(request, body=json.dumps(change(json.loads(request.body))).encode())


def with_query(change: Callable[[str], str]) -> Callable[[Request], Request]:
    return lambda r: evolve(r, query=change(r.query)) if r.path.endswith("/actions") else r


def with_values(**values: Any) -> Callable[[Request], Request]:
    return lambda request: evolve(request, **values) if "/actions" in request.path else request


def _endless(page: Callable[[int], Any]) -> Any:
    while True:
        page(1)


def _raising(_: Any) -> Any:
    raise KeyError("made_at")


def _of_values() -> Iterator[tuple[str, tuple[str, ...], str, Client]]:
    came = "is not what came"
    yield "drops a field", (LIST,), f"$.actions[].url {came}", making(LIST, of_each(without("url")))
    later = of_each(lambda action: {**action, "created_at": "2000-01-01T00:00:00Z"})
    yield "changes a timestamp", (LIST,), f"$.actions[].created_at {came}", making(LIST, later)
    ones = of_each(lambda action: {**action, "query_params": {"a": 1, "b": 1.5}})
    yield "takes true for 1", (LIST,), f"$.actions[].query_params {came}", making(LIST, ones)
    yield "gives None", (UPDATE,), f"$ {came}", making(UPDATE, lambda _: None)
    yield "swallows a 404", (GET,), "it gave a value where 404 came", around(GET, _swallow)
    yield "stumbles over a page", (LIST,), _raised("a response"), making(LIST, _raising)


def _raised(what: str) -> str:
    return f"it raised KeyError for {what} that the spec allows"


def _of_requests() -> Iterator[tuple[str, tuple[str, ...], str, Client]]:
    both = (LIST, ALL_PAGES)
    yield "ignores per_page", (LIST,), "it does not send per_page", given(LIST, without("per_page"))
    next_page = given(LIST, lambda arguments: {**arguments, "page": arguments.get("page", 1) + 1})
    yield "asks for the next page", (LIST,), "it sends another page than was given", next_page
    twice = with_query(lambda query: f"{query}&{query or 'page=1&page=1'}")
    yield "repeats an argument", both, "it sends an argument of the query twice", sending("GET", twice)
    more = with_query(lambda query: f"{query}&limit=7")
    yield "adds an argument", both, "it sends limit, which the spec does not know", sending("GET", more)
    larger = with_query(lambda query: query.replace("per_page=500", "per_page=1000"))
    yield "asks for too much", (ALL_PAGES,), "it asks for a page that the spec does not allow", sending("GET", larger)
    body = with_values(body=b"page=2")
    yield "sends page as a body", (*both, GET), "it sends a body where there is none", sending("GET", body)
    null = given(UPDATE, lambda arguments: {"query_params": None, **arguments})
    yield "sends null for what is absent", (UPDATE,), "it sends query_params, which was not given", null
    other = given(CREATE, lambda arguments: {**arguments, "url": arguments["url"] + "/"})
    yield "changes a URL", (CREATE,), "it sends another url than was given", other
    yield "changes what it is given", (REPLACE,), "it sends another actions than was given", around(REPLACE, _mutate)
    no_label = sending("POST", with_body(without("label")))
    yield "loses a label", (CREATE,), "it does not send label", no_label
    yield "sends a form", (CREATE,), "it sends a body that is no JSON", sending("POST", with_values(body=b"url=x"))
    yield "sends a list", (CREATE,), "it sends a body that is no object", sending("POST", with_body(lambda b: [b]))
    elsewhere = given(GET, lambda arguments: {**arguments, "case_id": arguments["case_id"] + 1})
    yield "asks for another case", (GET,), "it asks for another path than that of the arguments", elsewhere
    post = sending("POST", with_values(method="PATCH"))
    yield "asks by another method", (CREATE,), "it sends PATCH in place of POST", post
    tenant = sending("POST", with_values(origin="https://evil.test"))
    yield "asks another tenant", (CREATE,), "it asks another tenant", tenant
    yield "shows no key", (CREATE,), "it shows no key", sending("POST", with_values(credentials=Credentials.NONE))
    again = "it sends the request again after a response of 201"
    yield "creates twice", (CREATE,), again, lambda target: blocking(Between(target, "POST", again=True))
    yield "never asks", (GET,), "it sent nothing, and gave a value", around(GET, lambda call, arguments: {})
    refused = given(UPDATE, lambda arguments: {**arguments, "label": "\ud800"})
    yield "refuses what it may send", (UPDATE,), "it sent nothing, and raised ValueError", refused


def _of_pages() -> Iterator[tuple[str, tuple[str, ...], str, Client]]:
    of = (ALL_PAGES,)
    again = making(ALL_PAGES, lambda actions: [*actions[:50], *actions])
    yield "gives the first page twice", of, "$ has 170 entries, and 120 came", again
    renumbered = making(ALL_PAGES, lambda actions: [{**one, "id": one["id"] + 1} for one in actions])
    yield "gives them other ids", of, "$[].id is not what came", renumbered
    yield "stops after the first page", of, "it stopped before the last page", paging(lambda page: page(1))
    yield "passes over a page", of, "it passed over a page", paging(lambda page: [*page(1), *page(3)])
    yield "never ends", of, "it goes on asking after 1000 requests", paging(_endless)
    yield "gives a page", of, "it gave no list of actions", making(ALL_PAGES, lambda value: {"actions": value})
    yield "stumbles over all pages", of, _raised("pages"), making(ALL_PAGES, _raising)


SPOILED = tuple(Spoiled(*row) for rows in (_of_values, _of_requests, _of_pages) for row in rows())
