"""The steps in which a response goes over the wire, without I/O: what adapters for httpx and for sockets both do."""

from collections.abc import Iterator

from attrs import frozen

from tines_fake.delivery import AT_ONCE
from tines_fake.exchange import Response


@frozen
class Wait:
    """Let so many seconds pass."""

    seconds: float


@frozen
class Head:
    """Send status and headers, byte by byte if there are seconds between two bytes."""

    drip: float = 0.0


@frozen
class Piece:
    """Send bytes of the body."""

    body: bytes


@frozen
class End:
    """End the connection here, although the response is not whole. reset: with a reset, which the other side sees."""

    reset: bool


Step = Wait | Head | Piece | End


def steps_of(response: Response) -> Iterator[Step]:
    """The steps; a response that comes whole has no `End`."""
    delivery = response.delivery or AT_ONCE
    part, seconds = delivery.drip or ("body", 0.0)
    if delivery.wait:
        yield Wait(delivery.wait)
    if not delivery.lost:
        yield Head(seconds if part == "head" else 0.0)
        yield from _pieces(response.body[: delivery.sent], seconds if part == "body" else 0.0)
    if delivery.is_cut:
        yield End(delivery.reset)


def _pieces(body: bytes, seconds: float) -> Iterator[Step]:
    if not seconds:
        yield Piece(body)
        return
    for place in range(len(body)):
        yield Wait(seconds)
        yield Piece(body[place : place + 1])
