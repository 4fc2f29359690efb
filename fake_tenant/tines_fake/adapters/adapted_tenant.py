"""What an adapter knows of the tenant that it lets respond."""

from typing import Protocol

from tines_fake.clock import Clock
from tines_fake.exchanges.exchange import Request, Response


class Tenant(Protocol):
    """api_key: tells which credentials a request shows. largest_body: how much of its body is read."""

    @property
    def api_key(self) -> str: ...
    @property
    def largest_body(self) -> int: ...
    @property
    def clock(self) -> Clock: ...
    def respond(self, request: Request) -> Response: ...
