"""A request to be sent, with the reason for it: a check reads only the observations whose purpose it knows.

Also which of them a run sends, and the values that a request is refused for.
"""

from collections.abc import Generator, Mapping
from enum import Enum

from attrs import evolve, frozen

from tines_contract.promises.lists import T
from tines_fake import Credentials, Request, Response
from tines_spec import operation_at


class Purpose(Enum):
    """Why a request was sent."""

    DEFAULT = "the list without arguments"
    WALK = "one page of a walk through all pages of one size"
    SIZE = "the first page of another size"
    OTHER_CASE_LIST = "the list of another case"
    GENERATED = "arguments that the spec allows"
    DEFAULT_AGAIN = "the list without arguments, at the end"
    SNAPSHOT = "as much as comes at once, to see whether others write"
    LIST_ALL = "all of the list, to compare it with what is read by id or written"
    READ = "one item that the list holds, or that was written"
    BEFORE_WRITE = "what is about to be written to, to see that it is nobody's"
    WRITE = "a change that the spec allows, of what this run has made"
    SEED = "an action that is made to have pages to read"
    CLEANUP = "what this run has made, removed"
    NO_KEY = "a request without a key"
    WRONG_KEY = "a request with a wrong key"
    BYPASS = "a request without a key that some let in"
    UNKNOWN_CASE = "a case that does not exist"
    UNKNOWN_ITEM = "an id that nothing has"
    NOWHERE = "an address that the spec does not know"
    WRONG_CASE = "an item under a case that it is not of"
    INCOMPLETE = "a body without a field that is required"
    OTHER_TYPE = "a body with an action_type that nobody knows"
    UNSPECIFIED = "what may be taken or refused"
    ALREADY_DELETED = "an action that was deleted before"
    SERVER_OWNED = "a body with fields that the server owns"
    ODD = "an argument or a body that is huge or odd"


READING = ("GET", "HEAD")
"""The methods of requests that write nothing."""

PAGES = (Purpose.WALK, Purpose.SIZE)
"""What shows the pages of a list."""

_NOT_TO_BE_HAD = (Purpose.UNKNOWN_CASE, Purpose.UNKNOWN_ITEM, Purpose.WRONG_CASE)
REFUSED = frozenset((Purpose.NO_KEY, Purpose.WRONG_KEY, *_NOT_TO_BE_HAD, Purpose.INCOMPLETE, Purpose.OTHER_TYPE))
"""What has to be refused."""

ANY_SUCCESS = (*PAGES, Purpose.GENERATED)
"""What a list is sent that the spec allows."""


@frozen
class Probe:
    """A request to be sent, and why. wait: seconds to wait before. burst: with how many right after one another."""

    request: Request
    purpose: Purpose
    wait: float = 0.0
    burst: int = 1

    def with_key(self, credentials: Credentials) -> "Probe":
        """The same, with another key than the right one."""
        return evolve(self, request=evolve(self.request, credentials=credentials))


NOT_SENT = Response(status=0)
"""What is shown in the place of a response where a write was withheld: reading has not shown that it harms nobody."""


Steps = Generator[Probe, Response, T]
"""Yields probes, is sent the response to each, and returns what it has found."""

Probes = Steps[None]

_BY_ITSELF = (Purpose.DEFAULT, Purpose.DEFAULT_AGAIN, Purpose.READ, Purpose.NOWHERE)
_MEANT = (Purpose.WRITE, Purpose.UNSPECIFIED, Purpose.SERVER_OWNED, Purpose.SEED, Purpose.CLEANUP)


@frozen
class Needed:
    """The operations that are judged, each with the purposes that takes; None is everything."""

    purposes: Mapping[str, frozenset[Purpose]] | None = None

    def includes(self, operation: str, *purposes: Purpose) -> bool:
        """Whether an operation is judged, and by probes of these purposes."""
        if self.purposes is None:
            return True
        return operation in self.purposes and self.purposes[operation].issuperset(purposes)

    def has(self, probe: Probe) -> bool:
        """Whether a probe is needed."""
        operation = operation_at(probe.request.method, probe.request.path)
        if operation is None:
            some = self.purposes is None or any(probe.purpose in one for one in self.purposes.values())
            return some or probe.purpose is Purpose.NOWHERE
        if probe.purpose in (_MEANT if operation.writes else _BY_ITSELF):
            return operation.writes or self.includes(operation.name)
        return self.includes(operation.name, probe.purpose)

    def of_reads(self, steps: Steps[T]) -> Steps[T]:
        """The steps, of which those that are not needed are not sent."""
        return self._only(steps, writes_alone=False)

    def of_writes(self, steps: Steps[T]) -> Steps[T]:
        """The same, for steps that write: what is read in between is read all the same."""
        return self._only(steps, writes_alone=True)

    def _only(self, steps: Steps[T], *, writes_alone: bool) -> Steps[T]:
        try:
            probe = next(steps)
            while True:
                passes = (writes_alone and probe.request.method == "GET") or self.has(probe)
                probe = steps.send((yield probe) if passes else NOT_SENT)
        except StopIteration as end:
            result: T = end.value
            return result


WRONG_KEYS = tuple(one for one in Credentials if one not in (Credentials.RIGHT, Credentials.NONE))
REFUSED_KEYS = ((Purpose.NO_KEY, Credentials.NONE), *((Purpose.WRONG_KEY, key) for key in WRONG_KEYS))
UNKNOWN_PARENTS = UNKNOWN_IDS = (2147483646, 999999999999)
