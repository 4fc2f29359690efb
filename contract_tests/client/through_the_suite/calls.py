"""A few requests of each operation, those that are refused among them, and what comes of them through a client."""

import functools
import json
from collections.abc import Collection, Iterable, Iterator

from judge_the_sdk import TOLERATES

from tines_contract import FakeTarget
from tines_contract.client_side import Client, ClientCall, ClientTarget, Deviation
from tines_fake import Credentials, FakeTenant, Fault, Quirks, Request
from tines_fake.contents.state import State
from tines_spec import Operation, kind_of, lists, operations, resolve, resource_of

CASE, OTHER_CASE, EMPTY_CASE, UNKNOWN, TO_DELETE = 7, 8, 9, 2147483646, 200
SEVERAL_PAGES = Quirks(largest_page=50)
_CASES = {"create": OTHER_CASE, "replace_all": EMPTY_CASE, "delete": OTHER_CASE}


@functools.cache
def state() -> State:
    """Case 7 has more of everything than two pages hold, where a page holds 50 at most; case 8 has one
    action, case 9 nothing."""
    fake = FakeTenant()
    given = {"action_text": "Go", "query_params": {"a": True, "b": 1.5}}
    fake.add_many(f"/api/v2/cases/{CASE}/actions", [given] * 120)
    for one in lists():
        if one.name != "listCaseActions" and one.path_parameters:
            fake.add_many(one.path_for(case_id=CASE), [{}] * 120)
        if resource_of(one).delete is not None:
            fake.add_many(one.path_for(case_id=OTHER_CASE), [{"id": TO_DELETE}])
    fake.add_case(EMPTY_CASE)
    return fake.state


def requests_of(operation: Operation, origin: str) -> Iterator[Request]:
    """With each body that the spec shows; a second page; an id and a key that are none."""
    kind = kind_of(operation)
    ids = dict.fromkeys(operation.path_parameters, TO_DELETE if kind == "delete" else 1)
    ids["case_id"] = _CASES.get(kind, CASE)
    path, bodies = operation.path_for(**ids), list(_bodies(operation)) or [b""]
    request = Request(method=operation.method, origin=origin, path=path, body=bodies[-1])
    yield from (Request(method=operation.method, origin=origin, path=path, body=body) for body in bodies)
    unknown = operation.path_for(**ids | dict.fromkeys(list(operation.path_parameters)[-1:], UNKNOWN))
    yield Request(method=operation.method, origin=origin, path=unknown, body=bodies[-1])
    yield Request(method=request.method, origin=origin, path=path, body=request.body, credentials=Credentials.WRONG)
    if operation.paging is not None:
        yield Request(origin=origin, path=path, query=f"{operation.paging.size}=21&{operation.paging.number}=2")


def _bodies(operation: Operation) -> Iterator[bytes]:
    content = resolve(operation.said.get("requestBody", {})).get("content", {}).get("application/json", {})
    for example in content.get("examples", {}).values():
        yield json.dumps(resolve(example)["value"]).encode()


def calls_of(
    client: Client,
    faults: Iterable[Fault] = (),
    quirks: Quirks = SEVERAL_PAGES,
    tolerates: Collection[Deviation] = TOLERATES,
    only: str | None = None,
) -> list[ClientCall]:
    """What comes of these requests, and of all pages of each list; or of those of one operation."""
    fake = FakeTenant(faults=faults, quirks=quirks, state=state())
    through = ClientTarget(FakeTarget(fake), client, tolerates)
    for operation in operations().values():
        if only in (None, operation.name):
            for request in requests_of(operation, fake.origin):
                through.send(request)
    for operation in lists():
        if only in (None, operation.name):
            through.all_pages(operation, CASE)
    return through.calls
