"""Reads a fake tenant's things with the SDK, as they are and with each seeded fault. A program of its own."""

import json
from collections.abc import Iterator
from typing import Any

from tines_cases import TinesClient
from tines_fake import Credentials, FakeTenant, Fault, Request, Response, faults_of
from tines_fake.shape_faults import shape_faults
from tines_spec import operations

LIST = "listThings"
PATH = "/api/v2/cases/{}/things"
QUERIES = ["", "&size=50", "&size=51", "&leaf=2", "&leaf=3&size=40", "&leaf=abc", "&size=" + "9" * 30]


def tenant(*faults: Fault) -> FakeTenant:
    fake = FakeTenant(faults=faults)
    fake.add_many(PATH.format(1), [{"lost": number % 2 == 0} for number in range(120)])
    fake.add_many(PATH.format(2), [{}] * 3)
    return fake


def responses(*faults: Fault) -> Iterator[Response]:
    """What comes of requests as they should be, and as they should not."""
    fake = tenant(*faults)
    for query in QUERIES:
        yield fake.respond(Request(origin=fake.origin, path=PATH.format(1), query=f"kind=SMALL{query}"))
    for one in Credentials:
        yield fake.respond(Request(origin=fake.origin, path=PATH.format(1), query="kind=SMALL", credentials=one))
    for case in (9, "9" * 30):
        yield fake.respond(Request(origin=fake.origin, path=PATH.format(case), query="kind=SMALL"))


def read(fake: FakeTenant, case: int, **filters: Any) -> list[Any]:
    with TinesClient(fake.origin, fake.api_key, transport=fake.transport()) as tines:
        return list(tines.things.iterate(case, kind="SMALL", **filters))


def main() -> None:
    fake, conforming = tenant(), list(responses())
    without_kind = fake.respond(Request(origin=fake.origin, path=PATH.format(1)))
    result = {
        "numbers": [thing.number for thing in read(fake, 1)],
        "lost": [thing.number for thing in read(fake, 1, lost=True, since=-1, named="a b")],
        "sample": [len(read(FakeTenant.sample(), case)) for case in (1, 2, 3)],
        "first": repr(read(fake, 1)[0]),
        "without_kind": [without_kind.status, json.loads(without_kind.body)],
        "promises": sorted(promise.id for promise in operations()[LIST].promises),
        "broken": sorted({fault.promise for fault in faults_of(LIST)}),
        "hidden": [fault.id for fault in faults_of(LIST) if list(responses(fault)) == conforming],
        "shape": [fault.id for fault in shape_faults() if fault.operation == LIST],
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
