"""What is seen of a tenant before anything is judged: whether it is there, is the API, takes the key, has the case.

Each thing that is wrong is one sentence that says what to do, with its exit code. `transport/obstacles.py` and
`transport/origin_target.py` have those that any later request may meet too, `probes/writes.py` those of writes.
"""

import time
from collections.abc import Callable

from tines_contract.evidence.observation import TRANSIENT, Observation
from tines_contract.probes.page_walks import enough_items
from tines_contract.probes.plan import RunPlan
from tines_contract.probes.probe import Purpose
from tines_contract.promises.lists import PagedList, list_of, main_subject
from tines_contract.promises.responses import read_page
from tines_contract.transport.chain import Chain
from tines_contract.transport.obstacles import ExitCode, Obstacle, ObstructedError, for_people, is_for_people
from tines_contract.transport.pacing import Progress
from tines_contract.transport.targets import Target, UnreachableError
from tines_fake import Request

_BETWEEN = 1.0


def preflight(plan: RunPlan, chain: Chain) -> Observation:
    """Read the first list once, and return it. Raises ObstructedError, CutShortError."""
    paged = next(iter(plan.read_lists()), PagedList(list_of(main_subject())))
    seen = chain.session().send(plan.requests_for(paged, chain.origin).page(Purpose.DEFAULT))
    if is_for_people(seen):
        raise ObstructedError(Obstacle(ExitCode.NOT_FOUND, for_people(seen)))
    page = read_page(paged.paging, seen.response)
    if page is not None and paged.operation == list_of(main_subject()):
        chain.progress(_how_full(plan, paged, max(page.count or 0, len(page.ids))))
    return seen


def _how_full(plan: RunPlan, paged: PagedList, count: int) -> str:
    holds = f"case {plan.case_id} holds {count} {paged.items}"
    if plan.writing_case == plan.case_id:
        return holds + ("" if not count else ": with others in it, all of them cannot be replaced")
    few = f": it takes {enough_items(paged)} to judge all about their pages"
    return holds + (few if count < enough_items(paged) else "")


def await_tenant(
    target: Target,
    case_id: int,
    seconds: float,
    progress: Progress,
    *,
    clock: Callable[[], float] = time.monotonic,
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """Wait for a tenant that is starting, until it responds to the list of a case, with whatever that is.

    Returns when the time is over, too: whoever sends to it next says why it is not there.
    """
    end, announced = clock() + seconds, False
    request = Request(origin=target.origin, path=list_of(main_subject()).path_for(case_id=case_id))
    while not _is_there(target, request) and clock() < end:
        if not announced:
            progress(f"waiting for {target.name}, up to {seconds:g} s")
        announced = True
        pause(_BETWEEN)


def _is_there(target: Target, request: Request) -> bool:
    try:
        return target.send(request).status not in TRANSIENT
    except UnreachableError:
        return False
