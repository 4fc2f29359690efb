"""Every adapter of the fake tenant gives the same responses."""

import asyncio
from collections.abc import Iterator

import httpx
import pytest

from contract_tests.fake.served.served import served
from tines_fake import FakeTenant

PATHS = [
    "/api/v2/cases/1/actions",
    "/api/v2/cases/2/actions?per_page=3&page=2",
    "/api/v2/cases/99/actions",
    "/api/v2/cases/x%2Fy/actions",
    "/api/v1/cases/1/actions",
    "/",
]
KEYS = [None, "wrong", "fake-tenant-key"]


def _headers(key: str | None) -> dict[str, str]:
    return {"Host": "fake.tines.test"} | ({"Authorization": f"Bearer {key}"} if key else {})


def _in_process(fake: FakeTenant, path: str, key: str | None) -> tuple[int, bytes]:
    with httpx.Client(transport=fake.transport(), base_url=fake.origin) as client:
        response = client.get(path, headers=_headers(key))
    return response.status_code, response.content


def _async(transport: httpx.AsyncBaseTransport, path: str, key: str | None) -> tuple[int, bytes]:
    async def get() -> tuple[int, bytes]:
        async with httpx.AsyncClient(transport=transport, base_url="https://fake.tines.test") as client:
            response = await client.get(path, headers=_headers(key))
        return response.status_code, response.content

    return asyncio.run(get())


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    with served("--allow-host", "fake.tines.test") as running:
        yield running.origin


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("key", KEYS, ids=["no key", "wrong key", "right key"])
def test_every_adapter_gives_the_same_response(path: str, key: str | None, origin: str) -> None:
    fake = FakeTenant.sample()
    expected = _in_process(fake, path, key)
    assert _async(fake.async_transport(), path, key) == expected
    assert _async(httpx.ASGITransport(fake.asgi), path, key) == expected
    over_tcp = httpx.get(f"{origin}{path}", headers=_headers(key))
    assert over_tcp.status_code == expected[0]
    assert over_tcp.content.replace(b"http://", b"https://") == expected[1]
