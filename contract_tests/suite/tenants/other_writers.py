"""What other people do to a case while it is judged."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from contract_tests.suite.tenants.busy_tenants import Wrapped
from contract_tests.suite.tenants.tenants import tenant
from tines_fake import FakeTenant, Quirks, Request, Response

Act = Callable[[FakeTenant, int], None]
"""Does something to a case."""


def _ids(fake: FakeTenant, case: int) -> list[int]:
    sent = Request(origin=fake.origin, path=f"/api/v2/cases/{case}/actions", query="per_page=500")
    return [item["id"] for item in json.loads(fake.answer(sent).body)["actions"]]


def _write(fake: FakeTenant, method: str, case: int, numbers: Iterable[int], body: Any = None) -> None:
    for number in numbers:
        path = f"/api/v2/cases/{case}/actions/{number}"
        sent = b"" if body is None else json.dumps(body).encode()
        fake.answer(Request(method=method, origin=fake.origin, path=path, body=sent))


def create(fake: FakeTenant, case: int) -> None:
    fake.add_action(case)


def edit_the_first(fake: FakeTenant, case: int) -> None:
    _write(fake, "PUT", case, _ids(fake, case)[:1], {"label": f"Theirs {len(fake.journal)}"})


def edit_the_last(fake: FakeTenant, case: int) -> None:
    _write(fake, "PUT", case, _ids(fake, case)[-1:], {"label": f"Theirs {len(fake.journal)}"})


def edit_all(fake: FakeTenant, case: int) -> None:
    _write(fake, "PUT", case, _ids(fake, case), {"label": f"Theirs {len(fake.journal)}"})


def remove_the_first(fake: FakeTenant, case: int) -> None:
    _write(fake, "DELETE", case, _ids(fake, case)[:1])


def remove_one_between(fake: FakeTenant, case: int) -> None:
    ids = _ids(fake, case)
    _write(fake, "DELETE", case, ids[len(ids) // 2 :][:1])


def remove_the_last(fake: FakeTenant, case: int) -> None:
    _write(fake, "DELETE", case, _ids(fake, case)[-1:])


def remove_all(fake: FakeTenant, case: int) -> None:
    _write(fake, "DELETE", case, _ids(fake, case))


ACTS: tuple[Act, ...] = (
    create,
    edit_the_first,
    edit_the_last,
    edit_all,
    remove_the_first,
    remove_one_between,
    remove_the_last,
)

WHILE_READING = (range(1, 41), range(41, 81))
WHILE_WRITING = {
    "createCaseAction": range(20, 202),
    "updateCaseAction": range(20, 168),
    "deleteCaseAction": range(20, 115),
    "replaceAllCaseActions": range(20, 182),
}
"""Moments of a run, as the number of a request; of one that judges an operation alone, after its rights are known."""


class Shared(Wrapped):
    """A tenant in which somebody does something, once, before one of the requests."""

    def __init__(self, act: Act, case: int, moment: int, order: str = "id") -> None:
        super().__init__(tenant(60, Quirks(order=order)))
        self._act, self._case, self._moment = act, case, moment
        self.disturbed: Request | None = None

    def send(self, request: Request) -> Response:
        if self.sent == self._moment:
            self.disturbed = request
            self._act(self.fake, self._case)
        return super().send(request)
