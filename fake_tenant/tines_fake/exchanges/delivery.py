"""How a response goes over the wire where that is not at once and whole, and the steps in which adapters send it.

Without I/O: those for httpx and those for sockets do the same.
"""

from collections.abc import Iterator
from typing import Literal

from attrs import evolve, frozen

Part = Literal["head", "body"]


@frozen(kw_only=True)
class Delivery:
    """wait: seconds before anything is sent. drip: seconds between two bytes of a part of the response.

    sent: how many bytes of the body are sent; None is all. The connection then ends: broken off, or, if `reset`, reset.
    lost: nothing is sent at all.
    """

    wait: float = 0.0
    drip: tuple[Part, float] | None = None
    sent: int | None = None
    reset: bool = False
    lost: bool = False

    @property
    def is_cut(self) -> bool:
        """Whether the response does not come whole."""
        return self.lost or self.sent is not None

    def later(self, seconds: float) -> "Delivery":
        """The same, after so many more seconds."""
        return evolve(self, wait=self.wait + seconds)


AT_ONCE = Delivery()


@frozen
class Head:
    """Send status and headers, byte by byte if there are seconds between two bytes."""

    drip: float = 0.0


@frozen
class End:
    """End the connection here, although the response is not whole. reset: with a reset, which the other side sees."""

    reset: bool


Step = float | Head | bytes | End
"""A number lets so many seconds pass, bytes are a piece of the body to send."""


def steps_of(delivery: Delivery, body: bytes) -> Iterator[Step]:
    """The steps; a response that comes whole has no `End`."""
    part, seconds = delivery.drip or ("body", 0.0)
    if delivery.wait:
        yield delivery.wait
    if not delivery.lost:
        yield Head(seconds if part == "head" else 0.0)
        yield from _pieces(body[: delivery.sent], seconds if part == "body" else 0.0)
    if delivery.is_cut:
        yield End(delivery.reset)


def _pieces(body: bytes, seconds: float) -> Iterator[Step]:
    if not seconds:
        yield body
        return
    for place in range(len(body)):
        yield seconds
        yield body[place : place + 1]
