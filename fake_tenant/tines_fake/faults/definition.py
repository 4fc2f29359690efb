"""What a fault is: a wrong step in the place of one that a conforming tenant takes."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

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
