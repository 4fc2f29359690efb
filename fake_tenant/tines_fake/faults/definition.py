"""What a fault is: a wrong step in the place of one that a conforming tenant takes."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from attrs import field, frozen

from tines_spec import Operation

Change = Callable[[Any], Any]
"""From the steps of an operation to steps of which one is wrong."""

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


class Row(NamedTuple):
    """A fault of any operation that makes a promise of this name."""

    name: str
    promise: str
    description: str
    change: Change


def faults_from(rows: Iterable[Row], operation: Operation) -> Iterator[Fault]:
    """The faults of an operation, of those promises that it makes."""
    prefix = "" if operation.prefix == _WITHOUT_PREFIX else f"{operation.prefix}-"
    promised = {promise.id for promise in operation.promises}
    for row in rows:
        promise = f"{operation.prefix}-{row.promise}"
        if promise in promised:
            yield Fault(f"{prefix}{row.name}", promise, row.description, row.change, operation.name)
