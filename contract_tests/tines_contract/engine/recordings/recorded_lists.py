"""Which pages of a recording were read together, so that the checks of paging can judge them.

A reading is the pages of one list with the same filters, up to a write or to a page that is asked for once more: what
came before and after may be two states of the list.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from urllib.parse import parse_qsl

from attrs import field, frozen

from tines_contract.evidence.evidence import Evidence
from tines_contract.evidence.observation import Observation
from tines_contract.probes.probe import Purpose
from tines_contract.promises.lists import PagedList
from tines_contract.promises.validation import allows
from tines_fake import Credentials, Exchange
from tines_spec import Operation, operation_at

_AROUND = 5
"""Readings before a reading, and after it, among which one of another case is looked for."""

Asked = tuple[str | None, str | None]


@frozen(eq=False)
class Reading:
    """Pages of one list that were read together. epoch: how many writes came before. holds_still: by its order."""

    operation: Operation
    path: str
    epoch: int
    holds_still: bool
    exchanges: list[Exchange] = field(factory=list)
    granted: set[Asked] = field(factory=set)

    def add(self, exchange: Exchange, asked: Asked) -> None:
        self.exchanges.append(exchange)
        if exchange.response.status == self.operation.success:
            self.granted.add(asked)

    def observations(self) -> Iterator[Observation]:
        """What was seen. A page that is refused at the end is left out: the list, or the right to it, may be gone."""
        last = max((i for i, one in enumerate(self.exchanges) if one.response.status < 300), default=-1)
        for exchange in self.exchanges[: last + 1]:
            if _asked(self.operation, exchange) == (None, None):
                yield Observation(exchange, Purpose.DEFAULT)
            yield Observation(exchange, Purpose.WALK if self.holds_still else Purpose.GENERATED)


def recorded_readings(exchanges: Iterable[Exchange]) -> list[tuple[Operation, Evidence]]:
    """The readings of lists in a recording, each with the first page of other cases that was read meanwhile."""
    found = list(_readings(exchanges))
    nearest = _nearest(found)
    return [(one.operation, Evidence([*one.observations(), *nearest(one)])) for one in found]


def _readings(exchanges: Iterable[Exchange]) -> Iterator[Reading]:
    under_way: dict[tuple[str, tuple[tuple[str, str], ...]], Reading] = {}
    epoch = 0
    for exchange in exchanges:
        request = exchange.request
        operation = operation_at(request.method, request.path)
        if operation is None or operation.writes:
            epoch += 1
            under_way.clear()
            continue
        if operation.paging is None or request.credentials is not Credentials.RIGHT or not allows(operation, request):
            continue
        filters, asked = _filters(operation, exchange), _asked(operation, exchange)
        reading = under_way.get((request.path, filters))
        if reading is None or asked in reading.granted:
            holds_still = set(PagedList(operation).paging.stable.items()) <= set(filters)
            reading = Reading(operation, request.path, epoch, holds_still)
            under_way[request.path, filters] = reading
            yield reading
        reading.add(exchange, asked)


def _filters(operation: Operation, exchange: Exchange) -> tuple[tuple[str, str], ...]:
    assert operation.paging is not None
    own = (operation.paging.number, operation.paging.size)
    given = parse_qsl(exchange.request.query, keep_blank_values=True)
    return tuple(sorted(one for one in given if one[0] not in own))


def _asked(operation: Operation, exchange: Exchange) -> Asked:
    assert operation.paging is not None
    return exchange.request.argument(operation.paging.number), exchange.request.argument(operation.paging.size)


def _nearest(readings: Sequence[Reading]) -> Callable[[Reading], Iterable[Observation]]:
    """What gives the first pages of other cases that were read around a reading: a few, so that time is linear."""
    together: dict[tuple[str, int], list[tuple[str, Observation]]] = {}
    places: dict[Reading, int] = {}
    for one in readings:
        first_pages = together.setdefault((one.operation.name, one.epoch), [])
        places[one] = len(first_pages)
        first_pages.append((one.path, Observation(one.exchanges[0], Purpose.OTHER_CASE_LIST)))

    def nearest(of: Reading) -> Iterable[Observation]:
        at = places[of]
        around = together[of.operation.name, of.epoch][max(0, at - _AROUND) : at + _AROUND + 1]
        return {path: first for path, first in around if path != of.path}.values()

    return nearest
