"""What can be judged: a target responds to requests. `origin_target.py` has those behind a socket."""

import base64
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Protocol

from attrs import define, field, frozen

from tines_contract.evidence.observation import Observation
from tines_contract.probes.probe import Probe, Steps
from tines_contract.promises.lists import T
from tines_contract.promises.text_views import views
from tines_contract.transport.obstacles import CutShortError, ExitCode, Obstacle
from tines_fake import Exchange, FakeTenant, Request, Response

_WINDOW = 8
"""So many letters and digits of a key in a row count as the key: a part of it, or a wrong one that is near to it."""


def utc_now() -> datetime:
    return datetime.now(UTC)


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


class KeyFinder:
    """Whether a text holds a key, or another secret: plain, escaped, as hex or Base64, or in two of these.

    It shows them nowhere. What is in doubt counts as found.
    """

    def __init__(self, *keys: str) -> None:
        self._keys = keys
        self._windows: dict[int, set[str]] = {}
        once = [form for key in keys for form in (key, key.swapcase())]
        twice = list(_encoded(once))
        for form in filter(None, map(_packed, (*once, *twice, *_encoded(twice)))):
            size = min(_WINDOW, max(1, len(form) - 1))
            self._windows.setdefault(size, set()).update(_parts(form, size))

    def __call__(self, text: str) -> bool:
        try:
            return any(self._holds(view) for view in views(text))
        except ValueError:
            return True

    def _holds(self, text: str) -> bool:
        packed = _packed(text)
        return any(key in text for key in self._keys) or any(
            not windows.isdisjoint(_parts(packed, size)) for size, windows in self._windows.items()
        )


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
        return self.fake.respond(request)

    def key_finder(self) -> KeyFinder:
        """Finds the fake's key in texts."""
        return KeyFinder(self.fake.api_key)


class Sender(Protocol):
    """What a probe passes on its way to a target."""

    def send(self, probe: Probe) -> Observation:
        """Send a probe, and show the response. Raises UnreachableError, CutShortError."""
        ...


@define(eq=False)
class TargetSender:
    """The last sender of a chain: it asks the target. now: what time it is. requests: how many were sent."""

    target: Target
    now: Callable[[], datetime]
    requests: int = field(default=0, init=False)

    def send(self, probe: Probe) -> Observation:
        """Raises UnreachableError; CutShortError where to send it again is of no use."""
        self.requests += 1
        sent = self.now()
        try:
            return observed(probe, self.target.send(probe.request), sent)
        except UnreadableError as error:
            raise CutShortError(Obstacle(ExitCode.UNJUDGED, str(error))) from None


def sent_by(send: Callable[[Probe], Observation], steps: Steps[T]) -> T:
    """Send all probes, each with the response to the one before; what they come to."""
    try:
        probe = next(steps)
        while True:
            probe = steps.send(send(probe).response)
    except StopIteration as end:
        result: T = end.value
        return result


def observed(probe: Probe, response: Response, sent: datetime | None = None) -> Observation:
    """The observation that a response to a probe makes."""
    return Observation(Exchange(request=probe.request, response=response), probe.purpose, probe.wait, sent)


def _packed(text: str) -> str:
    """What is left however a text is wrapped, spaced or recased."""
    return re.sub("[^0-9a-z]+", "", text.lower())


def _parts(text: str, size: int) -> Iterator[str]:
    return (text[start : start + size] for start in range(len(text) - size + 1))


def _encoded(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        raw = text.encode()
        yield raw.hex()
        for before in range(3):  # bytes that stand before it, modulo 3, and so the letters that are its own
            whole = base64.b64encode(bytes(before) + raw).decode()
            yield whole[(before * 8 + 5) // 6 : (before + len(raw)) * 8 // 6]
