"""One thing that was compared, and what comes of it for our promises."""

from collections.abc import Iterator, Sequence
from enum import Enum

from attrs import evolve, frozen

from tines_contract.spec_comparison.spec_document import SpecDocument
from tines_spec import Operation


class Effect(Enum):
    """What a statement of the other document does to ours."""

    CONTRADICTS = "contradicts"
    SUPPORTS = "supports"
    LEAVES_OPEN = "leaves open"
    DIFFERS = "differs, without a contradiction"
    ADDS = "adds"


@frozen
class Difference:
    """One thing that was compared.

    place: such as `response.actions[].label`. kind: such as `type`. ours, theirs: in words. promises: the ids of those
    that it is about. grade: of our evidence; what is assumed can be contradicted, and accuses nobody.
    """

    operation: str
    place: str
    kind: str
    ours: str
    theirs: str
    effect: Effect
    promises: tuple[str, ...] = ()
    grade: str = "documented"

    @property
    def accuses(self) -> bool:
        """Whether it contradicts what openapi.yaml promises, and does not only assume."""
        return self.effect is Effect.CONTRADICTS and self.grade != "assumed"


Found = Iterator[Difference]


@frozen
class Compared:
    """A place where schemas are compared: in the body of a response, or in that of a request."""

    ours: SpecDocument
    theirs: SpecDocument
    operation: Operation
    place: str = ""
    is_response: bool = True

    def found(
        self, kind: str, ours: object, theirs: object, effect: Effect, promises: Sequence[str] = (), grade: str = ""
    ) -> Difference:
        """A difference at this place, for those of the promises that the operation makes. theirs: None is silence."""
        if theirs is None:
            theirs, effect = "not said", Effect.LEAVES_OPEN
        kept = [promise for name in promises if (promise := self.operation.keeps(name)) is not None]
        graded = grade or next((one.grade for one in kept), "documented")
        ids = tuple(one.id for one in kept)
        return Difference(self.operation.name, self.place, kind, _shown(ours), _shown(theirs), effect, ids, graded)

    def within(self, step: str) -> "Compared":
        return evolve(self, place=f"{self.place}{step}")

    @property
    def promised(self) -> tuple[str, ...]:
        """What the shape of this place belongs to."""
        return ("SHAPE",) if self.is_response else ()


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


@frozen
class SpecComparison:
    """All that came of comparing. common, ours_only, theirs_only: operations, by method and path."""

    document: str
    differences: Sequence[Difference]
    common: Sequence[str]
    ours_only: Sequence[str]
    theirs_only: Sequence[str]

    @property
    def contradictions(self) -> list[Difference]:
        return [one for one in self.differences if one.accuses]

    def promised(self, effect: Effect) -> list[str]:
        """The promises for which this came out: contradicted, or else left open, or else supported."""
        return [promise for promise, found in self._effects().items() if found is effect]

    def _effects(self) -> dict[str, Effect]:
        strongest = (Effect.CONTRADICTS, Effect.LEAVES_OPEN, Effect.SUPPORTS)
        found: dict[str, Effect] = {}
        for effect in strongest:
            for one in self.differences:
                if one.effect is effect:
                    for promise in one.promises:
                        found.setdefault(promise, effect)
        return found
