"""Why a tenant cannot be judged at all."""

from tines_contract.observation import Observation
from tines_contract.purpose import Purpose
from tines_contract.verdict import ExitCode, Obstacle

_TOLD = {
    401: (ExitCode.NOT_AUTHORISED, "the tenant refuses the key: check TINES_API_KEY"),
    403: (ExitCode.NOT_AUTHORISED, "the key may not list the actions of case {case}"),
    404: (ExitCode.NOT_FOUND, "there is no case {case}, or the key may not see it, or the tenant's address is wrong"),
    502: (ExitCode.UNREACHABLE, "what stands before the tenant answers 502"),
    503: (ExitCode.UNREACHABLE, "the tenant answers 503: it is down"),
    504: (ExitCode.UNREACHABLE, "what stands before the tenant answers 504"),
}


class ObstructedError(Exception):
    """The list itself cannot be had."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle.told)
        self.obstacle = obstacle


def watch(seen: Observation) -> None:
    """Raise ObstructedError where the plain list of the case is not to be had."""
    status = seen.response.status
    if seen.purpose not in (Purpose.DEFAULT, Purpose.AGAIN):
        return
    if 300 <= status < 400:
        told = "the tenant's address redirects elsewhere, and is not followed"
        raise ObstructedError(Obstacle(ExitCode.NOT_FOUND, told))
    if status in _TOLD:
        code, told = _TOLD[status]
        raise ObstructedError(Obstacle(code, told.format(case=seen.case)))
