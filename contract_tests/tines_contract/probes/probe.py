"""A request to be sent, with the reason for it."""

from collections.abc import Generator
from typing import Any

from attrs import frozen

from tines_contract.contract.strict_json import strict_json
from tines_contract.probes.purpose import Purpose
from tines_fake import Request, Response
from tines_spec import Operation


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


def success_item(operation: Operation, response: Response) -> Any:
    """The one item of a success, without an envelope, or None."""
    body = success_json(response)
    return body if operation.envelope is None or not isinstance(body, dict) else body.get(operation.envelope)


def success_json(response: Response) -> Any:
    """The JSON of a success, or None."""
    try:
        return strict_json(response.body) if 200 <= response.status < 300 else None
    except ValueError:
        return None
