"""How the tenants of `altered_tenants.py` respond otherwise than the fake that stands behind them."""

import json
import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from attrs import evolve

from contract_tests.suite.tenants.tenants import CASE
from tines_fake import Credentials, FakeTenant, Request, Response
from tines_spec import operation_at

Respond = Callable[[FakeTenant, Request], Response]
Body = dict[str, Any]


def of(*names: str) -> Callable[[Request], bool]:
    """Whether a request is for one of these operations."""

    def holds(request: Request) -> bool:
        operation = operation_at(request.method, request.path)
        return operation is not None and operation.name in names

    return holds


is_list, is_single = of("listCaseActions"), of("getCaseAction")
is_create, is_update, is_replacement = of("createCaseAction"), of("updateCaseAction"), of("replaceAllCaseActions")


def page_of(request: Request) -> str:
    return request.argument("page") or "1"


def refused(holds: Callable[[Request], bool], status: int = 422) -> Callable[[], Respond]:
    """Refuse some requests."""
    return lambda: lambda fake, request: Response(status=status) if holds(request) else fake.respond(request)


def changed_success(
    holds: Callable[[Request], bool], change: Callable[[Request, Body], object]
) -> Callable[[], Respond]:
    """Change the body of some successes."""

    def respond(fake: FakeTenant, request: Request) -> Response:
        response = fake.respond(request)
        if response.status >= 300 or not holds(request):
            return response
        body = json.loads(response.body)
        change(request, body)
        return evolve(response, body=json.dumps(body).encode())

    return lambda: respond


def paged(change: Callable[[Request, Body], object]) -> Callable[[], Respond]:
    return changed_success(is_list, change)


def embedding(change: Callable[[list[Body]], object]) -> Callable[[], Respond]:
    """Change the actions that come with a case."""
    return changed_success(of("getCase"), lambda _, body: body.update(actions=change(body["actions"])))


def all_that_was() -> Respond:
    """Show with a case all actions that it ever came with, each as it was at first."""
    was: defaultdict[int, dict[int, Body]] = defaultdict(dict)

    def with_those(_: Request, body: Body) -> None:
        held = was[body["case_id"]]
        held.update({one["id"]: one for one in body["actions"] if one["id"] not in held})
        body["actions"] = [*held.values()]

    return changed_success(of("getCase"), with_those)()


def first_of_two_is_last(_: Request, body: Body) -> None:
    if body["meta"]["pages"] == 2:
        body["meta"].update(next_page=None, next_page_number=None)


def one_less(request: Request, body: Body) -> None:
    if request.argument("per_page") == "21" and page_of(request) == "1":
        body["actions"].pop()


def one_twice(_: Request, body: Body) -> None:
    body["actions"][-1:] = body["actions"][:1]


def one_three_times(_: Request, body: Body) -> None:
    if len(body["actions"]) > 2:
        body["actions"][-2:] = 2 * body["actions"][:1]


def two_without_labels(_: Request, body: Body) -> None:
    for item in body["actions"][:2]:
        item["label"] = None


def default_of(size: int) -> Callable[[], Respond]:
    """Another number of actions where none is requested."""

    def respond(fake: FakeTenant, request: Request) -> Response:
        response = fake.respond(request)
        if not is_list(request) or request.query or response.status != 200:
            return response
        body, more = (json.loads(fake.respond(evolve(request, query=q)).body) for q in ("per_page=20", "per_page=50"))
        body["actions"] = more["actions"][:size]
        return evolve(response, body=json.dumps(body).encode())

    return lambda: respond


def as_one_case(fake: FakeTenant, request: Request) -> Response:
    """The actions of every case are those of one, from 1 on."""
    requested = re.search(r"/cases/(\d+)/", request.path)
    path = re.sub(r"/cases/[68]/", f"/cases/{CASE}/", request.path)
    path = re.sub(r"/actions/(\d+)$", lambda found: f"/actions/{int(found[1]) + 5}", path)
    response = fake.respond(evolve(request, path=path))
    if requested is None or response.status != 200:
        return response
    body = json.loads(response.body)
    body["case_id"] = int(requested[1])
    for item in body.get("actions", [body]):
        item["id"] -= 5
    return evolve(
        response, body=re.sub(rb"/cases/\d+/", b"/cases/%s/" % requested[1].encode(), json.dumps(body).encode())
    )


def no_single_actions(fake: FakeTenant, request: Request) -> Response:
    nowhere = is_single(request) or not re.search(r"/actions(/\w+)?$", request.path)
    return Response(status=404, body=b"no such page") if nowhere else fake.respond(request)


def taken_otherwise(method: str, old: bytes, new: bytes) -> Callable[[], Respond]:
    """Take the bodies of a method with some bytes in the place of others."""

    def respond(fake: FakeTenant, request: Request) -> Response:
        changed = request.body.replace(old, new) if request.method == method else request.body
        return fake.respond(evolve(request, body=changed))

    return lambda: respond


def cleared_first(of: bytes, fake: FakeTenant, request: Request) -> Response:
    """The actions are taken away before it is seen that those to replace them cannot be taken."""
    response = fake.respond(request)
    if request.path.endswith("/batch") and response.status in (400, 422) and of in request.body:
        fake.respond(evolve(request, body=b'{"actions": []}'))
    return response


def letting_in(holds: Callable[[Request], bool]) -> Respond:
    """The list of actions, for some requests to an address near to it, whatever the key."""

    def respond(fake: FakeTenant, request: Request) -> Response:
        if "/actions" not in request.path or not holds(request):
            return fake.respond(request)
        path = request.path.rstrip("/")
        found = fake.respond(evolve(request, method="GET", path=path, credentials=Credentials.RIGHT))
        return evolve(found, headers={}) if request.method == "HEAD" else found  # it need not have a type

    return respond


def text_is_taken(fake: FakeTenant, request: Request) -> Response:
    """What is no object is taken for an action."""
    if request.method != "POST" or request.body.lstrip().startswith(b"{"):
        return fake.respond(request)
    body = {"url": "https://example.com", "label": "tines-contract", "action_type": "page"}
    return fake.respond(evolve(request, body=json.dumps(body).encode()))


def remembering() -> Respond:
    """What all actions were replaced of is still found alone."""
    kept: dict[str, Response] = {}

    def respond(fake: FakeTenant, request: Request) -> Response:
        if request.path.endswith("/batch"):
            listed = fake.respond(Request(origin=request.origin, path=request.path[: -len("/batch")]))
            for item in json.loads(listed.body).get("actions", []):
                alone = evolve(request, method="GET", path=f"{request.path[: -len('/batch')]}/{item['id']}", body=b"")
                kept[alone.url] = fake.respond(alone)
        response = fake.respond(request)
        return kept.get(request.url, response) if request.method == "GET" else response

    return respond


def as_nowhere(fake: FakeTenant, request: Request) -> Response:
    """One action gets the response of an address that nothing is at."""
    return fake.respond(evolve(request, path="/api/v2/nowhere") if is_the_third(request) else request)


def reached_under(case: int, conforming: Respond = FakeTenant.respond) -> Callable[[], Respond]:
    """What is requested of another case is found in the one that is read as well."""

    def respond(fake: FakeTenant, request: Request) -> Response:
        response = conforming(fake, request)
        if response.status != 404 or not is_single(request) or f"/cases/{case}/" not in request.path:
            return response
        return conforming(fake, evolve(request, path=request.path.replace(f"/cases/{case}/", f"/cases/{CASE}/")))

    return lambda: respond


def theirs_first(case: int) -> Callable[[], Respond]:
    """The list of a case holds those of the next one too, before its own."""

    def respond(fake: FakeTenant, request: Request) -> Response:
        response = fake.respond(request)
        size, number = (request.argument(name) or default for name, default in (("per_page", "20"), ("page", "1")))
        if request.path != f"/api/v2/cases/{case}/actions" or response.status != 200 or not (size + number).isdecimal():
            return response
        body = json.loads(response.body)
        cases = [request.path.replace(f"/{case}/", f"/{other}/") for other in (case + 1, case)]
        lists = [json.loads(fake.respond(evolve(request, path=path, query="per_page=500")).body) for path in cases]
        every = [item for one in lists for item in one["actions"]]
        per_page, page, last = body["meta"]["per_page"], int(number), -(-len(every) // body["meta"]["per_page"])
        link = f"{request.origin}{request.path}?per_page={per_page}&page="
        body["actions"] = every[per_page * (page - 1) : per_page * page]
        body["meta"].update(count=len(every), pages=last)
        body["meta"].update(next_page=f"{link}{page + 1}" if page < last else None)
        body["meta"].update(next_page_number=page + 1 if page < last else None)
        return evolve(response, body=json.dumps(body).encode())

    return lambda: respond


def granted_once() -> Respond:
    """One action may be made, and no more."""
    made: list[Request] = []

    def respond(fake: FakeTenant, request: Request) -> Response:
        if request.method == "POST" and made:
            return Response(status=403)
        response = fake.respond(request)
        made.extend([request] if response.status == 201 else [])
        return response

    return respond


def without_fields(*names: str) -> Callable[[Request, Body], None]:
    """The fields as though nothing had been given."""

    def change(_: Request, body: Body) -> None:
        for item in body.get("actions", [body]):
            item.update(dict.fromkeys(names))

    return change


def updated_long_ago(_: Request, body: Body) -> None:
    body["updated_at"] = "2001-01-01T00:00:00Z"


def a_year_before(_: Request, body: Body) -> None:
    body["created_at"] = f"2001{body['created_at'][4:]}"


def replaced_answer(change: Callable[[Body], object]) -> Callable[[], Respond]:
    return changed_success(is_replacement, lambda _, body: body["actions"] and change(body))


def created_as_a_page(fake: FakeTenant, request: Request) -> Response:
    """Both are wrong of what is created: the status, and the content type that comes with it."""
    response = fake.respond(request)
    if request.method != "POST" or response.status != 201:
        return response
    return evolve(response, status=206, headers={**response.headers, "content-type": "text/html"})


def is_the_third(request: Request) -> bool:
    return is_single(request) and request.path.endswith(f"/cases/{CASE}/actions/50")


def only_where_written(name: str) -> Callable[[], Respond]:
    """What is given of a field is shown in the response to a create or an update alone."""
    return changed_success(lambda r: r.method == "GET" or is_replacement(r), without_fields(name))
