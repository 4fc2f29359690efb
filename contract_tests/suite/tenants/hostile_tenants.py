"""Tenants that answer creates with the ids of others, and what proves that no write of the suite has touched those."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from attrs import evolve

from contract_tests.suite.tenants.busy_tenants import Wrapped
from contract_tests.suite.tenants.response_changes import Respond
from contract_tests.suite.tenants.tenants import CASE, EMPTY
from tines_contract.probes.marks import own_fields
from tines_contract.promises.lists import main_subject
from tines_fake import Credentials, Exchange, FakeTenant, Request, Response, fault
from tines_spec import operations_at

OURS = "tines-contract 20260203t040506z-1a2b3c"
THEIRS = "tines-contract 20260102t030405z-0a0b0c"
KEEPS_ALL = [fault("DELETE-IGNORED")]


class Recorded(Wrapped):
    """A tenant that records all that reaches it, in order."""

    def __init__(self, fake: FakeTenant, respond: Respond = FakeTenant.respond) -> None:
        super().__init__(fake, respond)
        self.log: list[Exchange] = []

    def send(self, request: Request) -> Response:
        response = super().send(request)
        self.log.append(Exchange(request=request, response=response))
        return response


When = Callable[[Request, int], bool]
"""Whether a create gets a wrong response: by what was sent, and how many were sent before."""


class Impostor(Recorded):
    """Some creates store nothing, and get the action of a colleague as their response.

    fresh: whether the colleague makes it at that very moment; else it is the first of the case.
    """

    def __init__(self, fake: FakeTenant, when: When, *, fresh: bool) -> None:
        super().__init__(fake, lambda _, request: self._impose(request))
        self._when = when
        self._fresh = fresh
        self._creates = 0
        self.theirs: list[dict[str, Any]] = []

    def _impose(self, request: Request) -> Response:
        case = next((case for case in (CASE, EMPTY) if request.path == f"/api/v2/cases/{case}/actions"), 0)
        if request.method != "POST" or not case or request.credentials is not Credentials.RIGHT:
            return self.fake.respond(request)
        self._creates += 1
        there = self.fake.case(case).actions
        if not self._when(request, self._creates) or not (self._fresh or there):
            return self.fake.respond(request)
        item = self.fake.add_action(case, label="A colleague's") if self._fresh else there[0]
        shown = Request(origin=self.origin, path=f"/api/v2/cases/{case}/actions/{item['id']}")
        self.theirs += [item] if self._fresh else []
        return evolve(self.fake.respond(shown), status=201)


def always(_: Request, __: int) -> bool:
    return True


def malformed(request: Request, _: int) -> bool:
    """Only what should have been refused."""
    try:
        body = json.loads(request.body)
    except ValueError:
        return True
    return not isinstance(body, dict) or not all(isinstance(body.get(name), str) for name in ("url", "label"))


def now_and_then(_: Request, creates: int) -> bool:
    return creates % 7 == 0


def late(_: Request, creates: int) -> bool:
    """Once, when random sequences are on."""
    return creates == 40


def trespasses(log: list[Exchange], mark: str) -> Iterator[tuple[Request, str]]:
    """The writes before which nothing was read that allows them, and why, by no more than what went over the wire."""
    read: set[tuple[str, str]] = set()
    for index, exchange in enumerate(log):
        request = exchange.request
        name, arguments = _operation(request)
        case = arguments.get("case_id", "")
        if name in ("updateCaseAction", "deleteCaseAction"):
            if not _refused(log[index - 1], request.path) and (case, arguments["id"]) not in read:
                yield request, "it was not read with the mark since it was made"
        elif name == "replaceAllCaseActions" and not _may_replace(log[max(0, index - 8) : index], request, mark):
            yield request, "the list right before it held what is not this run's, or was not read"
        elif name in ("createCaseAction", "listCaseActions", "getCaseAction"):
            for item in _items(exchange.response):
                place = (case, str(item.get("id")))
                read -= {place} if name == "createCaseAction" else set()
                read |= {place} if name != "createCaseAction" and _is_own(item, mark) else set()


def _operation(request: Request) -> tuple[str, dict[str, str]]:
    found = [(one.name, dict(given)) for one, given in operations_at(request.path) if one.method == request.method]
    return found[0] if found else ("", {})


def _refused(before: Exchange, path: str) -> bool:
    return (before.request.method, before.request.path) == ("GET", path) and 400 <= before.response.status < 500


def _may_replace(log: list[Exchange], request: Request, mark: str) -> bool:
    path = request.path.removesuffix("/batch")
    if _refused(log[-1], path):
        return True
    pages: list[Exchange] = []
    while log and (log[-1].request.method, log[-1].request.path) == ("GET", path):
        pages.insert(0, log.pop())
        if pages[0].request.argument("page") in (None, "1"):
            break
    items = [item for page in pages for item in _items(page.response)]
    counts = [json.loads(page.response.body)["meta"]["count"] for page in pages]
    return bool(pages) and len(items) >= counts[-1] and all(_is_own(item, mark) for item in items)


def _items(response: Response) -> list[dict[str, Any]]:
    try:
        body = json.loads(response.body) if 200 <= response.status < 300 else {}
    except ValueError:
        return []
    items = body.get("actions", [body]) if isinstance(body, dict) else []
    return [item for item in items if isinstance(item, dict)]


def _is_own(item: Any, mark: str) -> bool:
    known = main_subject()
    return own_fields(known, item, mark) == {*known.names}


def made_by_a_run(fake: FakeTenant, case: int, mark: str, count: int) -> list[int]:
    items = [
        fake.add_action(case, label=f"{mark}: #{n}", url=f"https://example.com/{mark.replace(' ', '-')}/{n}/")
        for n in range(count)
    ]
    return [item["id"] for item in items]
