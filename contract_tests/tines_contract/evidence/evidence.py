"""All that was seen, in order, which a check is a function of; and what it finds: a promise that is broken."""

import functools
from collections.abc import Callable, Collection, Hashable, Sequence
from typing import Any

from attrs import field, frozen

from tines_contract.evidence.list_evidence import ListEvidence, Page, Walk
from tines_contract.evidence.observation import DecodedBody, Observation
from tines_contract.promises.lists import PagedList, T
from tines_spec import Operation, operations


@frozen(eq=False)
class Evidence:
    """All that was seen, in order: what a check is a function of."""

    observations: Sequence[Observation]

    @functools.cached_property
    def _by_operation(self) -> dict[str, list[Observation]]:
        found: dict[str, list[Observation]] = {}
        for seen in self.observations:
            if seen.operation is not None:
                found.setdefault(seen.operation.name, []).append(seen)
        return found

    def observations_of(self, operation: Operation) -> list[Observation]:
        """The requests for one operation."""
        return self._by_operation.get(operation.name, [])

    def decoded_of(self, operation: Operation) -> list[tuple[Observation, DecodedBody]]:
        """The successes of one operation whose body its schema allows."""
        return [(seen, seen.decoded) for seen in self.observations_of(operation) if seen.decoded is not None]

    def index(self, seen: Observation) -> int:
        """When it was seen, among all."""
        return self._indexes[seen]

    @functools.cached_property
    def _indexes(self) -> dict[Observation, int]:
        return {seen: index for index, seen in enumerate(self.observations)}

    @functools.cached_property
    def blocks(self) -> list[tuple[list[Observation], list[Observation]]]:
        """Writes, and the reads after them; the first block may have no writes."""
        found: list[tuple[list[Observation], list[Observation]]] = [([], [])]
        for seen in self.observations:
            if seen.writes and found[-1][1]:
                found.append(([], []))
            found[-1][0 if seen.writes else 1].append(seen)
        return found

    def derived(self, make: Callable[..., T], *arguments: Hashable) -> T:
        """What a function makes of the evidence and of more, made once."""
        key = make, arguments
        if key not in self._derived:
            self._derived[key] = make(self, *arguments)
        found: T = self._derived[key]
        return found

    @functools.cached_property
    def _derived(self) -> dict[Hashable, Any]:
        return {}

    def list_of(self, operation: Operation) -> ListEvidence:
        """What was seen of a list."""
        return self.derived(_list_of, operation.name)


def _list_of(evidence: Evidence, name: str) -> ListEvidence:
    operation = operations()[name]
    return ListEvidence(PagedList(operation), evidence.observations_of(operation))


@frozen
class Finding:
    """One promise is broken."""

    message: str
    """What was found, in words, without the case's data."""
    shown_by: Sequence[Observation] = field(repr=False)
    """The exchanges that show it."""
    context: Sequence[Observation] = field(default=(), repr=False)
    """What has to be sent before them for the check to find it again, such as the pages before a wrong one."""
    promise: str = ""
    """Its id, which a check leaves to whoever binds it."""
    race_prone: bool = False
    """Whether others who write may be behind it, though not behind what its check finds else."""
    items: Collection[int] = ()
    """The ids that it is about, such as one that comes twice: a report shows them in responses, marked."""

    @property
    def replay(self) -> list[Observation]:
        """What to send again, each once and in the order it was sent."""
        return list(dict.fromkeys([*self.context, *self.shown_by]))


def found(message: str, *pages: Page, walk: Walk | None = None, items: Collection[int] = ()) -> Finding:
    """A finding that pages show, and that needs the rest of their walk to show again."""
    context = () if walk is None else walk.requested
    return Finding(message, tuple(page.observation for page in pages), context, items=items)
