"""What a fault is: a wrong step in the place of a conforming tenant's; and the ways to make a step wrong."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from attrs import evolve, field, frozen

from tines_fake.exchanges.exchange import Credentials, Request, Response
from tines_fake.responding.request_context import Body
from tines_fake.responding.steps import Steps
from tines_spec import Operation

Change = Callable[[Steps], Steps]
"""From the steps of an operation to steps of which one is wrong."""

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_WITHOUT_PREFIX = "LIST"
"""The ids of the faults of this operation are older than other lists, and stay as they are."""


@frozen
class Fault:
    """One broken promise of one operation."""

    id: str
    """Stable, such as PAGE-OVERLAP or TASKS-PAGE-OVERLAP."""
    promise: str
    """Its id in openapi.yaml."""
    description: str
    """What the tenant does wrong."""
    change: Change = field(repr=False)
    """What makes the wrong steps of the conforming ones."""
    operation: str
    """Its operationId."""


FaultTemplate = tuple[str, str, str, Change]
"""A fault of any operation that makes a promise: its name, the promise's, a description, the change."""


def faults_from(templates: Iterable[FaultTemplate], operation: Operation) -> Iterator[Fault]:
    """The faults of an operation, of those promises that it makes."""
    prefix = "" if operation.prefix == _WITHOUT_PREFIX else f"{operation.prefix}-"
    promised = {promise.id for promise in operation.promises}
    for name, rule, description, change in templates:
        promise = f"{operation.prefix}-{rule}"
        if promise in promised:
            yield Fault(f"{prefix}{name}", promise, description, change, operation.name)


def instead(**steps: Any) -> Change:
    """Put steps in the place of the conforming ones."""
    return lambda conforming: evolve(conforming, **steps)


def admitting(*others: Credentials) -> Change:
    """Let in whoever shows these, too."""
    return instead(admits=lambda shown, right: right or shown in others)


def where(holds: Callable[[Request, Response], bool], change: Callable[[Response], Response]) -> Change:
    """Change the responses for which something holds."""
    return instead(
        response=lambda request, response: change(response) if holds(request, response) else response,
    )


def on_success(**changes: Any) -> Change:
    """Change a response of success."""
    return where(success, lambda response: evolve(response, **changes))


def with_json(change: Callable[[Any], Any]) -> Callable[[Response], Response]:
    """Change the JSON of a response."""
    return lambda response: evolve(response, body=json.dumps(change(json.loads(response.body))).encode())


def server_error_where(odd: Callable[[Request], bool]) -> Change:
    return where(lambda request, _: odd(request), crashed)


def crashed(_: Response) -> Response:
    return Response(status=500, body=b"oops")


def stored_with(**fields: Any) -> Change:
    """Store an item with other values than were given."""
    return instead(made=lambda _, made: {**made, **fields})


def success(_: Request, response: Response) -> bool:
    return response.status < 300


def with_another(name: str) -> Callable[[Body], Body]:
    """With another id in a property."""

    def change(shown: Body) -> Body:
        value = shown[name]
        return {**shown, name: value + 1 if isinstance(value, int) else f"{value}-another"}

    return change


def without_offset(shown: Body) -> Body:
    """With timestamps that do not say in which time zone they are."""
    return {name: _with_times(value, lambda time: time[:19]) for name, value in shown.items()}


def with_blank(shown: Body) -> Body:
    """With timestamps that have a blank between date and time."""
    return {name: _with_times(value, lambda time: time.replace("T", " ")) for name, value in shown.items()}


def _with_times(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {name: _with_times(one, change) for name, one in value.items()}
    if isinstance(value, list):
        return [_with_times(one, change) for one in value]
    return change(value) if isinstance(value, str) and _TIME.fullmatch(value) else value
