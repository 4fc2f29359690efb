"""The faults of a tenant: which are in force, which of them a request meets, and the steps that they make wrong."""

import functools
import threading
from collections.abc import Iterable, Iterator
from typing import Any

from tines_fake.active_faults import NOTHING, ActiveFaults, Given, Met, Selector, met_by, sorted_out
from tines_fake.faults import Fault
from tines_fake.operations import responder_of
from tines_spec import Operation


class Faults:
    """active: what is in force. Threads may share it."""

    def __init__(self) -> None:
        self.active: tuple[ActiveFaults, ...] = ()
        self._lock = threading.Lock()
        self._steps: dict[tuple[str, tuple[Fault, ...]], Any] = {}

    def __call__(
        self,
        *faults: Given,
        operation: str | None = None,
        nth: int | Iterable[int] | None = None,
        probability: float = 1.0,
        seed: int = 0,
    ) -> ActiveFaults:
        """Put faults in force, until the tenant's `reset` or, as a context manager, until its end.

            with fake.faults("PAGE-OVERLAP", failures.latency(0.5), operation="listCaseActions"):

        faults: ids such as PAGE-OVERLAP, or what `tines_fake.failures` makes. operation: which requests meet them, else
        all. nth: which of these, counted from 1. probability, seed: how many of these, the same ones each time.
        """
        if not faults:
            raise TypeError("name the faults, such as PAGE-OVERLAP; faults.active has those that are in force")
        selector = Selector.checked(operation, nth, probability, seed)
        added = ActiveFaults(*sorted_out(faults, operation), selector, self._end)
        with self._lock:
            self.active = (*self.active, added)
        return added

    def _end(self, active: ActiveFaults) -> None:
        with self._lock:
            self.active = tuple(one for one in self.active if one is not active)

    def met(self, operation: str | None) -> Met:
        """What the next request for an operation meets; None is one that the spec does not have."""
        return met_by(self.active, operation) if self.active else NOTHING

    def steps(self, operation: Operation, faults: tuple[Fault, ...]) -> Any:
        """The steps of an operation with faults, made once: a fault may count its turns."""
        key = operation.name, faults
        if key not in self._steps:
            conforming = responder_of(operation).conforming_steps(operation)
            self._steps[key] = functools.reduce(lambda steps, one: one.change(steps), faults, conforming)
        return self._steps[key]

    def __iter__(self) -> Iterator[Fault]:
        """The contract faults that are in force."""
        return (one for active in self.active for one in active.faults)

    def __repr__(self) -> str:
        return f"Faults({', '.join(repr(one) for one in self.active)})"
