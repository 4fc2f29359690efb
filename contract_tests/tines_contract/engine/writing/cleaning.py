"""Removes what runs have made, and nothing else: what a ledger says is there.

`Cleaner` removes what this run has made, however it ends; `CleanRun` what earlier ones have left, found by their marks.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from attrs import define, field

from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.marks import MARK, Leftover
from tines_contract.probes.page_walks import list_whole
from tines_contract.probes.plan import RunPlan
from tines_contract.probes.probe import Purpose, Steps
from tines_contract.promises.addresses import of_case
from tines_contract.promises.lists import is_of_tenant, main_subject, subjects
from tines_contract.transport.chain import Chain
from tines_contract.transport.interrupts import acknowledge
from tines_contract.transport.ledger import Ledger
from tines_contract.transport.listings import MarkedItem
from tines_contract.transport.obstacles import CutShortError, ExitCode, ObstructedError
from tines_contract.transport.pacing import Progress
from tines_contract.transport.resending import remove
from tines_contract.transport.targets import Target

_PAUSES = (1.0, 2.0, 4.0, 8.0)
"""Seconds that a replica which lags is given, one after the other, before what it still shows is named as left."""

_MOST_REMOVALS = 3
_STOPPED = "it was stopped while it removed what it has made"
_NOT_READ = "the list could not be read whole, and so it is not known what is left"


def cleaning(origin: str, ledger: Ledger) -> Steps[bool]:
    """Read the lists that were written to, delete what is left there, and read them again, until it is not shown.

    What came of it is in the ledger. Whether the tenant failed on the way, so that another attempt may do more.
    """
    failed = False
    for place in sorted(ledger.begun):
        failed |= yield from list_whole(ListRequests.at(origin, place))
    left = ledger.to_remove()
    failed |= yield from remove(origin, ledger, left)
    for place in sorted({place for place, _ in left}):
        failed |= yield from list_whole(ListRequests.at(origin, place))
    for pause in _PAUSES:
        still_shown = ledger.let_go.intersection(ledger.to_remove())
        for place in sorted({place for place, _ in still_shown}):
            failed |= yield from list_whole(ListRequests.at(origin, place), pause)
    return failed


@define(eq=False)
class Cleaner:
    """Removes what one run has made."""

    chain: Chain
    _problem: str = field(default="", init=False)

    @property
    def error(self) -> str:
        """Why it is not known what is left; empty where it is."""
        ledger = self.chain.ledger
        if ledger.cut:
            return f"a write to {', '.join(sorted(ledger.cut))} was cut off, and may still be done"
        if ledger.unsettled:
            return self._problem or _NOT_READ
        return self._problem if self.chain.ledger.left() else ""

    @property
    def is_spoiled(self) -> bool:
        """Whether anything is left that is surely of this run, so that to write it all once more is not the same."""
        return any(one.marked and one.listed for one in self.chain.ledger.left()) or bool(self.error)

    @property
    def is_harmed(self) -> bool:
        """Whether anything is left of the run, or lost by it: then no more is written."""
        return self.is_spoiled or bool(self.chain.harm.found)

    @contextmanager
    def cleaned(self) -> Iterator[None]:
        """Remove what was made, whether or not what the context does comes to its end."""
        try:
            yield
        except KeyboardInterrupt:
            self.chain.hurry()
            raise
        finally:
            if self.chain.ledger.begun:
                self._clean()

    def _clean(self) -> None:
        """The first signal ends the run and not the removal; the second one ends that, too."""
        self.chain.progress("removing what this run has made")
        self._problem = _STOPPED
        try:
            self._remove()
        except KeyboardInterrupt:
            if not self.chain.hurried:
                self.chain.hurry()
                self._remove()
            raise
        for one in self.chain.ledger.left():
            self.chain.progress(f"left behind: {one.item} {one.number}{of_case(one.case)}")

    def _remove(self) -> None:
        """Remove what was made; again, where the tenant fails meanwhile."""
        acknowledge()
        for _ in range(_MOST_REMOVALS):
            try:
                self.chain.outages.expect_return()
                with self.chain.budget.overtime():
                    failed = self.chain.watched_session().run(cleaning(self.chain.origin, self.chain.ledger))
                self._problem = ""
            except CutShortError as error:
                failed = error.obstacle.code is ExitCode.UNREACHABLE
                self._problem = f"what was made could not be removed: {error}"
            if not failed or not (self.chain.ledger.unsettled or self.chain.ledger.left()):
                break
        if self.error:
            self.chain.progress(self.error)


@define(eq=False)
class CleanRun:
    """Finds and removes what runs have left in one case. mark: of which run; None is any, and no cases: those of a run
    that is at work may be anywhere.

    pause: how to wait. whole: whether all of the case was read. left: what was found, and is not known to be gone.
    """

    target: Target
    case: int
    mark: str | None
    progress: Progress
    pause: Callable[[float], None] = time.sleep
    whole: bool = field(default=False, init=False)
    _chains: dict[str, Chain] = field(factory=dict, init=False)

    def find(self) -> list[MarkedItem]:
        """Read the case. Raises ObstructedError, CutShortError."""
        chain, self.whole = self._chain(MARK), True
        for known in (one for one in subjects() if self.mark is not None or not is_of_tenant(one)):
            requests, session = ListRequests.of_case(chain.origin, self.case, known), chain.session()
            try:
                session.send(requests.page(Purpose.DEFAULT))
            except ObstructedError:
                if known is main_subject():
                    raise
                continue  # a tenant need not have every list
            session.run(list_whole(requests))
            self.whole = self.whole and chain.ledger.listing.pages.whole
        found = {place: one for place, one in chain.ledger.other_runs.items.items() if self.mark in (None, one.mark)}
        for place, one in found.items():
            self._chains.setdefault(one.mark, self._chain(one.mark)).ledger.begun.add(place[0])
        return sorted(found.values(), key=lambda one: one.mark)

    def remove(self) -> None:
        """Delete what was found, each as far as reading it just before shows its mark. Raises as `find`."""
        for chain in self._chains.values():
            chain.session().run(cleaning(chain.origin, chain.ledger))
            self.whole = self.whole and chain.ledger.listing.pages.whole

    @property
    def left(self) -> list[Leftover]:
        return [one for chain in self._chains.values() for one in chain.ledger.left() if one.marked]

    def _chain(self, mark: str) -> Chain:
        return Chain(self.target, RunPlan(self.case, mark=mark), self.progress, pause=self.pause)
