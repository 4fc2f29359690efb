"""A request to be sent, with the reason for it."""

from collections.abc import Generator
from typing import Any

from attrs import frozen

from tines_contract.contract.strict_json import strict_json
from tines_contract.probes.purpose import Purpose
from tines_fake import Request, Response


@frozen
class Probe:
    """A request to be sent, and why. wait: seconds to wait before. room: with how many right after one another."""

    request: Request
    purpose: Purpose
    wait: float = 0.0
    room: int = 1


NOT_SENT = Response(status=0)
"""What is shown in the place of a response where a write was withheld: reading has not shown that it harms nobody."""


Probes = Generator[Probe, Response, None]
"""Yields probes, and is sent the response to each."""


def success_json(response: Response) -> Any:
    """The JSON of a success, or None."""
    try:
        return strict_json(response.body) if 200 <= response.status < 300 else None
    except ValueError:
        return None
