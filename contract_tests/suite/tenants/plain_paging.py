"""A client that reads a list as programs do: all pages by number, or by the links of a first page without arguments."""

from typing import Any

import httpx

from tines_contract.promises.lists import PagedList
from tines_fake import FakeTenant
from tines_spec import Operation

SIZE = 21
_MOST_PAGES = 80


def read_by_number(fake: FakeTenant, operation: Operation, case: int) -> None:
    """Pages of one size, until one is not full."""
    for number in range(1, _MOST_PAGES):
        body = _body(fake, _address(operation, case, {"per_page": SIZE, "page": number}))
        items = (body or {}).get(PagedList(operation).paging.items)
        if not isinstance(items, list) or len(items) < SIZE:
            return


def read_by_links(fake: FakeTenant, operation: Operation, case: int) -> None:
    """The list without a size, and on by `next_page`."""
    address: Any = _address(operation, case, {})
    for _ in range(_MOST_PAGES):
        body = _body(fake, address)
        address = (body or {}).get("meta", {}).get("next_page")
        if not isinstance(address, str) or not address.startswith(fake.origin):
            return


def _address(operation: Operation, case: int, paging: dict[str, int]) -> str:
    path = operation.path_for(**dict.fromkeys(operation.path_parameters, case))
    query = {**PagedList(operation).arguments, **paging}
    return f"{path}?{'&'.join(f'{name}={value}' for name, value in query.items())}".removesuffix("?")


def _body(fake: FakeTenant, address: str) -> Any:
    headers = {"Authorization": f"Bearer {fake.api_key}"}
    with httpx.Client(transport=fake.transport(), base_url=fake.origin, headers=headers) as client:
        response = client.get(address)
    try:
        found = response.json()
    except ValueError:
        return None
    return found if isinstance(found, dict) and isinstance(found.get("meta"), dict) else None
