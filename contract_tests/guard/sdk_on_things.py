"""Lists things with the SDK, blocking and async, and prints what came and what was sent. A program of its own."""

import asyncio
import json
from typing import Any

import httpx

from tines_cases import AsyncTinesClient, TinesClient
from tines_cases.models import Thing

COUNT, LARGEST = 120, 50
_TIME = "2026-11-25T00:00:00Z"


def thing(number: int) -> dict[str, Any]:
    common = {"name": "Hat", "lost": False, "created_at": _TIME, "updated_at": _TIME, "more": 1}
    odd = {"key": number if number % 2 else str(number), "owner": {"name": "Ada"}, "marks": ["old"], "weight": 1}
    return {"number": number, **common, **(odd if number % 3 else {"owner": None, "weight": None, "notes": {"a": [1]}})}


class Tenant:
    """Answers as the document says, and refuses a page that is larger than it may be, or has no kind."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(request.url.raw_path.decode())
        query = request.url.params
        size, leaf = int(query.get("size", 20)), int(query.get("leaf", 1))
        if size > LARGEST or query["kind"] not in ("SMALL", "LARGE"):
            return httpx.Response(422, json={"error": "no"})
        numbers = range(1, COUNT + 1)[(leaf - 1) * size : leaf * size]
        pages = -(-COUNT // size)
        following = leaf + 1 if leaf < pages else None
        links = dict.fromkeys(["current_page", "next_page", "previous_page"])
        meta = {"count": COUNT, "pages": pages, "per_page": size, "next_page_number": following, **links}
        return httpx.Response(200, json={"things": [thing(number) for number in numbers], "meta": meta})


def blocking(tenant: Tenant) -> list[Thing]:
    with TinesClient("acme.tines.com", "key", transport=httpx.MockTransport(tenant)) as tines:
        assert tines.things.list(1, kind="LARGE", lost=True, size=1, leaf=2).things[0].number == 2
        assert tines.things.iterate(1, kind="SMALL", size=7).total() == COUNT
        return list(tines.things.iterate(1, kind="SMALL", named="a b", lost=False, since=-1))


async def awaited(tenant: Tenant) -> list[Thing]:
    async with AsyncTinesClient("acme.tines.com", "key", transport=httpx.MockTransport(tenant)) as tines:
        assert (await tines.things.list(1, kind="LARGE", lost=True, size=1, leaf=2)).things[0].number == 2
        assert await tines.things.iterate(1, kind="SMALL", size=7).total() == COUNT
        return [one async for one in tines.things.iterate(1, kind="SMALL", named="a b", lost=False, since=-1)]


def refused() -> list[str]:
    """The messages for arguments that make no sense; nothing is sent for them."""
    messages = []
    with TinesClient("acme.tines.com", "key", transport=httpx.MockTransport(Tenant())) as tines:
        senseless: list[dict[str, Any]] = [{"kind": "HUGE"}, {"kind": None}, {"lost": 1}, {"named": 1}, {"size": 51}]
        for arguments in senseless:
            try:
                tines.things.iterate(1, **{"kind": "SMALL", **arguments})
            except (TypeError, ValueError) as error:
                messages.append(str(error))
    return messages


def main() -> None:
    tenants = Tenant(), Tenant()
    both = blocking(tenants[0]), asyncio.run(awaited(tenants[1]))
    assert both[0] == both[1]
    print(
        json.dumps(
            {
                "numbers": [one.number for one in both[0]],
                "first": [repr(one) for one in both[0][:3]],
                "sent": [tenant.sent for tenant in tenants],
                "refused": refused(),
            }
        )
    )


if __name__ == "__main__":
    main()
