"""A few requests of each operation, what comes of them through a client, and the bodies that a schema allows."""

import functools
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from hypothesis import strategies as st
from judge_the_sdk import TOLERATES

import tines_spec
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
            fake.add_many(one.path_for(case_id=OTHER_CASE), [{one.paging.id: TO_DELETE}])
    fake.add_case(EMPTY_CASE)
    return fake.state


def requests_of(operation: Operation, origin: str) -> Iterator[Request]:
    """With each body that the spec shows; a second page; an id and a key that are none."""
    kind = kind_of(operation)
    ids = dict.fromkeys(operation.path_parameters, TO_DELETE if kind == "delete" else 1)
    if kind != "delete" or len(ids) > 1:
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


_ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
_TIMESTAMPS = st.builds(
    "{}{}{}".format,
    st.datetimes().map(lambda moment: moment.replace(microsecond=0).isoformat()),
    st.just("") | st.from_regex(r"\.[0-9]{1,6}", fullmatch=True),
    st.just("Z") | st.from_regex(r"[+-]([01][0-9]|2[0-3]):[0-5][0-9]", fullmatch=True),
)


def allowed(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """What a schema of the document allows, boldly where it is open."""
    schema = tines_spec.resolve(schema)
    if "oneOf" in schema:
        return st.one_of(*map(allowed, schema["oneOf"]))
    if isinstance(schema["type"], list):
        return st.one_of(*(allowed({**schema, "type": kind}) for kind in schema["type"]))
    return _BY_TYPE[schema["type"]](schema)


def _integers(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    low, high = schema["minimum"], schema["maximum"]
    return st.sampled_from([low, low + 1, high - 1, high]) | st.integers(low, high)


def _strings(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    if schema.get("format") == "date-time":
        return _TIMESTAMPS
    if "pattern" in schema:
        listed = st.sampled_from(schema["x-extensible-enum"])
        return listed | st.text(min_size=1).filter(re.compile(schema["pattern"]).search)
    # Which texts are drawn depends on what else is imported: the empty one has to come whatever that is.
    return st.just("") | st.text()


def _objects(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    properties = schema.get("properties", {})
    known = {name: allowed(prop) for name, prop in properties.items()}
    required = {name: known.pop(name) for name in schema.get("required", ())}
    unknown = st.dictionaries(st.text().filter(lambda name: name not in properties), _ANY_JSON, max_size=2)
    return st.builds(lambda more, named: {**more, **named}, unknown, st.fixed_dictionaries(required, optional=known))


_BY_TYPE: dict[str, Callable[[dict[str, Any]], st.SearchStrategy[Any]]] = {
    "boolean": lambda schema: st.booleans(),
    "array": lambda schema: st.lists(allowed(schema["items"]), max_size=4),
    "integer": _integers,
    "null": lambda schema: st.none(),
    "object": _objects,
    "string": _strings,
}
