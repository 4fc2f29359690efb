"""How the answers are read: every field of every action, and all of them counted."""

from collections.abc import AsyncIterable, Iterable
from operator import attrgetter, itemgetter
from typing import Any

from pages import FIELDS

OF_OBJECT = attrgetter(*FIELDS)
OF_DICT = itemgetter(*FIELDS)


def read_pages(pages: Iterable[Iterable[Any]], fields: Any, count: int) -> None:
    """Read pages whole. Raises ValueError where not all actions came."""
    seen = 0
    for page in pages:
        for action in page:
            fields(action)
            seen += 1
    _check(seen, count)


def read_items(actions: Iterable[Any], fields: Any, count: int) -> None:
    """As `read_pages`, one action after the other."""
    seen = 0
    for action in actions:
        fields(action)
        seen += 1
    _check(seen, count)


async def read_async_pages(pages: AsyncIterable[Iterable[Any]], count: int) -> None:
    """As `read_pages`, of objects."""
    seen = 0
    async for page in pages:
        for action in page:
            OF_OBJECT(action)
            seen += 1
    _check(seen, count)


async def read_async_items(actions: AsyncIterable[Any], count: int) -> None:
    """As `read_items`, of objects."""
    seen = 0
    async for action in actions:
        OF_OBJECT(action)
        seen += 1
    _check(seen, count)


def _check(seen: int, count: int) -> None:
    if seen != count:
        raise ValueError(f"{seen} actions came where {count} were due")
