"""What fails by itself is a mistake of the suite's: said as such, no breach, and no end of the run."""

import traceback
from collections.abc import Callable, Iterable
from pathlib import Path

from tines_contract.engine.judging.verdict import Outcome, Status
from tines_contract.transport.obstacles import ObstructedError
from tines_spec import Promise


def outcomes_of(judge: Callable[[Promise], Outcome], promises: Iterable[Promise]) -> dict[str, Outcome]:
    """What comes out for each promise."""
    return {promise.id: _outcome(judge, promise) for promise in promises}


def _outcome(judge: Callable[[Promise], Outcome], promise: Promise) -> Outcome:
    try:
        return judge(promise)
    except ObstructedError:
        raise
    except Exception as error:
        return Outcome(promise, Status.CRASHED, note=f"the check itself failed, with {crash(error)}")


def crash(error: Exception) -> str:
    """What failed and where. Without its message, which may hold data of the case."""
    places = traceback.extract_tb(error.__traceback__)
    where = f" in {Path(places[-1].filename).name}, line {places[-1].lineno}" if places else ""
    return f"{type(error).__name__}{where}"
