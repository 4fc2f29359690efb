"""Waits for a tenant that is starting: until it responds to the list of a case, with whatever that is."""

import time
from collections.abc import Callable

from tines_contract.evidence.observation import TRANSIENT
from tines_contract.promises.lists import list_of, main_subject
from tines_contract.transport.targets import Target, UnreachableError
from tines_fake import Request

_BETWEEN = 1.0


def await_tenant(
    target: Target,
    case_id: int,
    seconds: float,
    say: Callable[[str], None],
    *,
    clock: Callable[[], float] = time.monotonic,
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """Return once the tenant is there, or the time is over: whoever sends to it next says why it is not."""
    end, said = clock() + seconds, False
    request = Request(origin=target.origin, path=list_of(main_subject()).path_for(case_id=case_id))
    while not _is_there(target, request) and clock() < end:
        if not said:
            say(f"waiting for {target.name}, up to {seconds:g} s")
        said = True
        pause(_BETWEEN)


def _is_there(target: Target, request: Request) -> bool:
    try:
        return target.send(request).status not in TRANSIENT
    except UnreachableError:
        return False
