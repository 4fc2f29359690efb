"""The SDK, spoiled in one way each, and what the suite has to say of it: that, and nothing else."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

import attrs

from contract_tests.client.through_the_suite.spoiling import (
    GET,
    LIST,
    Arguments,
    Json,
    a_page,
    asked,
    making,
    mutating,
    of_each,
    paging,
    raising,
    remembering,
    sending,
    sent_twice,
    swallowing,
    with_body,
    with_query,
    with_values,
    without,
)
from tines_contract.client_side import ALL_PAGES, Call, Client
from tines_fake import Credentials, Request

UPDATE, CREATE, REPLACE = "updateCaseAction", "createCaseAction", "replaceAllCaseActions"


@attrs.frozen
class Spoiled:
    """One way. told: what the suite says, of each of these operations."""

    id: str
    operations: tuple[str, ...]
    told: str
    client: Client = attrs.field(repr=False)


def _each(change: Callable[[Json], Json]) -> Client:
    return making(LIST, of_each(change))


def _later(action: Json) -> Json:
    moment = datetime.datetime.fromisoformat(action["created_at"]) + datetime.timedelta(hours=1)
    return {**action, "created_at": moment.isoformat()}


def _by_patch(request: Request) -> Request:
    return request if request.path.endswith("/batch") else attrs.evolve(request, method="PATCH")


def _styled(body: Json) -> Json:
    return body if "actions" in body else {**body, "style": {}}


def _as_larger_pages(query: str) -> str:
    return query.replace("per_page=500", "per_page=1000")


def _endless(call: Call, given: Arguments) -> Any:
    while True:
        call(LIST, {**given, "per_page": 1})


def _omitting(call: Call, given: Arguments) -> Any:
    return [*a_page(call, given, 1), *a_page(call, given, 3)]


def _renumbered(actions: list[Json]) -> list[Json]:
    return [{**one, "id": other["id"]} for one, other in zip(actions, actions[::-1], strict=True)]


def _rows() -> Iterator[tuple[str, tuple[str, ...], str, Client]]:
    yield from _of_values()
    yield from _of_queries()
    yield from _of_bodies()
    yield from _of_requests()
    yield from _of_pages()


def _of_values() -> Iterator[tuple[str, tuple[str, ...], str, Client]]:
    of = (LIST,)
    yield "drops a field", of, "$.actions[].url is not what came", _each(without("url"))
    yield "drops meta", of, "$.meta is not what came", making(LIST, without("meta"))
    yield "shifts a timestamp", of, "$.actions[].created_at is not what came", _each(_later)
    yield (
        "loses parameters",
        of,
        "$.actions[].query_params is not what came",
        _each(lambda a: {**a, "query_params": {}}),
    )
    ones: Client = _each(lambda action: {**action, "query_params": {"a": 1, "b": 1.5}})
    yield "takes true for 1", of, "$.actions[].query_params is not what came", ones
    yield "escapes a label", (CREATE,), "$.label is not what came", making(CREATE, lambda v: {**v, "label": "&amp;"})
    yield "gives None", (UPDATE,), "$ is not what came", making(UPDATE, lambda _: None)
    yield "swallows a 404", (GET,), "it gave a value where 404 came", swallowing
    yield "stumbles over a page", of, "it raised KeyError for an answer that the document allows", raising(LIST)


def _of_queries() -> Iterator[tuple[str, tuple[str, ...], str, Client]]:
    both, twice = (LIST, ALL_PAGES), "it sends an argument of the query twice"
    unknown = "it sends limit, which the document does not know"
    yield "ignores per_page", (LIST,), "it does not send per_page", asked(LIST, without("per_page"))
    next_page = asked(LIST, lambda given: {**given, "page": given.get("page", 1) + 1})
    yield "asks for the next page", (LIST,), "it sends another page than was given", next_page
    repeated = with_query(lambda query: f"{query}&{query or 'page=1&page=1'}")
    yield "sends an argument twice", both, twice, sending("GET", repeated)
    yield "sends one of its own", both, unknown, sending("GET", with_query(lambda query: f"{query}&limit=7"))
    too_large = "it asks for a page that the document does not allow"
    yield "asks for too much", (ALL_PAGES,), too_large, sending("GET", with_query(_as_larger_pages))


def _of_bodies() -> Iterator[tuple[str, tuple[str, ...], str, Client]]:
    body = with_values(body=b"page=2")
    yield "sends page as a body", (LIST, GET, ALL_PAGES), "it sends a body where there is none", sending("GET", body)
    no_null = asked(UPDATE, lambda given: {k: v for k, v in given.items() if v is not None})
    yield "omits what is null", (UPDATE,), "it does not send action_text", no_null
    null = asked(UPDATE, lambda given: {"query_params": None, **given})
    yield "sends null for what is absent", (UPDATE,), "it sends query_params, which was not given", null
    styled = sending("PUT", with_body(_styled))
    yield "sends a field of its own", (UPDATE,), "it sends style, which was not given", styled
    other = asked(CREATE, lambda given: {**given, "url": given["url"] + "/"})
    yield "changes a URL", (CREATE,), "it sends another url than was given", other
    yield "changes what it is given", (REPLACE,), "it sends another actions than was given", mutating
    form = sending("POST", with_values(body=b"url=x&label=y"))
    yield "sends a form", (CREATE,), "it sends a body that is no JSON", form
    yield "sends a list", (CREATE,), "it sends a body that is no object", sending("POST", with_body(lambda b: [b]))


def _of_requests() -> Iterator[tuple[str, tuple[str, ...], str, Client]]:
    elsewhere = asked(GET, lambda given: {**given, "case_id": given["case_id"] + 1})
    yield "asks for another case", (GET,), "it asks for another path than that of the arguments", elsewhere
    yield "asks by another method", (UPDATE,), "it sends PATCH in place of PUT", sending("PUT", _by_patch)
    other_tenant = sending("POST", with_values(origin="https://evil.test"))
    yield "asks another tenant", (CREATE,), "it asks another tenant", other_tenant
    no_key = sending("POST", with_values(credentials=Credentials.NONE))
    yield "shows no key", (CREATE,), "it shows no key", no_key
    yield "creates twice", (CREATE,), "it sends the request again after an answer of 201", sent_twice
    yield "remembers", (GET,), "it sent nothing, and gave a value", remembering
    form = asked(UPDATE, lambda given: {**given, "action_type": "form"})
    yield "refuses what it may send", (UPDATE,), "it sent nothing, and raised ValueError", form


def _of_pages() -> Iterator[tuple[str, tuple[str, ...], str, Client]]:
    of = (ALL_PAGES,)
    again = making(ALL_PAGES, lambda actions: [*actions[:50], *actions])
    yield "gives the first page twice", of, "$ has 170 entries, and 120 came", again
    yield "gives them other ids", of, "$[].id is not what came", making(ALL_PAGES, _renumbered)
    first = paging(lambda call, given: a_page(call, given, 1))
    yield "stops after the first page", of, "it stopped before the last page", first
    yield "passes over a page", of, "it passed over a page", paging(_omitting)
    yield "never ends", of, "it goes on asking after 1000 requests", paging(_endless)
    yield "gives a page", of, "it gave no list of actions", making(ALL_PAGES, lambda v: {"actions": v})
    told = "it raised KeyError for pages that the document allows"
    yield "stumbles over all pages", of, told, raising(ALL_PAGES)


SPOILED = tuple(Spoiled(*row) for row in _rows())
