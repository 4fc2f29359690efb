"""One thing that was compared, and what comes of it for our promises."""

from collections.abc import Sequence
from enum import Enum

from attrs import frozen


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
