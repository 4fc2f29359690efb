"""The checks on exchanges that were recorded, such as a fake's journal: which promises are broken in them?

A recording has no purposes. So that the checks of paging can judge it, pages that were read together are: a reading is
the pages of one list with the same filters, up to a write or to a page that is asked for once more. What came before
and after may be two states of the list.
"""

import functools
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import parse_qsl

from attrs import field, frozen

from tines_contract.checks import CHECKS
from tines_contract.checks.check import Check
from tines_contract.evidence.evidence import Evidence, Finding
from tines_contract.evidence.observation import Observation
from tines_contract.probes.probe import Purpose
from tines_contract.promises.lists import PagedList
from tines_contract.promises.validation import allows
from tines_fake import Credentials, Exchange
from tines_spec import Operation, Promise, item_argument, operation_at, promises

_AROUND = 5
"""Readings before a reading, and after it, among which one of another case is looked for."""

_Page = tuple[str | None, str | None]


def breaches(exchanges: Iterable[Exchange]) -> list[Finding]:
    """What the checks find in exchanges with one tenant, in the order they were made.

        breaches(fake.journal)

    Nothing is sent again, and the purpose of a request follows from the recording alone: promises about cases and items
    that do not exist are not judged. If somebody writes whose requests are not recorded, that can look like a breach:
    `judged_recording` tells the two apart.
    """
    return [finding for _, finding in _Judgement(exchanges).found()]


@frozen
class JudgedRecording:
    """What a recording shows of a tenant.

    broken: what one response shows by itself. suspected: what several responses show, for somebody else may have
    written between them; and server errors, for the tenant may have been down. A recording cannot be asked again.
    assumed: what breaks no more than an assumption. held, not_shown: the other promises.
    """

    broken: Sequence[Finding]
    suspected: Sequence[Finding]
    assumed: Sequence[Finding]
    held: Sequence[Promise]
    not_shown: Sequence[Promise]


def judged_recording(exchanges: Iterable[Exchange]) -> JudgedRecording:
    """What a recording of traffic with a live tenant shows of it."""
    judgement = _Judgement(exchanges)
    found = list(judgement.found())
    by_id = {promise.id: promise for promise in promises()}
    accusing = [pair for pair in found if by_id[pair[1].promise].accuses]
    certain = [finding for check, finding in accusing if _is_certain(check, finding)]
    broken = {one.promise for one in certain}
    clean = [promise for promise in by_id.values() if promise.id not in {finding.promise for _, finding in found}]
    held = [promise for promise in clean if judgement.shows(promise)]
    return JudgedRecording(
        broken=certain,
        suspected=[finding for _, finding in accusing if finding.promise not in broken],
        assumed=[finding for _, finding in found if not by_id[finding.promise].accuses],
        held=held,
        not_shown=[promise for promise in clean if promise not in held],
    )


def _is_certain(check: Check, finding: Finding) -> bool:
    """Whether neither somebody else who writes nor an outage can look like this."""
    shown = {id(seen.exchange) for seen in finding.shown_by}
    return len(shown) == 1 and not check.race_prone and all(seen.response.status < 500 for seen in finding.shown_by)


class _Judgement:
    """The checks on all that was recorded, and on each reading of a list."""

    def __init__(self, exchanges: Iterable[Exchange]) -> None:
        recorded = list(exchanges)
        self._whole = Evidence([Observation(exchange, _purpose(exchange)) for exchange in recorded])
        self._readings = _evidence_of_lists(recorded)

    def found(self) -> Iterator[tuple[Check, Finding]]:
        """All findings. What all that was recorded shows is not looked for in readings again."""
        found = [(check, finding) for check in CHECKS.values() for finding in check.judge(self._whole)]
        yield from found
        known = {check.promise for check, _ in found}
        for operation, evidence in self._readings:
            for check in CHECKS.values():
                if check.operation == operation and check.promise not in known:
                    yield from ((check, finding) for finding in check.judge(evidence))

    def shows(self, promise: Promise) -> bool:
        """Whether there is enough to hold a promise."""
        check = CHECKS.get(promise.id)
        if check is None:
            return False
        of_its_own = (evidence for operation, evidence in self._readings if operation == check.operation)
        return any(check.exercised(evidence) for evidence in (self._whole, *of_its_own))


def _purpose(exchange: Exchange) -> Purpose:
    request = exchange.request
    operation = operation_at(request.method, request.path)
    if request.credentials is Credentials.NONE:
        return Purpose.NO_KEY
    if request.credentials is not Credentials.RIGHT:
        return Purpose.WRONG_KEY
    if operation is None or not allows(operation, request):
        return Purpose.ODD
    if operation.writes:
        return Purpose.WRITE
    return Purpose.READ if item_argument(operation) is not None else Purpose.LIST_ALL


@frozen(eq=False)
class _Reading:
    """Pages of one list that were read together. epoch: how many writes came before. holds_still: by its order."""

    operation: Operation
    path: str
    epoch: int
    holds_still: bool
    exchanges: list[Exchange] = field(factory=list)
    granted: set[_Page] = field(factory=set)

    @functools.cached_property
    def first_page(self) -> Observation:
        return Observation(self.exchanges[0], Purpose.OTHER_CASE_LIST)

    def add(self, exchange: Exchange, asked: _Page) -> None:
        self.exchanges.append(exchange)
        if exchange.response.status == self.operation.success:
            self.granted.add(asked)

    def observations(self) -> Iterator[Observation]:
        """What was seen. A page that is refused at the end is left out: the list, or the right to it, may be gone."""
        last = max((i for i, one in enumerate(self.exchanges) if one.response.status < 300), default=-1)
        for exchange in self.exchanges[: last + 1]:
            if _page(self.operation, exchange) == (None, None):
                yield Observation(exchange, Purpose.DEFAULT)
            yield Observation(exchange, Purpose.WALK if self.holds_still else Purpose.GENERATED)


def _evidence_of_lists(exchanges: Iterable[Exchange]) -> list[tuple[Operation, Evidence]]:
    """The readings of lists in a recording, each with the first pages of a few other cases that were read meanwhile."""
    found = list(_readings(exchanges))
    together: dict[tuple[str, int], list[_Reading]] = {}
    for one in found:
        together.setdefault((one.operation.name, one.epoch), []).append(one)
    around = {
        one: some[max(0, at - _AROUND) : at + _AROUND + 1] for some in together.values() for at, one in enumerate(some)
    }
    return [(one.operation, Evidence([*one.observations(), *_first_pages(one, around[one])])) for one in found]


def _first_pages(of: _Reading, around: Iterable[_Reading]) -> Iterable[Observation]:
    return {one.path: one.first_page for one in around if one.path != of.path}.values()


def _readings(exchanges: Iterable[Exchange]) -> Iterator[_Reading]:
    under_way: dict[tuple[str, tuple[tuple[str, str], ...]], _Reading] = {}
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
        filters, asked = _filters(operation, exchange), _page(operation, exchange)
        reading = under_way.get((request.path, filters))
        if reading is None or asked in reading.granted:
            holds_still = set(PagedList(operation).paging.stable.items()) <= set(filters)
            reading = _Reading(operation, request.path, epoch, holds_still)
            under_way[request.path, filters] = reading
            yield reading
        reading.add(exchange, asked)


def _filters(operation: Operation, exchange: Exchange) -> tuple[tuple[str, str], ...]:
    assert operation.paging is not None
    own = (operation.paging.number, operation.paging.size)
    given = parse_qsl(exchange.request.query, keep_blank_values=True)
    return tuple(sorted(one for one in given if one[0] not in own))


def _page(operation: Operation, exchange: Exchange) -> _Page:
    assert operation.paging is not None
    return exchange.request.argument(operation.paging.number), exchange.request.argument(operation.paging.size)
