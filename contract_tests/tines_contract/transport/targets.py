"""What can be judged: a target responds to requests. `origin_target.py` has those behind a socket."""

from typing import Protocol

from attrs import frozen

from tines_contract.transport.key_finder import KeyFinder
from tines_fake import FakeTenant, Request, Response


class UnreachableError(Exception):
    """No response came; the message names the reason, and holds no key."""


class UnreadableError(UnreachableError):
    """A response came that is too large or cannot be unpacked: sending it again brings the same."""


class Target(Protocol):
    """A tenant that requests can be sent to."""

    @property
    def origin(self) -> str:
        """What requests are sent to."""
        ...

    @property
    def name(self) -> str:
        """What reports call it."""
        ...

    @property
    def requests_a_minute(self) -> int | None:
        """How many it may be sent; None if there is no limit to keep."""
        ...

    def send(self, request: Request) -> Response:
        """Send the request and return the response. Raises UnreachableError."""
        ...


class KeyedTarget(Target, Protocol):
    """A target that knows its key, so that no report shows it."""

    def key_finder(self) -> KeyFinder: ...


@frozen
class FakeTarget:
    """A fake tenant in this process."""

    fake: FakeTenant
    name: str = "the fake in this process"
    requests_a_minute: int | None = None

    @property
    def origin(self) -> str:
        """The fake's."""
        return self.fake.origin

    def send(self, request: Request) -> Response:
        """Have the fake respond."""
        return self.fake.answer(request)

    def key_finder(self) -> KeyFinder:
        """Finds the fake's key in texts."""
        return KeyFinder(self.fake.api_key)
