"""A tenant whose cases were made from one template: each counts its actions from 1."""

import json
from collections.abc import Callable

from attrs import evolve

from contract_tests.suite.tenants.response_changes import Respond
from tines_fake import FakeTenant, Request, Response


def from_template(**sizes: int) -> Callable[[], Respond]:
    """Equal numbers are equal actions. sizes: how many `case_6` has, and others."""
    fake = FakeTenant()
    firsts = {}
    for name, size in sizes.items():
        path = f"/api/v2/cases/{name.removeprefix('case_')}/actions"
        added = fake.add_many(path, [{}] * size)
        firsts[path] = added[0].id - 1

    def respond(_: FakeTenant, request: Request) -> Response:
        path, _, number = request.path.partition("/actions/")
        path = path.removesuffix("/actions") + "/actions"
        before = firsts.get(path, 0)
        if number.isdecimal():
            request = evolve(request, path=f"{path}/{int(number) + before}")
        response = fake.answer(request)
        return response if response.status != 200 else _numbered_from(before, response)

    return lambda: respond


def _numbered_from(before: int, response: Response) -> Response:
    body = json.loads(response.body)
    for item in body.get("actions", [body]):
        number = item["id"] - before
        item.update(id=number, url=f"https://example.com/{number}", label=f"Step {number}")
        item.update(created_at="2026-01-01T00:00:00Z", updated_at="2026-01-01T00:00:00Z")
    return evolve(response, body=json.dumps(body).encode())
