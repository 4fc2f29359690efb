"""Judges the SDK from the other side: hand in your own client the same way.

    pip install '.[contract]'
    python examples/judge_the_sdk.py

It takes a minute or two, says how far it is, and needs no tenant. A client is a function from a tenant to calls
(`tines_contract.client_side.client_protocol`). Here it is the SDK, whose network is an httpx transport that ends in the
tenant's `send`.
"""

import asyncio
import sys
from collections.abc import Mapping
from typing import Any

import httpx

from tines_cases import AsyncItems, AsyncTinesClient, Items, RetryPolicy, TinesClient, jsonable
from tines_contract import FakeTarget, Plan, Target
from tines_contract.client_side import Call, Client, ClientReport, Deviation, all_pages_of, judge_client
from tines_contract.engine.judging.forecast import forecast
from tines_contract.report.output import Messages
from tines_contract.report.progress import ProgressLine, WatchedTarget
from tines_fake import FakeTenant
from tines_fake.adapters.transports import httpx_response, raw_request
from tines_spec import kind_of, lists, operations

KEY = "whatever-the-client-shows-as-its-key"
TOLERATES = frozenset(
    {
        Deviation.BODY,
        Deviation.CONTENT_TYPE,
        Deviation.OUT_OF_BOUNDS,
        Deviation.PATTERN,
        Deviation.BLANK_TIMESTAMP,
    }
)
"""What the SDK reads although the spec forbids it: docs/reference/odd-responses.md."""


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


def method_of(tines: Any, operation: str) -> Any:
    """The method of a client that is for an operation, or for all pages of one."""
    found = operations().get(operation) or next(one for one in lists() if all_pages_of(one.name) == operation)
    return getattr(getattr(tines, found.tag), kind_of(found) if found.name == operation else "iterate")


def blocking(target: Target, retry: RetryPolicy = NO_RETRY) -> Call:
    """TinesClient."""
    tines = TinesClient(target.origin, KEY, retry=retry, transport=ToTarget(target))

    def call(operation: str, arguments: Mapping[str, Any]) -> Any:
        value = method_of(tines, operation)(**arguments)
        return [jsonable(item) for item in value] if isinstance(value, Items) else value and jsonable(value)

    return call


def awaited(target: Target) -> Call:
    """AsyncTinesClient."""

    async def run(operation: str, arguments: Mapping[str, Any]) -> Any:
        transport = AsyncToTarget(target)
        async with AsyncTinesClient(target.origin, KEY, retry=NO_RETRY, transport=transport) as tines:
            value = method_of(tines, operation)(**arguments)
            if isinstance(value, AsyncItems):
                return [jsonable(item) async for item in value]
            value = await value
            return value and jsonable(value)

    return lambda operation, arguments: asyncio.run(run(operation, arguments))


def judged(target: Target, client: Client, plan: Plan, name: str) -> ClientReport:
    """Meanwhile the standard error says how many requests are sent, and about how long the rest takes."""
    say = Messages()
    line = ProgressLine(say, forecast(plan, None).requests, None, on_terminal=say.on_terminal)
    watched = WatchedTarget(target, lambda *_: line.count())
    report = judge_client(watched, client, plan, name=name, tolerates=TOLERATES, progress=line)
    line.clear()
    return report


def main() -> int:
    """Judge both clients on a fake tenant."""
    wrong = 0
    for name, client in (("TinesClient", blocking), ("AsyncTinesClient", awaited)):
        fake = FakeTenant.sample()
        plan = Plan(case_id=2, writing_case=3, generated=0)
        report = judged(FakeTarget(fake), client, plan, name)
        print(report.as_text())
        wrong += bool(report.client_wrong)
    return wrong


if __name__ == "__main__":
    sys.exit(main())
