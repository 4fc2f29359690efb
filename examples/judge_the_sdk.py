"""Judges the SDK from the other side: hand in your own client the same way.

    python examples/judge_the_sdk.py

A client is a function from a tenant to calls (`tines_contract.client_side.seam`). Here it is the SDK, whose network is
an httpx transport that ends in the tenant's `send`.
"""

import asyncio
import sys
from collections.abc import Mapping
from typing import Any

import httpx

from tines_cases import AsyncTinesClient, RetryPolicy, TinesClient, jsonable
from tines_contract import FakeTarget, Plan, Target
from tines_contract.client_side import ALL_PAGES, Call, Odd, judge_client
from tines_fake import FakeTenant
from tines_fake.transports import httpx_response, raw_request

KEY = "whatever-the-client-shows-as-its-key"
METHODS = {
    "listCaseActions": "list",
    "getCaseAction": "get",
    "createCaseAction": "create",
    "updateCaseAction": "update",
    "deleteCaseAction": "delete",
    "replaceAllCaseActions": "replace_all",
}
TAKES = frozenset({Odd.BODY, Odd.CONTENT_TYPE, Odd.OUT_OF_BOUNDS, Odd.PATTERN, Odd.BLANK_TIMESTAMP})
"""What the SDK reads although the document forbids it: docs/odd-answers.md."""


class ToTarget(httpx.BaseTransport):
    """The network of a blocking client."""

    def __init__(self, target: Target) -> None:
        self._target = target

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return httpx_response(self._target.send(raw_request(request, request.read(), KEY)))


class AsyncToTarget(httpx.AsyncBaseTransport):
    """The network of an async client."""

    def __init__(self, target: Target) -> None:
        self._target = target

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        raw = raw_request(request, await request.aread(), KEY)
        return httpx_response(await asyncio.to_thread(self._target.send, raw))


NO_RETRY = RetryPolicy.none()
"""The suite waits by itself where a tenant is busy; a client that waits too is as good, and slower."""


def blocking(target: Target, retry: RetryPolicy = NO_RETRY) -> Call:
    """TinesClient."""
    tines = TinesClient(target.origin, KEY, retry=retry, transport=ToTarget(target))

    def call(operation: str, arguments: Mapping[str, Any]) -> Any:
        if operation == ALL_PAGES:
            return [jsonable(action) for action in tines.case_actions.iterate(**arguments)]
        value = getattr(tines.case_actions, METHODS[operation])(**arguments)
        return None if value is None else jsonable(value)

    return call


def awaited(target: Target) -> Call:
    """AsyncTinesClient."""

    async def run(operation: str, arguments: Mapping[str, Any]) -> Any:
        transport = AsyncToTarget(target)
        async with AsyncTinesClient(target.origin, KEY, retry=NO_RETRY, transport=transport) as tines:
            if operation == ALL_PAGES:
                return [jsonable(action) async for action in tines.case_actions.iterate(**arguments)]
            value = await getattr(tines.case_actions, METHODS[operation])(**arguments)
            return None if value is None else jsonable(value)

    return lambda operation, arguments: asyncio.run(run(operation, arguments))


def main() -> int:
    """Judge both clients on a fake tenant."""
    wrong = 0
    for name, client in (("TinesClient", blocking), ("AsyncTinesClient", awaited)):
        fake = FakeTenant.sample()
        plan = Plan(case_id=2, writing_case=3, generated=0)
        report = judge_client(FakeTarget(fake), client, plan, name=name, takes=TAKES)
        print(report.as_text())
        wrong += bool(report.client_wrong)
    return wrong


if __name__ == "__main__":
    sys.exit(main())
