"""What a fake tenant was sent and how it responded, in order. It holds no key."""

import threading
from collections import deque
from collections.abc import Iterator
from urllib.parse import quote

from attrs import evolve

from tines_fake.exchanges.exchange import Exchange, Request, Response
from tines_fake.given_arguments import unknown
from tines_spec import operation_at, operations

_MOST_SHOWN = 20


class Journal:
    """The exchanges so far; threads may share it.

        fake.journal.requests(method="POST")[0].json

    Args:
        longest: how many exchanges it keeps, the last ones; None keeps all.
        largest_body: how many bytes of each body it keeps, from its beginning; None keeps the whole.
    """

    def __init__(self, *, longest: int | None = None, largest_body: int | None = None) -> None:
        self._longest = longest
        self._exchanges: deque[Exchange] = deque(maxlen=longest)
        self._largest_body = largest_body
        self._lock = threading.Lock()

    def add(self, exchange: Exchange) -> None:
        """Note an exchange."""
        if self._largest_body is not None:
            exchange = _bounded(exchange, self._largest_body)
        with self._lock:
            self._exchanges.append(exchange)

    def clear(self) -> None:
        """Forget all exchanges."""
        with self._lock:
            self._exchanges = deque(maxlen=self._longest)

    def exchanges(
        self, *, method: str | None = None, path: str | None = None, operation: str | None = None
    ) -> list[Exchange]:
        """The exchanges with this method, path and operation, such as createCaseAction; None is any.

        Raises ValueError for an operation that openapi.yaml does not have.
        """
        if operation is not None and operation not in operations():
            raise ValueError(unknown("operation", operation, operations()))
        return [
            one
            for one in self
            if method in (None, one.request.method)
            and path in (None, one.request.path)
            and operation in (None, _operation_of(one.request))
        ]

    def requests(
        self, *, method: str | None = None, path: str | None = None, operation: str | None = None
    ) -> list[Request]:
        """The requests of these exchanges."""
        return [one.request for one in self.exchanges(method=method, path=path, operation=operation)]

    def responses(
        self, *, method: str | None = None, path: str | None = None, operation: str | None = None
    ) -> list[Response]:
        """The responses of these exchanges. Status 0 is none at all."""
        return [one.response for one in self.exchanges(method=method, path=path, operation=operation)]

    def __iter__(self) -> Iterator[Exchange]:
        with self._lock:
            return iter(tuple(self._exchanges))

    def __len__(self) -> int:
        return len(self._exchanges)

    def __getitem__(self, index: int) -> Exchange:
        return self._exchanges[index]

    def __repr__(self) -> str:
        shown = list(self)[-_MOST_SHOWN:]
        lines = [f"{one.request.method} {_target(one.request)} -> {one.response.status or 'none'}" for one in shown]
        earlier = ["…"] if len(self) > len(shown) else []
        return f"<Journal of {len(self)}{': ' if lines else ''}{', '.join((*earlier, *lines))}>"


def _bounded(exchange: Exchange, largest: int) -> Exchange:
    request, response = exchange.request, exchange.response
    if max(len(request.body), len(response.body)) <= largest:
        return exchange
    return Exchange(
        request=evolve(request, body=request.body[:largest]),
        response=evolve(response, body=response.body[:largest]),
    )


def _operation_of(request: Request) -> str | None:
    found = operation_at(request.method, request.path)
    return None if found is None else found.name


def _target(request: Request) -> str:
    """Path and query. Of a parameter that the spec does not name, which may be a secret, only the name is shown."""
    found = operation_at(request.method, request.path)
    known = {} if found is None else found.query_parameters
    query = "&".join(f"{name}={quote(one) if name in known else '…'}" for name, one in request.params.items())
    return f"{request.path}?{query}" if query else request.path
