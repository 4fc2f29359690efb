"""Where random sequences of writes are played, and what ends them."""

from collections.abc import Callable

from attrs import define, field, frozen
from hypothesis.errors import HypothesisException

from tines_contract.cleaning import Left
from tines_contract.finding import Finding
from tines_contract.session import Session
from tines_contract.writing import Writing


class BrokenError(Exception):
    """A scenario has broken a promise."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.told)
        self.finding = finding


@frozen
class Stage:
    """Where scenarios are played: each has a session and a writing of its own. left: what could not be removed."""

    session: Callable[[], Session]
    writing: Callable[[], Writing]
    left: list[Left]


@define
class Guard:
    """Lets no further step be taken once the tenant does not answer any more: hypothesis would only try it again."""

    _stopped: list[BaseException] = field(factory=list)

    def take(self, step: Callable[[], None]) -> None:
        """Take a step. A broken promise is raised, anything else is kept."""
        if self._stopped:
            return
        try:
            step()
        except (BrokenError, HypothesisException):
            raise
        except BaseException as error:
            self._stopped.append(error)

    def release(self) -> None:
        """Raise what has ended all."""
        for error in self._stopped:
            raise error
