"""A request to be sent, with the reason for it."""

from collections.abc import Generator

from attrs import frozen

from tines_contract.probes.purpose import Purpose
from tines_fake import Request, Response


@frozen
class Probe:
    """A request to be sent, and why. wait: seconds to wait before. burst: with how many right after one another."""

    request: Request
    purpose: Purpose
    wait: float = 0.0
    burst: int = 1


NOT_SENT = Response(status=0)
"""What is shown in the place of a response where a write was withheld: reading has not shown that it harms nobody."""


Probes = Generator[Probe, Response, None]
"""Yields probes, and is sent the response to each."""
