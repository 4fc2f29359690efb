"""Writes things with the SDK to the fake, blocking and async, and prints what came and what was stored."""

import asyncio
import json
from typing import Any

from tines_cases import AsyncTinesClient, TinesClient, jsonable
from tines_cases.errors import NotFoundError, UnprocessableError
from tines_fake import FakeTenant

HAT: dict[str, Any] = {"name": "Hat", "lost": False, "weight": 0.5}


def tenant() -> FakeTenant:
    fake = FakeTenant()
    fake.add_case(1)
    return fake


def stored(fake: FakeTenant) -> list[Any]:
    return [{name: one[name] for name in ("number", *HAT, "remark")} for one in fake.items("/api/v2/cases/1/things")]


def blocking(fake: FakeTenant) -> list[Any]:
    found: list[Any] = []
    with TinesClient(fake.origin, fake.api_key, transport=fake.transport()) as tines:
        made = tines.things.create(1, **HAT)
        found += [jsonable(made), stored(fake)]
        found.append(tines.things.update(1, made.number, remark="Old.").remark)
        found.append(tines.things.create_from(1, {"name": "Cap", "lost": True}).name)
        found += [tines.things.get(1, made.number).name, [one.name for one in tines.things.iterate(1, kind="SMALL")]]
        found.append(tines.things.delete(1, made.number))
        try:
            tines.things.get(1, made.number)
        except NotFoundError as error:
            found.append(str(error))
        try:
            tines.request("POST", "/api/v2/cases/1/things", json={"lost": True})
        except UnprocessableError as error:
            found.append(str(error))
    return [*found, stored(fake)]


def wanted(one: Any) -> list[dict[str, Any]]:
    """A thing that is there, known by its number alone, and a new one; all else is to go."""
    return [{"number": one.number, "name": "Top hat", "lost": True}, {"name": "Bag", "lost": True}]


def planned(fake: FakeTenant) -> list[Any]:
    with TinesClient(fake.origin, fake.api_key, transport=fake.transport()) as tines:
        hat, _ = [tines.things.create(1, **{**HAT, "name": name}) for name in ("Hat", "Cap")]
        plan = tines.things.plan(1, wanted(hat), kind="SMALL")
        plan.apply()
        again = tines.things.plan(1, [*tines.things.iterate(1, kind="SMALL")], kind="SMALL")
        return [str(plan).splitlines(), str(again), stored(fake)]


async def planned_awaited(fake: FakeTenant) -> list[Any]:
    async with AsyncTinesClient(fake.origin, fake.api_key, transport=fake.async_transport()) as tines:
        hat, _ = [await tines.things.create(1, **{**HAT, "name": name}) for name in ("Hat", "Cap")]
        plan = await tines.things.plan(1, wanted(hat), kind="SMALL")
        await plan.apply()
        again = await tines.things.plan(1, [one async for one in tines.things.iterate(1, kind="SMALL")], kind="SMALL")
        return [str(plan).splitlines(), str(again), stored(fake)]


async def awaited(fake: FakeTenant) -> list[Any]:
    async with AsyncTinesClient(fake.origin, fake.api_key, transport=fake.async_transport()) as tines:
        made = await tines.things.create(1, **HAT)
        await tines.things.update(1, made.number, remark="Old.")
        await tines.things.create_from(1, {"name": "Cap", "lost": True})
        await tines.things.delete(1, made.number)
    return stored(fake)


def main() -> None:
    found = blocking(tenant())
    assert asyncio.run(awaited(tenant())) == found[-1]
    plan = planned(tenant())
    assert asyncio.run(planned_awaited(tenant())) == plan
    print(json.dumps({"written": found, "planned": plan}))


if __name__ == "__main__":
    main()
