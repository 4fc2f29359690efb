"""All that was seen, in order: by operation, decoded, and the walks that the pages of the list make up."""

import functools
from collections.abc import Sequence

from attrs import frozen

from tines_contract.contract.case_actions import get_action, list_actions
from tines_contract.contract.paged_list import PagedList
from tines_contract.evidence.comparing import GIVEN, Shown, shown_fields
from tines_contract.evidence.history import Change, View, history, views
from tines_contract.evidence.list_evidence import ListEvidence
from tines_contract.evidence.observation import DecodedBody, Observation
from tines_contract.probes.purpose import Purpose
from tines_spec import Operation


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
    def history(self) -> list[Change]:
        """The writes, with what was read before and after each."""
        return history(self.observations)

    @functools.cached_property
    def views(self) -> list[View]:
        """What was read between two writes, each."""
        return views(self.observations)

    @functools.cached_property
    def undisturbed_cases(self) -> frozenset[str]:
        """The other cases that are the same each time they are read without a write of this run in between."""
        last: dict[tuple[str, str], object] = {}
        read: set[str] = set()
        restless: set[str] = set()
        for seen in self.observations:
            if seen.operation is not None and seen.operation.writes and seen.succeeded:
                last.clear()
            elif seen.purpose is Purpose.OTHER_CASE_LIST and seen.decoded is not None:
                read.add(seen.case)
                items = [[item.get(name) for name in ("id", *GIVEN)] for item in seen.decoded.items]
                found = (seen.decoded.body["meta"]["count"], items)
                if last.setdefault((seen.case, seen.request.query), found) != found:
                    restless.add(seen.case)
        return frozenset(read - restless)

    @functools.cached_property
    def shown(self) -> Shown:
        """Which of the fields that may be null or absent the tenant shows when it is read, and where."""
        return self.shown_by(list_actions()) | self.shown_by(get_action())

    def shown_by(self, operation: Operation) -> Shown:
        """Which of those the responses of one operation show."""
        return shown_fields(item for _, body in self.decoded_of(operation) for item in body.items)

    def list_of(self, operation: Operation) -> ListEvidence:
        """What was seen of a list."""
        return self._lists.setdefault(
            operation.name, ListEvidence(PagedList(operation), self.observations_of(operation))
        )

    @functools.cached_property
    def _lists(self) -> dict[str, ListEvidence]:
        return {}
