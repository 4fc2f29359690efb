"""The SDK, as its README uses it: over httpx2, which is installed here, or over httpx, with a transport of that."""

from collections.abc import AsyncIterator, Iterator

import httpx

from tines_cases import AsyncTinesClient, CaseAction, TinesClient


class Sdk:
    """One TinesClient."""

    def __init__(self, origin: str, transport: httpx.BaseTransport | None = None) -> None:
        self._tines = TinesClient(origin, "key", transport=transport)

    def models(self, case: int, size: int) -> Iterator[list[CaseAction]]:
        """Page by page, with `list`."""
        number: int | None = 1
        while number is not None:
            page = self._tines.case_actions.list(case, per_page=size, page=number)
            yield page.actions
            number = page.meta.next_page_number

    def iterated(self, case: int) -> Iterator[CaseAction]:
        """All pages, with `iterate`."""
        return self._tines.case_actions.iterate(case)

    def close(self) -> None:
        self._tines.close()


class AsyncSdk:
    """One AsyncTinesClient."""

    def __init__(self, origin: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._tines = AsyncTinesClient(origin, "key", transport=transport)

    async def models(self, case: int, size: int) -> AsyncIterator[list[CaseAction]]:
        """Page by page, with `list`."""
        number: int | None = 1
        while number is not None:
            page = await self._tines.case_actions.list(case, per_page=size, page=number)
            yield page.actions
            number = page.meta.next_page_number

    def iterated(self, case: int) -> AsyncIterator[CaseAction]:
        """All pages, with `iterate`."""
        return aiter(self._tines.case_actions.iterate(case))

    async def close(self) -> None:
        await self._tines.close()
