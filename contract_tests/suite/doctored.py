"""Tenants that a catalogue of faults and quirks does not have: a fake stands behind them, and they answer otherwise."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from attrs import evolve, frozen
from tenants import CASE, READING, WRITING, tenant

from tines_contract import Plan
from tines_fake import FakeTenant, Request, Response

Doctor = Callable[[FakeTenant, Request], Response]
Body = dict[str, Any]
HOST = "https://fake.tines.test"
_HERE = "http://127.0.0.1:8000"


@frozen
class Doctored:
    """A tenant that answers by its doctor. told: the promises that it breaks; none where it is sound."""

    id: str
    told: tuple[str, ...]
    doctor: Callable[[], Doctor]
    plan: Plan = READING
    actions: int = 45
    origin: str = HOST

    def __str__(self) -> str:
        return self.id


class DoctoredTarget:
    """Such a tenant, to be judged."""

    name = "a doctored tenant"
    requests_a_minute: int | None = None

    def __init__(self, doctored: Doctored) -> None:
        self._fake = tenant(doctored.actions)
        self._answer = doctored.doctor()
        self.origin = doctored.origin

    def send(self, request: Request) -> Response:
        return self._answer(self._fake, request)


def _is_list(request: Request) -> bool:
    return request.method == "GET" and request.path.endswith("/actions")


def _is_single(request: Request) -> bool:
    return request.method == "GET" and "/actions/" in request.path


def _is_number(request: Request) -> bool:
    return request.method == "GET" and re.search(r"/actions/\d+$", request.path) is not None


def _page(request: Request) -> str:
    return request.argument("page") or "1"


def refused(holds: Callable[[Request], bool], status: int = 422) -> Callable[[], Doctor]:
    """Refuse some requests."""
    return lambda: lambda fake, request: Response(status=status) if holds(request) else fake.answer(request)


def answered(holds: Callable[[Request], bool], change: Callable[[Request, Body], object]) -> Callable[[], Doctor]:
    """Change the body of some successes."""

    def doctor(fake: FakeTenant, request: Request) -> Response:
        response = fake.answer(request)
        if response.status >= 300 or not holds(request):
            return response
        body = json.loads(response.body)
        change(request, body)
        return evolve(response, body=json.dumps(body).encode())

    return lambda: doctor


def paged(change: Callable[[Request, Body], object]) -> Callable[[], Doctor]:
    return answered(_is_list, change)


def linked(change: Callable[[str], str | None]) -> Callable[[], Doctor]:
    """Change each link that there is."""

    def changed(_: Request, body: Body) -> None:
        for name in ("current_page", "next_page", "previous_page"):
            if body["meta"][name] is not None:
                body["meta"][name] = change(body["meta"][name])

    return paged(changed)


def _meta(name: str, value: Callable[[Any], Any], page: str) -> Callable[[], Doctor]:
    """Change what meta says on one page."""

    def changed(request: Request, body: Body) -> None:
        if _page(request) == page:
            body["meta"][name] = value(body["meta"][name])

    return paged(changed)


def _one_less(request: Request, body: Body) -> None:
    if request.argument("per_page") == "21" and _page(request) == "1":
        body["actions"].pop()


def _one_twice(_: Request, body: Body) -> None:
    body["actions"][-1:] = body["actions"][:1]


def _one_three_times(_: Request, body: Body) -> None:
    if len(body["actions"]) > 2:
        body["actions"][-2:] = 2 * body["actions"][:1]


def _two_without_labels(_: Request, body: Body) -> None:
    for item in body["actions"][:2]:
        item["label"] = None


def _default_of(size: int) -> Callable[[], Doctor]:
    """Another number of actions where none is asked for."""

    def doctor(fake: FakeTenant, request: Request) -> Response:
        response = fake.answer(request)
        if not _is_list(request) or request.query or response.status != 200:
            return response
        body, more = (json.loads(fake.answer(evolve(request, query=q)).body) for q in ("per_page=20", "per_page=50"))
        body["actions"] = more["actions"][:size]
        return evolve(response, body=json.dumps(body).encode())

    return lambda: doctor


def _as_one_case(fake: FakeTenant, request: Request) -> Response:
    """The actions of every case are those of one, from 1 on."""
    asked = re.search(r"/cases/(\d+)/", request.path)
    path = re.sub(r"/cases/[68]/", f"/cases/{CASE}/", request.path)
    path = re.sub(r"/actions/(\d+)$", lambda found: f"/actions/{int(found[1]) + 5}", path)
    response = fake.answer(evolve(request, path=path))
    if asked is None or response.status != 200:
        return response
    body = json.loads(response.body)
    body["case_id"] = int(asked[1])
    for item in body.get("actions", [body]):
        item["id"] -= 5
    return evolve(response, body=re.sub(rb"/cases/\d+/", b"/cases/%s/" % asked[1].encode(), json.dumps(body).encode()))


def _from_template(fake: FakeTenant, request: Request) -> Response:
    """Each case counts its actions from 1, and they are the same ones."""
    first = {6: 0, 7: 5, 8: 50, 9: 80, 10: 80}
    case = re.search(r"/cases/(\d+)/actions(?:/(\d+)$)?", request.path)
    offset = first.get(int(case[1]), 0) if case and len(case[1]) < 3 else 0
    if case and case[2] and offset:
        request = evolve(request, path=request.path[: -len(case[2])] + str(int(case[2]) + offset))
    response = fake.answer(request)
    if response.status != 200 or request.method != "GET":
        return response
    body = json.loads(response.body)
    for item in body.get("actions", [body]):
        number = item["id"] - offset
        item.update(id=number, url=f"https://example.com/{number}", label=f"Step {number}")
        item.update(created_at="2026-01-01T00:00:00Z", updated_at="2026-01-01T00:00:00Z")
    return evolve(response, body=json.dumps(body).encode())


def _no_single_actions(fake: FakeTenant, request: Request) -> Response:
    nowhere = _is_single(request) or not re.search(r"/actions(/\w+)?$", request.path)
    return Response(status=404, body=b"no such page") if nowhere else fake.answer(request)


def _text_is_taken(fake: FakeTenant, request: Request) -> Response:
    """What is no object is taken for an action."""
    if request.method != "POST" or request.body.lstrip().startswith(b"{"):
        return fake.answer(request)
    body = {"url": "https://example.com", "label": "tines-contract", "action_type": "page"}
    return fake.answer(evolve(request, body=json.dumps(body).encode()))


def _remembering() -> Doctor:
    """What all actions were replaced of is still found alone."""
    kept: dict[str, Response] = {}

    def doctor(fake: FakeTenant, request: Request) -> Response:
        if request.path.endswith("/batch"):
            listed = fake.answer(Request(origin=request.origin, path=request.path[: -len("/batch")]))
            for item in json.loads(listed.body).get("actions", []):
                alone = evolve(request, method="GET", path=f"{request.path[: -len('/batch')]}/{item['id']}", body=b"")
                kept[alone.url] = fake.answer(alone)
        response = fake.answer(request)
        return kept.get(request.url, response) if request.method == "GET" else response

    return doctor


def _as_nowhere(fake: FakeTenant, request: Request) -> Response:
    """One action is answered like an address that nothing is at."""
    return fake.answer(evolve(request, path="/api/v2/nowhere") if _third(request) else request)


def _reached_under(case: int) -> Callable[[], Doctor]:
    """What is asked of another case is looked for in the one that is read as well."""

    def doctor(fake: FakeTenant, request: Request) -> Response:
        response = fake.answer(request)
        if response.status != 404 or not _is_single(request) or f"/cases/{case}/" not in request.path:
            return response
        return fake.answer(evolve(request, path=request.path.replace(f"/cases/{case}/", f"/cases/{CASE}/")))

    return lambda: doctor


def _theirs_first(case: int) -> Callable[[], Doctor]:
    """The list of a case holds those of the next one too, before its own."""

    def doctor(fake: FakeTenant, request: Request) -> Response:
        response = fake.answer(request)
        size, number = (request.argument(name) or default for name, default in (("per_page", "20"), ("page", "1")))
        if request.path != f"/api/v2/cases/{case}/actions" or response.status != 200 or not (size + number).isdecimal():
            return response
        body = json.loads(response.body)
        cases = [request.path.replace(f"/{case}/", f"/{other}/") for other in (case + 1, case)]
        lists = [json.loads(fake.answer(evolve(request, path=path, query="per_page=500")).body) for path in cases]
        every = [item for one in lists for item in one["actions"]]
        per_page, page, last = body["meta"]["per_page"], int(number), -(-len(every) // body["meta"]["per_page"])
        link = f"{request.origin}{request.path}?per_page={per_page}&page="
        body["actions"] = every[per_page * (page - 1) : per_page * page]
        body["meta"].update(count=len(every), pages=last)
        body["meta"].update(next_page=f"{link}{page + 1}" if page < last else None)
        body["meta"].update(next_page_number=page + 1 if page < last else None)
        return evolve(response, body=json.dumps(body).encode())

    return lambda: doctor


def _granted_once() -> Doctor:
    """One action may be made, and no more."""
    made: list[Request] = []

    def doctor(fake: FakeTenant, request: Request) -> Response:
        if request.method == "POST" and made:
            return Response(status=403)
        response = fake.answer(request)
        made.extend([request] if response.status == 201 else [])
        return response

    return doctor


def _without_what_is_optional(_: Request, body: Body) -> None:
    for item in body.get("actions", [body]):
        item.update(action_text=None, query_params=None)


def _a_year_before(_: Request, body: Body) -> None:
    body["created_at"] = f"2001{body['created_at'][4:]}"


def _sent(method: str, *, batch: bool = False) -> Callable[[Request], bool]:
    return lambda request: request.method == method and request.path.endswith("/batch") is batch


def _replaced(change: Callable[[Body], object]) -> Callable[[], Doctor]:
    return answered(_sent("PUT", batch=True), lambda _, body: body["actions"] and change(body))


def _third(request: Request) -> bool:
    return _is_single(request) and request.path.endswith(f"/cases/{CASE}/actions/50")


def _number(offset: int) -> Callable[[str | None], str | None]:
    """A link with another page."""

    def change(link: str | None) -> str | None:
        return link and re.sub(r"([?&]page=)(\d+)", lambda found: f"{found[1]}{int(found[2]) + offset}", link)

    return change


def _to(origin: str) -> Callable[[str], str]:
    return lambda link: re.sub(r"^https?://[^/]+", origin, link)


def _only_where_written() -> Doctor:
    return answered(lambda r: r.method == "GET" or r.path.endswith("/batch"), _without_what_is_optional)()


def _sound() -> Iterator[Doctored]:
    def sound(name: str, doctor: Callable[[], Doctor], plan: Plan = READING) -> Doctored:
        return Doctored(name, (), doctor, plan)

    yield sound("links-with-the-port", linked(lambda link: link.replace(HOST, HOST + ":8443")))
    yield sound("links-of-plain-http", linked(lambda link: link.replace("https:", "http:")))
    yield sound("links-with-a-dot-after-the-host", linked(lambda link: link.replace(HOST, HOST + ".")))
    yield sound("links-with-a-slash-after-the-path", linked(lambda link: link.replace("?", "/?")))
    yield sound("links-escaped", linked(lambda link: link.replace("/actions", "/%61ctions")))
    yield sound("links-without-the-default", linked(lambda link: link.replace("per_page=20&", "")))
    yield sound("links-without-page-1", linked(lambda link: re.sub(r"&page=1$", "", link)))
    for to in ("http://localhost:8000", "http://127.0.0.1", "https://[::1]:443", "http://localhost:80"):
        yield Doctored(f"here-and-links-to-{to}", (), linked(_to(to)), origin=_HERE)
    yield sound("what-is-optional-only-where-written", _only_where_written, WRITING)
    yield sound("may-write-once", _granted_once, WRITING)
    yield sound("cases-from-one-template", lambda: _from_template)
    yield sound("no-single-actions", lambda: _no_single_actions)
    yield sound("odd-pages-are-499", refused(lambda request: request.argument("page") == "abc", 499))
    for status in (401, 403, 404):
        yield sound(f"may-not-write-{status}", refused(lambda request: request.method != "GET", status), WRITING)


def _faulty() -> Iterator[Doctored]:
    def faulty(name: str, told: str, doctor: Callable[[], Doctor], plan: Plan = READING) -> Doctored:
        return Doctored(name, tuple(told.split()), doctor, plan)

    yield faulty("page-1-refused", "LIST-DEFAULT-PAGE", refused(lambda r: _is_list(r) and r.query == "page=1"))
    yield faulty("page-2-refused", "LIST-PAGE-OBEYED", refused(lambda r: _page(r) == "2", 404))
    yield faulty("no-query-refused", "LIST-DEFAULT-PER-PAGE", refused(lambda r: _is_list(r) and not r.query))
    for size in ("20", "50"):
        yield faulty(
            f"size-{size}-refused", "LIST-PER-PAGE-OBEYED", refused(lambda r, s=size: r.argument("per_page") == s)
        )
    yield faulty("page-3-refused", "LIST-PAGE-OBEYED", refused(lambda r: _page(r) == "3", 404))
    yield faulty("default-of-19", "LIST-DEFAULT-PER-PAGE LIST-DEFAULT-PAGE", _default_of(19))
    yield faulty("default-of-21", "LIST-DEFAULT-PER-PAGE LIST-DEFAULT-PAGE", _default_of(21))
    yield faulty("two-labels-null", "LIST-SHAPE", paged(_two_without_labels))
    yield Doctored("here-and-links-elsewhere", ("LIST-LINKS-KEEP",), linked(_to("http://127.0.0.1:9")), origin=_HERE)
    yield faulty("one-three-times-on-a-page", "LIST-PAGES-DISJOINT", paged(_one_three_times))
    yield faulty("one-like-nothing", "GET-AS-LISTED", lambda: _as_nowhere)
    yield faulty("none-read-alone", "GET-AS-LISTED", refused(_is_number, 404))
    yield faulty("theirs-first", "LIST-CASE-ONLY", _theirs_first(CASE))
    yield faulty("theirs-first-of-the-first", "LIST-CASE-ONLY", _theirs_first(CASE - 1), Plan(CASE - 1, generated=0))
    yield faulty("reached-under-the-case-before", "GET-OTHER-CASE", _reached_under(CASE - 1))
    yield faulty("reached-under-the-case-after", "GET-OTHER-CASE", _reached_under(CASE + 1))
    yield faulty("created-long-ago", "CREATE-READ-BACK", answered(_sent("POST"), _a_year_before), WRITING)
    yield faulty(
        "created-with-another-id",
        "CREATE-STORED",
        answered(_sent("POST"), lambda _, body: body.update(id=body["id"] + 1000)),
        WRITING,
    )
    yield faulty("first-page-short", "LIST-PER-PAGE-OBEYED LIST-PAGES-COMPLETE", paged(_one_less))
    yield faulty("one-twice-on-a-page", "LIST-PAGES-DISJOINT", paged(_one_twice))
    yield faulty("count-drifts-up", "LIST-COUNT-TOTAL", _meta("count", lambda count: count + 1, "2"))
    yield faulty("count-drifts-down", "LIST-COUNT-TOTAL", _meta("count", lambda count: count - 1, "2"))
    yield faulty("lists-of-one-case", "LIST-CASE-ONLY", lambda: _as_one_case)
    yield faulty("link-to-the-page-before", "LIST-LINKS-NUMBERED", _meta("next_page", _number(-1), "2"))
    yield faulty("link-to-a-page-later", "LIST-LINKS-NUMBERED", _meta("previous_page", _number(1), "2"))
    yield faulty("previous-null", "LIST-PREVIOUS-FROM-SECOND", _meta("previous_page", lambda _: None, "3"))
    yield faulty("next-number-null", "LIST-NEXT-UNTIL-LAST", _meta("next_page_number", lambda _: None, "2"))
    for name, change in {
        "of-another-path": lambda link: link.replace(f"/cases/{CASE}/", f"/cases/{CASE + 1}/"),
        "of-a-lesser-path": lambda link: link.replace(f"/cases/{CASE}/", f"/cases/{CASE - 1}/"),
        "of-another-host": lambda link: link.replace("fake.", "alas."),
        "of-a-later-host": lambda link: link.replace("fake.", "zeal."),
        "of-no-port": lambda link: link.replace(HOST, HOST + ":99999"),
        "of-no-host": lambda link: link.replace(HOST, "https://"),
        "of-no-scheme": lambda link: link.replace("https:", ""),
        "without-the-size": lambda link: re.sub(r"per_page=\d+&?", "", link),
    }.items():
        yield faulty(f"links-{name}", "LIST-LINKS-KEEP", linked(change))
    yield faulty("odd-pages-are-501", "LIST-NEVER-SERVER-ERROR", refused(lambda r: r.argument("page") == "abc", 501))
    yield faulty("one-not-read-alone", "GET-AS-LISTED", refused(_third, 404))
    yield faulty("text-created", "CREATE-REQUIRED", lambda: _text_is_taken, WRITING)
    yield faulty("create-refused", "CREATE-STORED", refused(lambda r: b"query_params" in r.body), WRITING)
    yield faulty("update-refused", "UPDATE-READ-BACK", refused(_sent("PUT"), 400), WRITING)
    yield faulty("delete-refused", "DELETE-GONE", refused(_sent("DELETE"), 400), WRITING)
    yield faulty("replace-refused", "REPLACE-ALL-REPLACED", refused(_sent("PUT", batch=True), 400), WRITING)
    yield faulty("replaced-and-found-still", "REPLACE-ALL-REPLACED", _remembering, WRITING)
    for name, change in {
        "one-more": lambda body: body["actions"].append({**body["actions"][0], "id": 10**6}),
        "one-twice": lambda body: body["actions"].append(body["actions"][0]),
        "one-less": lambda body: body["actions"].pop(),
        "another-label": lambda body: body["actions"][0].update(label="Another", url="https://example.com/another"),
        "another-id": lambda body: body["actions"][0].update(id=10**6),
    }.items():
        yield faulty(f"replaced-answer-{name}", "REPLACE-ANSWER", _replaced(change), WRITING)


DOCTORED = (*_sound(), *_faulty())
