"""A check that fails by itself is a mistake of the suite's: said as such, no breach, and no end of the run."""

import traceback
from collections.abc import Callable, Iterable
from pathlib import Path

from tines_contract.engine.verdict import Outcome, Status
from tines_contract.transport.obstacles import ObstructedError
from tines_contract.transport.pacing import RateLimitedError
from tines_contract.transport.targets import UnreachableError
from tines_spec import Promise


def outcomes_of(judge: Callable[[Promise], Outcome], promises: Iterable[Promise]) -> dict[str, Outcome]:
    """What comes out for each promise."""
    return {promise.id: _outcome(judge, promise) for promise in promises}


def _outcome(judge: Callable[[Promise], Outcome], promise: Promise) -> Outcome:
    try:
        return judge(promise)
    except (ObstructedError, RateLimitedError, UnreachableError):
        raise
    except Exception as error:
        return Outcome(promise, Status.CRASHED, note=_description(error))


def _description(error: Exception) -> str:
    """What failed and where. Without its message, which may hold data of the case."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"the check itself failed, with {type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"
