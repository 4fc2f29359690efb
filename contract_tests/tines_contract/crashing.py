"""A check that fails by itself is a mistake of the suite's: said as such, no breach, and no end of the run."""

import traceback
from collections.abc import Callable
from pathlib import Path

from tines_contract.obstacles import ObstructedError
from tines_contract.operations import promises
from tines_contract.pacing import RateLimitedError
from tines_contract.promises import Promise
from tines_contract.targets import UnreachableError
from tines_contract.verdict import Outcome, Status


def outcomes_of(judge: Callable[[Promise], Outcome]) -> dict[str, Outcome]:
    """What comes out for each promise."""
    return {promise.id: _outcome(judge, promise) for promise in promises()}


def _outcome(judge: Callable[[Promise], Outcome], promise: Promise) -> Outcome:
    try:
        return judge(promise)
    except (ObstructedError, RateLimitedError, UnreachableError):
        raise
    except Exception as error:
        return Outcome(promise, Status.CRASHED, note=_told(error))


def _told(error: Exception) -> str:
    """What failed and where. The message is left out: it may hold data of the case."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"the check itself failed, with {type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"
