"""The faults and failures of a tenant: which are in force, which of them a request meets, and the steps that they make
wrong."""

import functools
import itertools
import random
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, Self

from attrs import frozen

from tines_fake.failures import Around, Failure, failure_from
from tines_fake.faults.catalogue import fault
from tines_fake.faults.definition import Fault
from tines_fake.given_arguments import unknown
from tines_fake.responding.steps import CONFORMING, Steps
from tines_spec import operations

_numbers = itertools.count(1)

Given = str | Fault | Failure | Mapping[str, Any]
"""A fault, or its id; a failure, or what describes it as JSON does."""


@frozen(kw_only=True)
class Selector:
    """Which requests meet a fault: those of an operation, the nth of these, each with some probability; else all."""

    operation: str | None = None
    nth: Collection[int] | None = None
    probability: float = 1.0
    seed: int = 0

    @classmethod
    def checked(
        cls, operation: str | None, nth: int | Iterable[int] | None, probability: float, seed: int
    ) -> "Selector":
        """Raises TypeError or ValueError for what selects no request that there can be."""
        if operation is not None and operation not in operations():
            raise ValueError(unknown("operation", operation, operations()))
        numbers = None if nth is None else frozenset((nth,) if isinstance(nth, int) else nth)
        if numbers is not None and (not numbers or not all(type(one) is int and one > 0 for one in numbers)):
            raise ValueError(f"nth must be a number from 1 on, or several, not {nth!r}")
        if isinstance(probability, bool) or not 0 <= probability <= 1:
            raise ValueError(f"probability must be a number from 0 to 1, not {probability!r}")
        return cls(operation=operation, nth=numbers, probability=probability, seed=seed)


class ActiveFaults:
    """Faults that are in force from when this is made until `stop`; as a context manager, until its end."""

    def __init__(
        self,
        faults: Iterable[Fault],
        failures: Iterable[Failure],
        selector: Selector,
        stop: Callable[["ActiveFaults"], None],
    ) -> None:
        self.faults = tuple(faults)
        self.failures = tuple(failures)
        self.number = next(_numbers)
        self._fired: set[str] = set()
        self._selector = selector
        self._stop = stop
        self.restart()

    def stop(self) -> None:
        """End it. Ending it twice is fine."""
        self._stop(self)

    def restart(self) -> None:
        """Count from the beginning again."""
        self._fired.clear()
        self._requests = 0
        self._random = random.Random(self._selector.seed)  # noqa: S311 - the same requests are to fail each time
        self.arounds = tuple(one.start() for one in self.failures)

    def is_met(self, operation: str | None) -> bool:
        """Whether the next request, for that operation, meets them."""
        selector = self._selector
        if selector.operation not in (None, operation):
            return False
        self._requests += 1
        if selector.nth is not None and self._requests not in selector.nth:
            return False
        met = selector.probability == 1 or self._random.random() < selector.probability
        if met:
            own = (one.id for one in self.faults if one.operation == operation)
            self._fired.update(own, (one.id for one in self.failures))
        return met

    @property
    def never_fired(self) -> list[str]:
        """The ids of those that no request has met; with a probability below 1, none has to."""
        return [one for one in self.ids if one not in self._fired] if self._selector.probability == 1 else []

    @property
    def ids(self) -> list[str]:
        """The ids of the faults and failures."""
        return [one.id for one in self.faults] + [one.id for one in self.failures]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def __repr__(self) -> str:
        return f"ActiveFaults({', '.join(self.ids)})"


@frozen
class Matched:
    """What a request meets: faults of its operation, in the order in which they came into force, and failures."""

    faults: tuple[Fault, ...] = ()
    arounds: tuple[Around, ...] = ()


NOTHING = Matched()


class Faults:
    """active: what is in force. Threads may share it."""

    def __init__(self) -> None:
        self.active: tuple[ActiveFaults, ...] = ()
        self._never_fired: set[str] = set()
        self._lock = threading.Lock()
        self._steps: dict[tuple[Fault, ...], Steps] = {(): CONFORMING}

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
        added = ActiveFaults(*split_faults_and_failures(faults, operation), selector, self._end)
        with self._lock:
            self.active = (*self.active, added)
        return added

    def _end(self, active: ActiveFaults) -> None:
        with self._lock:
            self._never_fired.update(active.never_fired)
            self.active = tuple(one for one in self.active if one is not active)

    def assert_all_fired(self) -> None:
        """Raise AssertionError if a fault or failure met no request from when it was put in force until its end."""
        never = sorted(self._never_fired.union(*(one.never_fired for one in self.active)))
        if never:
            advice = "set fake.assert_all_fired = False if that may be"
            raise AssertionError(f"no request has met {', '.join(never)}: is another one meant? Else {advice}")

    def restart(self, active: tuple[ActiveFaults, ...]) -> None:
        """Have these in force, as if they had met nothing yet."""
        with self._lock:
            self.active = active
            self._never_fired.clear()
            self._steps = {(): CONFORMING}
            for one in active:
                one.restart()

    def matched(self, operation: str | None) -> Matched:
        """What the next request for an operation meets; None is one that the spec does not have."""
        found = [one for one in self.active if one.is_met(operation)]
        return Matched(
            tuple(fault for one in found for fault in one.faults if fault.operation == operation),
            tuple(around for one in found for around in one.arounds),
        )

    def steps(self, faults: tuple[Fault, ...]) -> Steps:
        """The steps with faults, made once: a fault may count its turns."""
        if faults not in self._steps:
            self._steps[faults] = functools.reduce(lambda steps, one: one.change(steps), faults, CONFORMING)
        return self._steps[faults]

    def __iter__(self) -> Iterator[Fault]:
        """The contract faults that are in force."""
        return (one for active in self.active for one in active.faults)

    def __repr__(self) -> str:
        return f"Faults({', '.join(repr(one) for one in self.active)})"


def split_faults_and_failures(
    given: Iterable[Given], operation: str | None = None
) -> tuple[list[Fault], list[Failure]]:
    """The faults and the failures. Raises ValueError for an unknown id, TypeError for what is neither."""
    faults: list[Fault] = []
    failures: list[Failure] = []
    for one in given:
        found = fault(one) if isinstance(one, str) else failure_from(one) if isinstance(one, Mapping) else one
        if isinstance(found, Failure):
            failures.append(found)
        elif isinstance(found, Fault):
            faults.append(found)
        else:
            raise TypeError(f"faults are ids such as PAGE-OVERLAP, of FAULTS, or of tines_fake.failures, not {one!r}")
    for other in [one for one in faults if operation not in (None, one.operation)]:
        raise ValueError(f"{other.id} is a fault of {other.operation}, not of {operation}")
    return faults, failures
