"""What a check finds: that a promise is broken, and which exchanges show it."""

from collections.abc import Sequence

from attrs import field, frozen

from tines_contract.evidence.observation import Observation
from tines_contract.evidence.observed_walk import Walk
from tines_contract.evidence.page import Page


@frozen
class Finding:
    """One promise is broken."""

    message: str
    """What was found, in words, without the case's data."""
    shown_by: Sequence[Observation] = field(repr=False)
    """The exchanges that show it."""
    context: Sequence[Observation] = field(default=(), repr=False)
    """What has to be sent before them for the check to find it again, such as the pages before a wrong one."""
    promise: str = ""
    """Its id, which a check leaves to whoever binds it."""
    race_prone: bool = False
    """Whether others who write may be behind it, though not behind what its check finds else."""

    @property
    def replay(self) -> list[Observation]:
        """What to send again, each once and in the order it was sent."""
        return list(dict.fromkeys([*self.context, *self.shown_by]))


def found(message: str, *pages: Page, walk: Walk | None = None) -> Finding:
    """A finding that pages show, and that needs the rest of their walk to show again."""
    return Finding(message, tuple(page.observation for page in pages), () if walk is None else walk.requested)
