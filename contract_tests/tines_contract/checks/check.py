"""How a check is declared where it stands, and bound to every operation that keeps its promise.

A check is a pure function of what was seen and of the operation that it judges. It does not know its promise's id: the
same function judges `LIST-SHAPE` and `GET-SHAPE`.
"""

from collections.abc import Callable, Iterable, Iterator

from attrs import evolve, field, frozen

from tines_contract.evidence.evidence import Evidence, Finding
from tines_contract.probes.probe import REFUSED, Purpose
from tines_spec import Operation, kind_of

Findings = Iterable[Finding]
Judge = Callable[[Evidence, Operation], Findings]
Exercised = Callable[[Evidence, Operation], bool]


@frozen
class DeclaredCheck:
    """A check of a rule, for whatever operation. Its fields are the arguments of `check`."""

    name: str
    kind: str
    judge: Judge
    exercised: Exercised
    race_prone: bool
    needs: frozenset[Purpose] = frozenset()
    apart: float = 0.0


@frozen
class Check:
    """The check of one promise of one operation.

    race_prone: whether somebody who writes between two reads could look like a breach.
    """

    promise: str
    operation: Operation = field(repr=False)
    declared: DeclaredCheck

    def judge(self, evidence: Evidence) -> Iterator[Finding]:
        """The findings."""
        return (evolve(one, promise=self.promise) for one in self.declared.judge(evidence, self.operation))

    def exercised(self, evidence: Evidence) -> bool:
        """Whether the evidence is enough to hold the promise."""
        return self.declared.exercised(evidence, self.operation)

    @property
    def race_prone(self) -> bool:
        return self.declared.race_prone

    @property
    def apart(self) -> float:
        """How many seconds have to lie before the last request that shows a finding, where it is sent again."""
        return self.declared.apart

    @property
    def needs(self) -> frozenset[Purpose]:
        """The purposes of the probes that it judges, besides the plain ones that each operation is sent."""
        return self.declared.needs

    @property
    def judged(self) -> frozenset[Purpose]:
        """The purposes of all probes that it judges: of what has to be refused, no others show anything."""
        plain = frozenset(Purpose) - REFUSED - {Purpose.ODD, Purpose.NOWHERE, Purpose.CLEANUP, Purpose.SEED}
        if not self.needs or (self.operation.writes and not self.needs <= REFUSED):
            return self.needs | plain
        return self.needs


DECLARED: dict[tuple[str, str], DeclaredCheck] = {}
"""By name, and by the kind of operation; empty where it is the same for all."""


def check(
    name: str,
    *,
    kind: str = "",
    exercised: Exercised,
    race_prone: bool = False,
    needs: Iterable[Purpose] = (),
    apart: float = 0.0,
) -> Callable[[Judge], Judge]:
    """Declare the check of a promise; the docstring of the function explains the rule.

    name: of a template, or the id of the promise of one operation. kind: what an operation does to its items, such as
    update, where it matters to how the promise is judged. exercised: whether the evidence is enough to hold it.
    race_prone: whether somebody who writes between two reads could look like a breach. needs: the purposes of the
    probes that it judges, besides the plain ones that each operation is sent. apart: how many seconds have to lie
    before the last request that shows a finding, where it is sent again: what is right then, or shows only then.
    """

    def declare(judge: Judge) -> Judge:
        DECLARED[name, kind] = DeclaredCheck(name, kind, judge, exercised, race_prone, frozenset(needs), apart)
        return judge

    return declare


def bound_checks(operations: Iterable[Operation]) -> dict[str, Check]:
    """The check of each promise of these operations that a check knows, by the promise's id."""
    found = {}
    for operation in operations:
        for promise in operation.promises:
            declared = DECLARED.get((promise.name, kind_of(operation))) or DECLARED.get((promise.name, ""))
            if declared is not None:
                found[promise.id] = Check(promise.id, operation, declared)
    return found
