"""Why a tenant cannot be judged at all."""

from attrs import frozen

from tines_contract.contract.exit_code import ExitCode
from tines_contract.evidence.observation import Observation
from tines_contract.probes.purpose import Purpose

_TOLD = {
    401: (ExitCode.NOT_AUTHORISED, "the tenant refuses the key: check TINES_API_KEY"),
    403: (ExitCode.NOT_AUTHORISED, "the key may not list the actions of case {case}"),
    404: (ExitCode.NOT_FOUND, "there is no case {case}, or the key may not see it, or the tenant's address is wrong"),
    502: (ExitCode.UNREACHABLE, "what stands before the tenant answers 502"),
    503: (ExitCode.UNREACHABLE, "the tenant answers 503: it is down"),
    504: (ExitCode.UNREACHABLE, "what stands before the tenant answers 504"),
}


@frozen
class Obstacle:
    """Why the tenant could not be judged at all."""

    code: ExitCode
    message: str


class ObstructedError(Exception):
    """The list itself cannot be had."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle.message)
        self.obstacle = obstacle


def watch(seen: Observation) -> None:
    """Raise ObstructedError where the plain list of the case is not to be had."""
    status = seen.response.status
    if seen.purpose not in (Purpose.DEFAULT, Purpose.DEFAULT_AGAIN):
        return
    if 300 <= status < 400:
        message = "the tenant's address redirects elsewhere, and is not followed"
        raise ObstructedError(Obstacle(ExitCode.NOT_FOUND, message))
    if status in _TOLD:
        code, message = _TOLD[status]
        raise ObstructedError(Obstacle(code, message.format(case=seen.case)))
