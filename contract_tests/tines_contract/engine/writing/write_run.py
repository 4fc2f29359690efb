"""Writes to one list of the plan's case, judges what was seen, and removes what was made, however that ends."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from attrs import Factory, field, frozen

from tines_contract.engine.judging.outcomes import ListResult, outcomes_of
from tines_contract.engine.judging.selection import needed
from tines_contract.engine.judging.verdict import Outcome, Status
from tines_contract.engine.writing.cleaning import Cleaner
from tines_contract.engine.writing.write_phase import MOST_PASSES, WritePass, WritePasses, WritePhase, write_passes
from tines_contract.evidence.observation import Observation
from tines_contract.probes.bodies import Bodies
from tines_contract.probes.list_requests import ListRequests
from tines_contract.probes.plan import ENOUGH_ACTIONS, RunPlan, promises_embedding, promises_of
from tines_contract.probes.probe import Purpose
from tines_contract.probes.writer import Writer
from tines_contract.probes.writes import may_not_be_made, may_not_create, rights, writes
from tines_contract.promises.lists import PagedList, is_of_tenant, list_of, main_subject, subjects
from tines_contract.promises.responses import read_page, success_item
from tines_contract.transport.chain import Chain, Session
from tines_contract.transport.obstacles import CutShortError, ExitCode, Obstacle, ObstructedError
from tines_spec import Promise, Writable, promises

_OUT_OF_STEP = 7
_TOO_MANY = (
    "there are {count} {items}, all of which are read after each write: a run makes none where more than {most} are"
)
_UNSEEN = "no {item} that was read shows {place}, and a new one needs that as {name}"


@frozen(eq=False)
class ListWriter:
    """Writes to one list for one run. known: what is written."""

    chain: Chain
    plan: RunPlan
    cleaner: Cleaner
    known: Writable
    paged: PagedList = field(init=False, default=Factory(lambda self: PagedList(list_of(self.known)), True))
    _bodies: Bodies = field(init=False, default=Factory(lambda self: Bodies(self.plan.mark, self.known), True))

    @property
    def is_written(self) -> bool:
        """Whether anything is written to it."""
        return self.plan.writes_to(self.known)

    def check_rights(self, listed: Observation | None = None) -> None:
        """See whether the key may create and delete, before anything is judged. Raises ObstructedError.

        listed: the list, where it was read already. Where it is not to be had, nothing is written.
        """
        if not self.is_written:
            return
        writer, session = self.writer(), self.chain.watched_session()
        if listed is None or self.plan.writing_case != self.plan.case_id or is_of_tenant(self.known):
            listed = session.send(writer.requests.page(Purpose.DEFAULT))
        if not listed.succeeded:
            return
        self._check_size(listed)
        self._find_unseen(writer.requests, session, listed)
        with self.cleaner.cleaned():
            problem = session.run(rights(writer))
        if problem:
            raise ObstructedError(Obstacle(ExitCode.NOT_AUTHORISED, problem))

    def _check_size(self, listed: Observation) -> None:
        """A list of all that a tenant has is read after each write. Raises ObstructedError."""
        page, most = read_page(self.paged.paging, listed.response), self.paged.largest_size
        if is_of_tenant(self.known) and page is not None and (page.count or 0) > most:
            problem = _TOO_MANY.format(count=page.count, items=self.known.items, most=most)
            raise ObstructedError(Obstacle(ExitCode.UNJUDGED, problem))

    def _find_unseen(self, requests: ListRequests, session: Session, listed: Observation) -> None:
        """Take what a new item needs, and others show as `x-shown-as` says, from those. Raises ObstructedError."""
        places = {one: self.known.unseen[one]["x-shown-as"] for one in self.known.required if one in self.known.unseen}
        there = [*self._examples(requests, session, listed)] if places or self.known.parts else []
        for name, (whole, part) in self.known.parts.items():
            named = [value for value in _shown(there, whole, part) if isinstance(value, str)]
            self._bodies.parts.update({name: named[:1]} if named else {})
        for name, place in places.items():
            self._bodies.unseen[name] = next(_shown(there, *place.split(".")), None)
            if self._bodies.unseen[name] is None:
                problem = _UNSEEN.format(item=self.known.item, place=place, name=name)
                raise ObstructedError(Obstacle(ExitCode.UNJUDGED, problem))

    def _examples(self, requests: ListRequests, session: Session, listed: Observation) -> Iterator[Any]:
        """Items of the cases of the plan; of cases the one that is written to: a new one belongs to its team."""
        get = self.known.operations.get
        if is_of_tenant(self.known) and get is not None:
            yield success_item(get, session.send(requests.item(Purpose.READ, self.plan.writing_case)).response)
            return
        read = session.send(requests.under(self.plan.case_id).page(Purpose.DEFAULT))
        for page in (requests.read(one.response) for one in (listed, read)):
            yield from () if page is None else page.objects

    def write(self) -> ListResult:
        """Write, and judge what was seen; nothing comes of it where the plan writes nothing. Raises ObstructedError."""
        if not self.is_written:
            return ListResult(self.paged)
        passes = write_passes(self._pass)
        self._check_created(passes)
        phase = WritePhase(passes, self._once_more, self.chain)
        outcomes = outcomes_of(phase.outcome, self._judged())
        cut_short = passes.cut_short
        if self._may_be_random(outcomes.values(), cut_short):
            try:
                outcomes |= self._random_sequences(passes.writer)
            except CutShortError as error:
                cut_short = error.obstacle
                self.chain.harm.forget(str(self.plan.writing_case))
        writing = ListResult(self.paged, outcomes, writer=passes.writer, cut_short=cut_short)
        self._read_other_cases(writing)
        return writing

    def _judged(self) -> list[Promise]:
        """The promises that writing judges. How a list of all that a tenant has is read, reading alone does."""
        judged = [one for one in promises_of(self.known) if self.plan.judges(one.id)]
        embedding = [one for one in promises_embedding(self.paged.operation) if self.plan.judges(one.id)]
        of_tenant = is_of_tenant(self.known)
        return embedding + [one for one in judged if not of_tenant or one.operation != self.paged.name]

    @contextmanager
    def seeded(self, writing: ListResult) -> Iterator[None]:
        """Enough items to read, for as long as the context lasts. writing: what was written before."""
        with self.cleaner.cleaned():
            self._seed(self.writer())
            self._read_other_cases(writing)
            yield
            # What others have done while nothing was written is nothing to wonder about.
            self._read_other_cases(writing)
        self._read_other_cases(writing)

    def writer(self) -> Writer:
        """What writes, with bodies of its own."""
        assert self.plan.writing_case is not None
        requests = ListRequests.of_case(self.chain.origin, self.plan.writing_case, self.known)
        also = None if self.plan.case_id == self.plan.writing_case else self.plan.case_id
        return Writer(
            requests,
            self._bodies.for_another_run(),
            self.plan.other_case,
            None if self.plan.other_case else also,
            needed(self.plan.promises),
            [one for one in subjects() if one is not self.known and self.plan.writes_to(one)],
        )

    def _pass(self) -> WritePass:
        """Write all once."""
        writer, session = self.writer(), self.chain.watched_session()
        recovered, had, cut_short = self.chain.outages.recoveries, None, None
        try:
            # Where the list is not to be had, nothing is written: most of what keeps it from it raises.
            redirected = 300 <= session.send(writer.requests.page(Purpose.DEFAULT)).response.status < 400
            had = writer
            with self.cleaner.cleaned():
                if not redirected:
                    session.run(writer.needed.of_writes(writes(writer)))
        except CutShortError as error:
            cut_short = error.obstacle
            self.chain.harm.forget(str(self.plan.writing_case))
        absences = self.chain.outages.recoveries - recovered + bool(self.cleaner.error)
        return WritePass(session.observations, had, cut_short, absences, self.cleaner.is_spoiled)

    def _once_more(self) -> WritePasses:
        """Out of step with the first time: who writes to the case every so often is met at another place."""
        writer, session = self.writer(), self.chain.watched_session()
        with suppress(CutShortError):
            for _ in range(_OUT_OF_STEP):
                session.send(writer.requests.page(Purpose.DEFAULT))
        return write_passes(self._pass)

    def _check_created(self, passes: WritePasses) -> None:
        """Some tell what a key may not do only where the body is right. Raises ObstructedError."""
        plain = [seen for one in passes.made for seen in one.seen if seen.purpose is Purpose.WRITE]
        creates = [seen for seen in plain if seen.operation == self.known.operations.create]
        if creates and all(may_not_be_made(self.known, seen.response) for seen in creates):
            problem = may_not_create(self.known, creates[0].parent, creates[0].response.status)
            raise ObstructedError(Obstacle(ExitCode.NOT_AUTHORISED, problem))

    def _may_be_random(self, outcomes: Iterable[Outcome], cut_short: Obstacle | None) -> bool:
        """Whether random sequences follow: to the main list, where what is always sent has found and left nothing."""
        wrong = any(one.status is Status.BROKEN and one.promise.accuses for one in outcomes)
        stopped = wrong or cut_short or self.cleaner.is_harmed
        return self.known is main_subject() and self.plan.writes_whole and not stopped

    def _random_sequences(self, last: Writer | None) -> dict[str, Outcome]:
        """What they find. last: what has written before, and knows other cases."""
        from tines_contract.engine.sequences.random_sequences import SequenceRun, random_sequences

        def writer() -> Writer:
            one = self.writer()
            one.other_cases = {} if last is None else last.other_cases
            return one

        run = SequenceRun(self.chain.watched_session, writer, self.chain.ledger, self.chain.harm)
        extent = self.plan.extent(limited=self.chain.pacer.limited)
        self.chain.progress(f"writing {extent.sequences} random sequences")
        with self.cleaner.cleaned():
            found = random_sequences(run, extent, self.plan.seed)
        by_id = {promise.id: promise for promise in promises()}
        return {one.promise: Outcome(by_id[one.promise], Status.BROKEN, [one], confirmed=True) for one in found}

    def _read_other_cases(self, writing: ListResult) -> None:
        """What the last writes, those that clean up among them, have done to other cases."""
        if writing.writer is not None and not writing.cut_short:
            with suppress(CutShortError):
                self.chain.watched_session().run(writing.writer.read_other_cases())

    def _seed(self, writer: Writer) -> None:
        """Make what is missing; what an outage has kept from being made, or not, is made up for."""
        session, listed = self.chain.watched_session(), None
        for again in range(MOST_PASSES):
            try:
                listed = session.run(writer.list_all() if again else writer.begin())
                session.run(writer.seeds(0 if listed is None else max(0, ENOUGH_ACTIONS - len(listed))))
            except CutShortError:
                self.chain.harm.forget(str(self.plan.writing_case))
            else:
                return


def _shown(items: Iterable[Any], whole: str, part: str) -> Iterator[Any]:
    """What items show as a part of another field, or of each of a list."""
    for item in (one for one in items if isinstance(one, dict)):
        held = item.get(whole)
        inner = held if isinstance(held, list) else [held]
        yield from (one[part] for one in inner if isinstance(one, dict) and one.get(part) is not None)
