"""Random sequences of writes, which hypothesis makes up as a state machine and compares with a model of the tenant.

After each step the case is read. The checks find whether a promise was broken on the way, and the model, whether the
case holds what it should. Other steps send whatever body the spec allows, as schemathesis makes it up: whether a tenant
takes those is not documented, so the model does not know them. What a sequence has made is removed before the next.
"""

import functools
import itertools
from collections.abc import Callable, Iterable
from typing import Any

from attrs import define, field
from hypothesis import stateful, strategies
from hypothesis.errors import Flaky

from tines_contract.checks import CHECKS
from tines_contract.engine.sequences.expected_state import ExpectedState
from tines_contract.engine.sequences.hypothesis_settings import EndedError, ended_at_once, seeded, settings_for
from tines_contract.engine.sequences.made_up_requests import found_by_schemathesis, made_up
from tines_contract.engine.writing.cleaning import cleaning
from tines_contract.evidence.evidence import Evidence, Finding
from tines_contract.evidence.harm import HarmWatch
from tines_contract.evidence.item_diff import shown
from tines_contract.evidence.observation import Observation
from tines_contract.probes.bodies import Body
from tines_contract.probes.plan import Extent
from tines_contract.probes.probe import NOT_SENT, Purpose
from tines_contract.probes.writer import Writer
from tines_contract.promises.lists import main_subject
from tines_contract.transport.chain import Session
from tines_contract.transport.ledger import Ledger
from tines_contract.transport.obstacles import CutShortError, ExitCode, Obstacle

MOST_STEPS_TO_SHRINK = 400
"""Of a sequence that breaks a promise: so many steps are taken to find a smaller one."""

# No blank at an end: whether a tenant keeps or takes it is not documented.
_TEXT = strategies.text("abcdefghijklmnopqrstuvwxyz ÄÉß-.&'", max_size=12).map(str.strip)
_PARAMS = strategies.dictionaries(strategies.sampled_from(("status", "tier", "team")), _TEXT, max_size=2)
_KNOWN = main_subject()
_CHOSEN = {name: strategies.sampled_from(listed[::-1]) for name, listed in _KNOWN.choices.items()}
_OPTIONAL = {**dict.fromkeys(_KNOWN.texts, _TEXT), **dict.fromkeys(_KNOWN.mappings, _PARAMS)}
_NEW = strategies.fixed_dictionaries(_CHOSEN, optional=_OPTIONAL)
_NAMES = dict.fromkeys(_KNOWN.names, _TEXT)
_CHANGED = {name: one for name, one in {**_NAMES, **_CHOSEN, **_OPTIONAL}.items() if name not in _KNOWN.fixed}
_CHANGES = strategies.fixed_dictionaries({}, optional=_CHANGED).filter(bool)
_ANY = strategies.integers(0, 7)


def _pick(numbers: Iterable[int], index: int) -> int:
    return (listed := list(numbers))[index % len(listed)]


class BrokenError(Exception):
    """A sequence has broken a promise."""


@define
class SequenceRun:
    """What sequences are sent with, each with a session and a writer of its own.

    ledger: knows what they make. harm: what they lose or change that is not theirs. found: each breach, in order.
    """

    session: Callable[[], Session]
    writer: Callable[[], Writer]
    ledger: Ledger
    harm: HarmWatch = field(factory=HarmWatch)
    found: list[Finding] = field(factory=list, init=False)
    _shrinking: int = field(default=0, init=False)

    def begin(self) -> tuple[Session, Writer]:
        """See what the cases hold, once what the last sequence has made is removed. Raises CutShortError after harm."""
        session, writer = self.session(), self.writer()
        self.clean()
        session.run(writer.begin())
        session.run(writer.read_other_cases())
        if self.harm.found:
            why = "something was lost or changed around the random sequences, and no more are written"
            raise CutShortError(Obstacle(ExitCode.UNJUDGED, why))
        return session, writer

    def clean(self) -> None:
        """Remove what was made."""
        self.session().run(cleaning(self.writer().requests.origin, self.ledger))

    def take(self, step: Callable[[], None]) -> None:
        """Take a step. A broken promise is raised, and anything else ends all, as do too many steps to shrink."""
        self._shrinking += bool(self.found)
        if self._shrinking > MOST_STEPS_TO_SHRINK:
            raise EndedError
        try:
            step()
        except BrokenError:
            raise
        except Exception as error:
            raise EndedError from error


def random_sequences(run: SequenceRun, extent: Extent, seed: int = 0) -> list[Finding]:
    """Send sequences, and what the smallest that breaks a promise shows, if it was seen more than once."""
    settings = settings_for(extent.sequences, extent.steps, shrinks=extent.shrinks)
    try:
        with ended_at_once():
            sequence = seeded(seed, functools.partial(_Sequence, run))
            stateful.run_state_machine_as_test(sequence, settings=settings)  # type: ignore[arg-type]  # a factory will do
    except BrokenError:
        return run.found[-1:]
    except Flaky:
        return []  # what does not show again accuses nobody
    smallest = sorted(run.found, key=lambda one: len(one.shown_by))[:1]
    return smallest if len(run.found) > 1 else []


def _step(rule: Callable[..., None]) -> Callable[..., None]:
    """A step of a sequence, within the bounds of its run."""

    @functools.wraps(rule)
    def taken(self: "_Sequence", **drawn: Any) -> None:
        self.run.take(lambda: rule(self, **drawn))

    return taken


class _Sequence(stateful.RuleBasedStateMachine):
    """One sequence."""

    def __init__(self, run: SequenceRun) -> None:
        super().__init__()
        self.run = run
        self._begin()

    @_step
    def _begin(self) -> None:
        self._session, self._writer = self.run.begin()
        self._expected = ExpectedState(self._writer.known)
        self._may_replace = self._writer.was_empty and self._writer.known.operations.replace_all is not None

    @stateful.rule(given=_NEW)
    @_step
    def create(self, given: Body) -> None:
        body = self._body(given)
        number = self._session.run(self._writer.make(body))
        if number is not None:
            self._expected.wrote("create", number, body)
        self._judge()

    @stateful.precondition(lambda self: self._expected.by)
    @stateful.rule(index=_ANY, given=_CHANGES)
    @_step
    def update(self, index: int, given: Body) -> None:
        update, number = self._writer.requests.update, _pick(self._expected.by, index)
        body = {**given, **self._new_names(given)}
        if number not in self._expected.given:
            self._session.run(self._writer.after_nothing(update(Purpose.UNKNOWN_ITEM, number, body)))
        elif self._session.send(update(Purpose.WRITE, number, body)).succeeded:
            self._expected.wrote("update", number, body)
        self._read(number)

    @stateful.precondition(lambda self: self._expected.by)
    @stateful.rule(index=_ANY)
    @_step
    def delete(self, index: int) -> None:
        delete, number = self._writer.requests.delete, _pick(self._expected.by, index)
        if number not in self._expected.given:
            self._session.run(self._writer.after_nothing(delete(Purpose.ODD, number)))
        elif self._session.send(delete(Purpose.WRITE, number)).succeeded:
            self._expected.removed("delete", number)
        self._read(number)

    @stateful.precondition(lambda self: self._may_replace)
    @stateful.rule(given=strategies.lists(_NEW, min_size=1, max_size=3))
    @_step
    def replace_all(self, given: list[Body]) -> None:
        known, bodies = self._writer.known, [self._body(one) for one in given]
        write = self._writer.requests.replace(Purpose.WRITE, {known.several: bodies})
        response = self._session.run(self._writer.replace(write))
        if response is NOT_SENT:
            return  # somebody has made an item meanwhile, and it would be lost
        listed = self._session.run(self._writer.list_all()) or []
        if 200 <= response.status < 300:
            title = known.title or known.id
            self._expected.removed("replace_all", *self._expected.given)
            for item, body in itertools.product(listed, bodies):
                if item.get(title) == body[title]:
                    self._expected.wrote("replace_all", item[known.id], body)
        self._judge()

    @stateful.rule(case=made_up(_KNOWN.operations.create))
    @_step
    def create_made_up(self, case: Any) -> None:
        seen = self._session.send(self._writer.requests.create(Purpose.GENERATED, self._marked(case.body)))
        if seen.items:
            self._expected.wrote("create", seen.items[0][_KNOWN.id], {})
        self._judge(found_by_schemathesis(case, seen))

    @stateful.precondition(lambda self: self._expected.given)
    @stateful.rule(index=_ANY, case=made_up(_KNOWN.operations.update))
    @_step
    def update_made_up(self, index: int, case: Any) -> None:
        number = _pick(self._expected.given, index)
        seen = self._session.send(self._writer.requests.update(Purpose.GENERATED, number, self._marked(case.body)))
        self._expected.given[number] = {}
        self._judge(found_by_schemathesis(case, seen))

    def _marked(self, body: Body) -> Body:
        """What was made up, with the names by which what is made of it is known again."""
        names = self._new_names(body)
        if _KNOWN.title in names:
            names[_KNOWN.title] += f" {body[_KNOWN.title]}"
        return {**body, **names}

    def _new_names(self, given: Body) -> Body:
        """A title and an address that no other has, for those that are given."""
        return {name: text for name, text in self._writer.bodies.names().items() if name in given}

    def _body(self, given: Body) -> Body:
        return {**self._writer.bodies.shortest(), **given}

    def _read(self, number: int) -> None:
        self._session.send(self._writer.requests.item(Purpose.READ, number))
        self._judge()

    def _judge(self, found: Iterable[Finding] = ()) -> None:
        """Read the case, and raise where a promise is broken."""
        listed = self._session.run(self._writer.list_all())
        evidence = Evidence(self._session.observations)
        findings = [*found, *(finding for check in CHECKS.values() for finding in check.judge(evidence))]
        if not findings and listed is not None:
            wrong = self._expected.disagreements(listed, shown(evidence, self._writer.known))
            findings = [Finding(message, evidence.observations[-1:], promise=promise) for promise, message in wrong]
        for finding in findings:
            self.run.found.append(_whole(finding, self._session.observations))
            raise BrokenError


def _whole(finding: Finding, seen: Iterable[Observation]) -> Finding:
    """The finding, with all writes that led to it."""
    writes = [one for one in seen if one.writes]
    shown_by = [*writes, *(one for one in finding.shown_by if one not in writes)]
    return Finding(f"{finding.message}, after {len(writes)} writes", shown_by, promise=finding.promise)
