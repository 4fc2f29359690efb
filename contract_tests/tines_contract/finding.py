"""What a check says: that a promise is broken, and by which exchanges."""

from collections.abc import Callable, Iterable, Sequence

from attrs import field, frozen

from tines_contract.evidence import Evidence, Walk
from tines_contract.listing import Listing
from tines_contract.observation import Observation


@frozen
class Finding:
    """One promise is broken.

    told: what was found, in words, without the case's data. shown_by: the exchanges that show it.
    context: what has to be asked before them for the check to find it again, such as the pages before a wrong one.
    """

    promise: str
    told: str
    shown_by: Sequence[Observation] = field(repr=False)
    context: Sequence[Observation] = field(default=(), repr=False)

    @property
    def replay(self) -> list[Observation]:
        """What to ask again, each once and in the order it was asked."""
        return list(dict.fromkeys([*self.context, *self.shown_by]))


Findings = Iterable[Finding]


@frozen
class Check:
    """The check of one promise.

    judge: the findings, a pure function of the evidence. exercised: whether the evidence is enough to hold it.
    quiet: whether somebody who writes between two reads could look like a breach.
    """

    promise: str
    judge: Callable[[Evidence], Findings]
    exercised: Callable[[Evidence], bool]
    quiet: bool = False


def found(promise: str, told: str, *pages: Listing, walk: Walk | None = None) -> Finding:
    """A finding that pages show, and that needs the rest of their walk to show again."""
    return Finding(promise, told, tuple(page.seen for page in pages), () if walk is None else walk.asked)
