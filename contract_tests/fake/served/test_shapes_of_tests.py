"""The fake in every shape of test, applications that live longer than a press, and faults that must fire."""

import asyncio
import unittest
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from fastapi import FastAPI, Request

import tines_fake
from contract_tests.fake.served.receivers import Asgi, tenant
from tines_cases import TinesClient
from tines_cases.errors import NotFoundError
from tines_fake import FakeTenant, failures
from tines_fake.contents.resources import resources

pytest_plugins = "pytester"


def _count(case: int = 1) -> int:
    with TinesClient() as tines:
        return tines.case_actions.iterate(case).total()


class Shapes(unittest.TestCase):
    def setUp(self) -> None:
        self.fake = self.enterContext(tines_fake.running())
        self.fake.case(1).add_action()

    def test_a_unittest_has_a_tenant(self) -> None:
        assert _count() == 1

    @tines_fake.running(FakeTenant.sample())
    def test_a_decorated_function_has_one_of_its_own(self) -> None:
        assert _count(2) == 1203


class AsyncShapes(unittest.IsolatedAsyncioTestCase):
    async def test_an_async_block_has_a_tenant(self) -> None:
        async with tines_fake.running(FakeTenant.sample()):
            assert await asyncio.to_thread(_count, 2) == 1203

    @tines_fake.running(FakeTenant.sample())
    async def test_a_decorated_async_function_has_one_of_its_own(self) -> None:
        assert await asyncio.to_thread(_count, 2) == 1203


USES: dict[str, tuple[str, dict[str, int]]] = {
    "met": ("fake.faults(failures.latency(1))", {"passed": 1}),
    "met by none of those that it may meet": ("fake.faults('PAGE-GAP', nth=2)", {"passed": 1, "errors": 1}),
    "of another operation": ("fake.faults(failures.latency(1), operation='getCase')", {"passed": 1, "errors": 1}),
    "a fault of another operation": ("fake.faults('CREATE-ID-ONE')", {"passed": 1, "errors": 1}),
    "ended before": ("fake.faults(failures.latency(1)).stop()", {"passed": 1, "errors": 1}),
    "met now and then": ("fake.faults(failures.latency(1), probability=0.0)", {"passed": 1}),
    "reset": ("fake.faults(failures.latency(1)).stop(), fake.reset(), fake.add_case(1)", {"passed": 1}),
    "may stay": ("fake.faults('PAGE-GAP', nth=2); fake.assert_all_fired = False", {"passed": 1}),
}


@pytest.mark.parametrize(("use", "outcome"), USES.values(), ids=USES)
def test_a_fault_that_never_fired_fails_its_test(pytester: pytest.Pytester, use: str, outcome: dict[str, int]) -> None:
    pytester.makepyfile(f"""
        from tines_fake import failures

        def test_it(tines_fake, tines_client):
            fake = tines_fake
            fake.add_case(1)
            {use}
            tines_client.case_actions.list(1)
    """)
    done = pytester.runpytest_inprocess("-p", "no:xdist")
    done.assert_outcomes(**outcome)
    if "errors" in outcome:
        done.stdout.fnmatch_lines(["*no request has met *: is another one meant? Else set fake.assert_all_fired*"])


def test_a_fault_that_never_fired_hides_no_error() -> None:
    fake = FakeTenant()
    fake.faults(failures.latency(1))
    with pytest.raises(KeyError), tines_fake.running(fake):
        raise KeyError


def test_each_response_has_a_request_id(tines_fake: FakeTenant) -> None:
    with TinesClient() as tines, pytest.raises(NotFoundError) as caught:
        tines.case_actions.list(1)
    (response,) = tines_fake.journal.responses()
    assert caught.value.request_id == response.headers["x-request-id"]
    tines_fake.add_case(1)
    assert _count() == 0
    assert len({one.headers["x-request-id"] for one in tines_fake.journal.responses()}) == 2


def test_each_list_of_a_case_is_filled_and_read_in_one_way() -> None:
    names = [path.rpartition("/")[2] for path in resources() if path.count("/") == 5]
    assert {"actions", "tasks", "notes", "comments"} <= {*names}
    case = FakeTenant().case(1)
    for name in names:
        added = [case.add(name), *case.add_many(name, [{}, {}])]
        assert case.items(name) == added
    with pytest.raises(ValueError, match="has no list at /api/v2/cases/1/nots"):
        case.add("nots")


def _app(lived: list[Any], fails: str = "") -> FastAPI:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[dict[str, Any]]:
        if fails == "startup":
            raise OSError("no database")
        lived.append("up")
        yield {"loop": asyncio.get_running_loop()}
        lived.append("down")
        if fails == "shutdown":
            raise OSError("no database")

    app = FastAPI(lifespan=lifespan)

    @app.post("/press/abc")
    async def press(request: Request) -> None:
        lived.append(request.state.loop is asyncio.get_running_loop())

    return app


def test_an_application_lives_through_several_presses() -> None:
    lived: list[Any] = []
    fake = tenant()
    with tines_fake.receiver(_app(lived)) as app:
        statuses = [fake.press(42, 1, to=app, sent_by="tenant")[0].status for _ in range(2)]
    assert (statuses, lived) == ([200, 200], ["up", True, True, "down"])


@pytest.mark.parametrize("fails", ["startup", "shutdown"])
def test_an_application_that_does_not_come_up_or_down_raises(fails: str) -> None:
    with (
        pytest.raises(RuntimeError, match=f"(?s)the {fails} of the application failed: .*no database"),
        tines_fake.receiver(_app([], fails)),
    ):
        pass


def test_an_application_without_a_lifespan_is_pressed_all_the_same() -> None:
    asgi = Asgi()
    with tines_fake.receiver(asgi) as app:
        tenant().press(42, 1, to=app)
    assert [method for method, *_ in asgi.received] == ["OPTIONS", "POST"]
