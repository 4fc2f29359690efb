"""Where random sequences of writes are sent from, and what ends them."""

from collections.abc import Callable

from attrs import define, field, frozen
from hypothesis.errors import HypothesisException

from tines_contract.evidence.evidence import Finding
from tines_contract.evidence.harm import HarmWatch
from tines_contract.probes.writer import Writer
from tines_contract.promises.exit_code import ExitCode
from tines_contract.transport.ledger import Ledger
from tines_contract.transport.obstacles import CutShortError, Obstacle
from tines_contract.transport.session import Session


class BrokenError(Exception):
    """A sequence has broken a promise."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


@frozen
class SequenceRun:
    """What sequences are sent with, each with a session and a writer of its own.

    ledger: knows what they make. harm: what they lose or change that is not theirs.
    """

    session: Callable[[], Session]
    writer: Callable[[], Writer]
    ledger: Ledger
    harm: HarmWatch = field(factory=HarmWatch)

    def begin(self, session: Session, writer: Writer) -> None:
        """See what the cases hold before a sequence. Raises CutShortError where one before has harmed any."""
        if self.harm.found:
            why = "something was lost or changed around the random sequences, and no more are written"
            raise CutShortError(Obstacle(ExitCode.UNJUDGED, why))
        session.run(writer.begin())
        session.run(writer.read_other_cases())


MOST_STEPS_TO_SHRINK = 400
"""Of a sequence that breaks a promise: so many steps are taken to find a smaller one."""


@define
class SequenceGuard:
    """Ends what hypothesis would go on with: trying again where the tenant is gone, and shrinking without end."""

    _stopped: list[BaseException] = field(factory=list)
    _found: list[Finding] = field(factory=list)
    _steps: int = 0

    def take(self, step: Callable[[], None]) -> None:
        """Take a step. A broken promise is raised, anything else is kept."""
        if self._is_spent:
            return
        self._steps += bool(self._found)
        self.finish(step)

    def finish(self, step: Callable[[], None]) -> None:
        """Take a last step of a sequence, such as to remove what it has made."""
        if self._stopped:
            return
        try:
            step()
        except (BrokenError, HypothesisException):
            raise
        except KeyboardInterrupt as error:  # whoever runs the sequences removes what is left of this one
            self._stopped.append(error)
            raise
        except BaseException as error:
            self._stopped.append(error)

    def broken(self, finding: Finding) -> BrokenError:
        """What to raise where a promise is broken."""
        self._found.append(finding)
        return BrokenError(finding)

    @property
    def _is_spent(self) -> bool:
        return self._steps > MOST_STEPS_TO_SHRINK

    def smallest(self) -> list[Finding]:
        """What was found last where time ran out for a smaller one, if it showed more than once."""
        return self.found_again() if self._is_spent else []

    def found_again(self) -> list[Finding]:
        """The smallest of what was found, if it showed more than once."""
        return sorted(self._found, key=lambda one: len(one.shown_by))[:1] if len(self._found) > 1 else []

    def release(self) -> None:
        """Raise what has ended all."""
        for error in self._stopped:
            raise error
