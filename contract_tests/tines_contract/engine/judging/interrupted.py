"""A run that a signal has ended: what it came to, and what it may have left."""

import signal

from tines_contract.engine.judging.verdict import Report
from tines_contract.promises.exit_code import ExitCode
from tines_contract.transport.interrupts import SignalError
from tines_contract.transport.obstacles import Obstacle


class InterruptedRunError(KeyboardInterrupt):
    """The run was interrupted. report: nothing is judged in it, and what may be left is named."""

    def __init__(self, report: Report) -> None:
        super().__init__(report.obstacle.message if report.obstacle is not None else "")
        self.report = report


def obstacle_of(error: KeyboardInterrupt) -> Obstacle:
    """Why a run that was interrupted judges nothing."""
    number = error.number if isinstance(error, SignalError) else signal.SIGINT
    return Obstacle(ExitCode(128 + number), f"interrupted by {signal.Signals(number).name}: nothing is judged")
