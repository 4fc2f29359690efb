"""Random sequences of writes, made up by hypothesis as a state machine, and compared with a model of the tenant.

After each step the case is read. The checks find whether a promise was broken on the way, and the
model, whether the case holds what it should. The smallest sequence that breaks a promise is the one that is reported.
"""

from collections.abc import Iterable

from hypothesis import stateful, strategies
from hypothesis.errors import Flaky

from tines_contract.checks import CHECKS
from tines_contract.engine.sequences.expected_state import ExpectedState
from tines_contract.engine.sequences.hypothesis_literals import no_literals
from tines_contract.engine.sequences.hypothesis_settings import settings_for
from tines_contract.engine.sequences.sequence_guard import BrokenError, SequenceGuard, SequenceRun
from tines_contract.engine.writing.cleaning import cleaning
from tines_contract.evidence.evidence import Evidence, Finding
from tines_contract.evidence.item_diff import shown
from tines_contract.evidence.observation import Observation
from tines_contract.probes.bodies import Body
from tines_contract.probes.plan import Extent
from tines_contract.probes.probe import NOT_SENT, Purpose
from tines_contract.promises.lists import main_subject

# No blank at an end: whether a tenant keeps or takes it is not documented.
_TEXT = strategies.text("abcdefghijklmnopqrstuvwxyz ÄÉß-.&'", max_size=12).map(str.strip)
_PARAMS = strategies.dictionaries(strategies.sampled_from(("status", "tier", "team")), _TEXT, max_size=2)
_KNOWN = main_subject()
_CHOSEN = {name: strategies.sampled_from(listed[::-1]) for name, listed in _KNOWN.choices.items()}
_OPTIONAL = {**dict.fromkeys(_KNOWN.texts, _TEXT), **dict.fromkeys(_KNOWN.mappings, _PARAMS)}
_NEW = strategies.fixed_dictionaries(_CHOSEN, optional=_OPTIONAL)
_NAMES = dict.fromkeys(_KNOWN.names, _TEXT)
_CHANGES = strategies.fixed_dictionaries({}, optional={**_NAMES, **_CHOSEN, **_OPTIONAL}).filter(bool)
_ANY = strategies.integers(0, 7)


def stateful_sequences(run: SequenceRun, extent: Extent) -> list[Finding]:
    """Send sequences, and what the smallest that breaks a promise shows."""
    guard = SequenceGuard()

    class Machine(_Sequence):
        def __init__(self) -> None:
            super().__init__(run, guard)

    try:
        with no_literals():
            stateful.run_state_machine_as_test(Machine, settings=settings_for(extent))
    except BrokenError as broken:
        return [broken.finding]
    except Flaky:
        return guard.smallest()  # what does not show again accuses nobody
    except IndexError:  # hypothesis' own, while it shrinks: it looks for a part that a shorter attempt does not have
        found = guard.found_again()
        if not found:
            raise
        return found
    finally:
        guard.release()
    return []


class _Sequence(stateful.RuleBasedStateMachine):
    """One sequence."""

    def __init__(self, run: SequenceRun, guard: SequenceGuard) -> None:
        super().__init__()
        self._guard = guard
        self._run = run
        self._session = run.session()
        self._writer = run.writer()
        self._expected = ExpectedState(self._writer.known)
        self._ours: list[int] = []
        self._may_replace = False
        self._guard.take(self._begin)

    def _begin(self) -> None:
        self._run.begin(self._session, self._writer)
        self._may_replace = self._writer.was_empty and self._writer.known.operations.replace_all is not None

    @stateful.rule(given=_NEW)
    def create(self, given: Body) -> None:
        self._guard.take(lambda: self._create(self._body(given)))

    def _create(self, body: Body) -> None:
        number = self._session.run(self._writer.make(body))
        if number is not None:
            self._expected.created(number, body)
            self._ours.append(number)
        self._judge()

    @stateful.precondition(lambda self: self._ours)
    @stateful.rule(index=_ANY, given=_CHANGES)
    def update(self, index: int, given: Body) -> None:
        self._guard.take(lambda: self._update(self._pick(index), self._with_new_texts(given)))

    def _update(self, number: int, body: Body) -> None:
        update = self._writer.requests.update
        if number not in self._expected.alive:
            self._session.run(self._writer.after_nothing(update(Purpose.UNKNOWN_ITEM, number, body)))
        elif self._session.send(update(Purpose.WRITE, number, body)).succeeded:
            self._expected.updated(number, body)
        self._read(number)

    @stateful.precondition(lambda self: self._ours)
    @stateful.rule(index=_ANY)
    def delete(self, index: int) -> None:
        self._guard.take(lambda: self._delete(self._pick(index)))

    def _delete(self, number: int) -> None:
        delete = self._writer.requests.delete
        if number not in self._expected.alive:
            self._session.run(self._writer.after_nothing(delete(Purpose.ODD, number)))
        elif self._session.send(delete(Purpose.WRITE, number)).succeeded:
            self._expected.deleted(number)
        self._read(number)

    @stateful.precondition(lambda self: self._may_replace)
    @stateful.rule(given=strategies.lists(_NEW, min_size=1, max_size=3))
    def replace_all(self, given: list[Body]) -> None:
        self._guard.take(lambda: self._replace([self._body(one) for one in given]))

    def _replace(self, bodies: list[Body]) -> None:
        known = self._writer.known
        write = self._writer.requests.replace(Purpose.WRITE, {known.several: bodies})
        response = self._session.run(self._writer.replace(write))
        if response is NOT_SENT:
            return  # somebody has made an item meanwhile, and it would be lost
        listed = self._session.run(self._writer.list_all()) or []
        if 200 <= response.status < 300:
            title = known.title or known.id
            made = {item[known.id]: body for item in listed for body in bodies if item.get(title) == body[title]}
            self._expected.replaced(made)
            self._ours += made
        self._judge()

    def teardown(self) -> None:
        self._guard.finish(self._end)

    def _end(self) -> None:
        self._session.run(cleaning(self._writer.requests.origin, self._run.ledger))
        self._session.run(self._writer.read_other_cases())

    def _pick(self, index: int) -> int:
        return self._ours[index % len(self._ours)]

    def _read(self, number: int) -> None:
        self._session.send(self._writer.requests.item(Purpose.READ, number))
        self._judge()

    def _judge(self) -> None:
        """Read the case, and raise where a promise is broken."""
        listed = self._session.run(self._writer.list_all())
        evidence = Evidence(self._session.observations)
        findings = [finding for check in CHECKS.values() for finding in check.judge(evidence)]
        if not findings and listed is not None:
            wrong = self._expected.disagreements(listed, shown(evidence, self._writer.known))
            findings = [Finding(message, evidence.observations[-1:], promise=promise) for promise, message in wrong]
        for finding in findings:
            raise self._guard.broken(_whole(finding, self._session.observations))

    def _body(self, given: Body) -> Body:
        return {**self._writer.bodies.shortest(), **given}

    def _with_new_texts(self, given: Body) -> Body:
        """Changes with a title and an address that no other has."""
        return {**given, **{name: text for name, text in self._writer.bodies.names().items() if name in given}}


def _whole(finding: Finding, seen: Iterable[Observation]) -> Finding:
    """The finding, with all writes that led to it."""
    writes = [one for one in seen if one.operation is not None and one.operation.writes]
    shown = [*writes, *(one for one in finding.shown_by if one not in writes)]
    return Finding(f"{finding.message}, after {len(writes)} writes", shown, promise=finding.promise)
