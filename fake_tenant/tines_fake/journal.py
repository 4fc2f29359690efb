"""What a fake tenant was sent and how it responded, in order. It holds no key."""

import threading
from collections import deque
from collections.abc import Iterator

from attrs import evolve

from tines_fake.exchange import Exchange


class Journal:
    """The exchanges so far; threads may share it.

    longest: how many exchanges it keeps, the last ones; None for all. largest_body: of how many bytes of each body it
    keeps the beginning; None for the whole.
    """

    def __init__(self, *, longest: int | None = None, largest_body: int | None = None) -> None:
        self._exchanges: deque[Exchange] = deque(maxlen=longest)
        self._largest_body = largest_body
        self._lock = threading.Lock()

    def add(self, exchange: Exchange) -> None:
        with self._lock:
            self._exchanges.append(self._bounded(exchange))

    def clear(self) -> None:
        with self._lock:
            self._exchanges.clear()

    def _bounded(self, exchange: Exchange) -> Exchange:
        largest = self._largest_body
        request, response = exchange.request, exchange.response
        if largest is None or max(len(request.body), len(response.body)) <= largest:
            return exchange
        return Exchange(
            request=evolve(request, body=request.body[:largest]),
            response=evolve(response, body=response.body[:largest]),
        )

    def __iter__(self) -> Iterator[Exchange]:
        with self._lock:
            return iter(tuple(self._exchanges))

    def __len__(self) -> int:
        return len(self._exchanges)

    def __getitem__(self, index: int) -> Exchange:
        return self._exchanges[index]
