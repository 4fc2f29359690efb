"""Why a list is not to be had, or a run ends early, each with the exit code of the command, which pytest has too."""

from enum import IntEnum
from urllib.parse import urljoin, urlsplit

from attrs import frozen

from tines_contract.evidence.observation import Observation
from tines_contract.probes.probe import Purpose
from tines_contract.promises.addresses import named
from tines_contract.promises.lists import PagedList, list_of, main_subject


class ExitCode(IntEnum):
    """What a command ends with.

    1 also: the tenant is not as it was agreed. 3 to 6: it could not be judged. 8: the suite itself failed. From 129 on:
    a signal.
    """

    ACCEPTED = 0
    ACCUSED = 1
    USAGE = 2
    NOT_AUTHORISED = 3
    NOT_FOUND = 4
    RATE_LIMITED = 5
    UNREACHABLE = 6
    UNJUDGED = 7
    SUITE_FAILED = 8
    HUNG_UP = 129
    INTERRUPTED = 130
    TERMINATED = 143


_LONGEST_HOST = 253
_REDIRECTS = (301, 302, 303, 307, 308)


@frozen
class Obstacle:
    """Why a list, or the tenant, could not be judged at all."""

    code: ExitCode
    message: str


class ObstacleError(Exception):
    """An obstacle ends something."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle.message)
        self.obstacle = obstacle


class ObstructedError(ObstacleError):
    """The list itself cannot be had; what was refused before may have been refused for that."""


class CutShortError(ObstacleError):
    """Nothing more can be sent, for an outage, a rate limit or want of time. What was seen until then stands."""


def watch(seen: Observation) -> None:
    """Raise ObstructedError, or CutShortError, where a plain list is not to be had."""
    status = seen.response.status
    if seen.purpose not in (Purpose.DEFAULT, Purpose.DEFAULT_AGAIN) or seen.operation is None:
        return
    host = _other_host(seen)
    if host is not None:
        message = f"the tenant redirects to the host {host!r}, which is not followed: check the tenant's address"
        raise ObstructedError(Obstacle(ExitCode.NOT_FOUND, message))
    if is_for_people(seen) and seen.operation != list_of(main_subject()):  # `preflight.py` has it of the main list
        raise ObstructedError(Obstacle(ExitCode.NOT_FOUND, for_people(seen)))
    if refusal := _refusal(status, PagedList(seen.operation), seen.parent):
        raise ObstructedError(refusal)
    if seen.is_unanswered:
        # Not for an outage: then other requests would fail too.
        raise CutShortError(Obstacle(ExitCode.UNJUDGED, f"the tenant responds with {status} to {named(seen.request)}"))


def is_for_people(seen: Observation) -> bool:
    """Whether it is a page for people: a login, or the start of an application for any address that nothing has."""
    return seen.succeeded and seen.media_type == "text/html" and seen.response.body.lstrip()[:1] == b"<"


def for_people(seen: Observation) -> str:
    """What to say of such a page."""
    what = f"the tenant responds to {seen.request.path} with a page for people ({seen.media_type}), such as a login"
    return f"{what}: check the tenant's address, and what stands before it"


def _other_host(seen: Observation) -> str | None:
    """The host that a redirect leads to, where it is another; on the tenant's own host STATUS has a finding."""
    if seen.response.status not in _REDIRECTS:
        return None
    try:
        target = urlsplit(urljoin(seen.request.url, seen.response.headers.get("location", "")))
    except ValueError:
        return None
    host, own = ((parts.hostname or "").rstrip(".") for parts in (target, urlsplit(seen.request.origin)))
    return host[:_LONGEST_HOST] if host not in ("", own) else None


def _refusal(status: int, paged: PagedList, parent: str) -> Obstacle | None:
    match status:
        case 401:
            what = "the tenant refuses the key: check TINES_API_KEY"
            return Obstacle(ExitCode.NOT_AUTHORISED, f"{what}; a tenant whose plan has no cases refuses every key")
        case 403:
            return Obstacle(ExitCode.NOT_AUTHORISED, f"the key may not list the {named_list(paged, parent)}")
        case 404 | 410:
            missing = _owner(paged, parent) or f"list of {paged.items}"
            message = f"there is no {missing}, or the key may not see it, or the tenant's address is wrong"
            return Obstacle(ExitCode.NOT_FOUND, message)
    return None


def named_list(paged: PagedList, parent: str) -> str:
    """What a list is called, such as tasks of case 1."""
    owner = _owner(paged, parent)
    return f"{paged.items} of {owner}" if owner else paged.items


def _owner(paged: PagedList, parent: str) -> str:
    return f"{paged.parent.removesuffix('_id')} {parent}" if paged.parent else ""
