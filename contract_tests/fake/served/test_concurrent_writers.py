"""Many writers at once, through sockets: the served fake does what it would do for them one after the other."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import httpx
import pytest

from contract_tests.fake.served.served import served

WRITERS = 8
ROUNDS = 12
BASE = "/api/v2/cases"
Writer = Callable[[httpx.Client, int], dict[int, str]]


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    with served() as running:
        yield running.origin


def _client(origin: str) -> httpx.Client:
    return httpx.Client(base_url=origin, headers={"Authorization": "Bearer fake-tenant-key"}, trust_env=False)


def _new(label: str) -> dict[str, str]:
    return {"url": "https://example.com", "label": label, "action_type": "page"}


def _write(client: httpx.Client, writer: int) -> dict[int, str]:
    """Create, update and delete by turns; what is left of it, as a tenant without other writers would hold it."""
    model: dict[int, str] = {}
    for turn in range(ROUNDS):
        created = client.post(f"{BASE}/3/actions", json=_new(f"{writer}.{turn}"))
        assert created.status_code == 201
        action = created.json()["id"]
        assert action not in model
        model[action] = f"{writer}.{turn}"
        if turn % 3 == 1:
            model[action] = f"{writer}.{turn} again"
            assert client.put(f"{BASE}/3/actions/{action}", json={"label": model[action]}).status_code == 200
        if turn % 3 == 2:
            assert client.delete(f"{BASE}/3/actions/{action}").status_code == 204
            del model[action]
    return model


def _at_once(origin: str, write: Callable[[httpx.Client, int], Any]) -> list[Any]:
    together = Barrier(WRITERS)

    def one(writer: int) -> Any:
        with _client(origin) as client:
            together.wait()
            return write(client, writer)

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(one, range(WRITERS)))


def _held(origin: str, case: int) -> dict[int, str]:
    with _client(origin) as client:
        page = client.get(f"{BASE}/{case}/actions", params={"per_page": 500}).json()
    assert page["meta"]["count"] == len(page["actions"]) == len({action["id"] for action in page["actions"]})
    return {action["id"]: action["label"] for action in page["actions"]}


def test_what_many_writers_leave_is_what_each_of_them_left(origin: str) -> None:
    left = _at_once(origin, _write)
    held = _held(origin, 3)
    assert held == {action: label for model in left for action, label in model.items()}
    assert len(held) == sum(map(len, left)) == WRITERS * ROUNDS * 2 // 3
    assert len(_held(origin, 1)) == 2


def test_of_many_who_replace_all_one_is_the_last(origin: str) -> None:
    def replace(client: httpx.Client, writer: int) -> list[tuple[int, str]]:
        given = {"actions": [_new(f"{writer}.{place}") for place in range(20)]}
        response = json.loads(client.put(f"{BASE}/1/actions/batch", json=given).content)
        return [(action["id"], action["label"]) for action in response["actions"]]

    responses = _at_once(origin, replace)
    assert sorted(_held(origin, 1).items()) in [sorted(response) for response in responses]
    ids = [action for response in responses for action, _ in response]
    assert len(set(ids)) == len(ids) == WRITERS * 20


def test_of_many_who_delete_one_action_one_does(origin: str) -> None:
    with _client(origin) as client:
        action = client.post(f"{BASE}/3/actions", json=_new("once")).json()["id"]
    statuses = _at_once(origin, lambda client, _: client.delete(f"{BASE}/3/actions/{action}").status_code)
    assert sorted(statuses) == [204] + [404] * (WRITERS - 1)
